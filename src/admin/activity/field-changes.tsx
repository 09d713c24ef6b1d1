import type { Locale } from "../../core/locale.ts";
import { pageMessages } from "../../locales/pages/messages.ts";
import type { Described } from "./describe-entry.ts";

/** What an entry of the log changed, field by field: from what to what. */
export function FieldChanges({ locale, changes }: { locale: Locale; changes: Described["changes"] }) {
	const { audit: words } = pageMessages(locale);
	return (
		<>
			{changes.map(({ field, from, to }) => (
				<div>
					<span class="quiet">{field}:</span>{" "}
					{from !== null && (
						<>
							<span class="visually-hidden">{words.from}</span> <del>{from}</del>{" "}
							<span aria-hidden="true">→</span> <span class="visually-hidden">{words.to}</span>{" "}
						</>
					)}
					{to}
				</div>
			))}
		</>
	);
}
