import type { Locale } from "../../core/locale.ts";
import { pageMessages } from "../../locales/pages/messages.ts";
import type { Entry } from "../../services/activity/audit.ts";
import { Moment } from "../moment.tsx";
import { describeEntry, type LogPlace } from "./describe-entry.ts";
import { FieldChanges } from "./field-changes.tsx";

/** Who, what, when, and from what to what. */
export function EntryTable(props: { locale: Locale; place: LogPlace; rows: readonly Entry[] }) {
	const { locale, place, rows } = props;
	const { deliveries, audit: words } = pageMessages(locale);
	return (
		<table>
			<thead>
				<tr>
					{[deliveries.time, words.who, words.what, words.change].map((heading) => (
						<th scope="col">{heading}</th>
					))}
				</tr>
			</thead>
			<tbody>
				{rows.map((row) => {
					const { who, what, about, changes } = describeEntry(row, place, locale);
					return (
						<tr>
							<td>
								<Moment at={row.happenedAt} now={place.now} locale={locale} timezone={place.timezone} />
							</td>
							<td>{who}</td>
							<td>
								<strong>{what}</strong>
								{about && <div class="quiet">{about}</div>}
							</td>
							<td>
								<FieldChanges locale={locale} changes={changes} />
							</td>
						</tr>
					);
				})}
			</tbody>
		</table>
	);
}
