import type { Delivery } from "../../services/activity/deliveries.ts";
import { MOST_AT_ONCE } from "../../services/activity/ignore.ts";
import type { PageContext } from "../env.ts";
import { Notice } from "../parts.tsx";
import { messagesFor } from "../render.tsx";
import { type DeliveryQuery, toKept } from "./delivery-filter.tsx";
import { pathOfDelivery } from "./delivery-path.ts";
import { type Place, TABS } from "./frame.tsx";
import { withQuery } from "./query.ts";

/** `query`: the list it stands in, which is where it leads back to; left out: its own page. */
export function Ignore(props: { c: PageContext; row: Delivery; query?: Record<string, string | undefined> }) {
	const { c, row, query } = props;
	const { problems: words } = messagesFor(c).activity;
	const isIgnored = row.ignoredAt !== null;
	return (
		<form method="post" action={withQuery(`${pathOfDelivery(row)}/ignore`, query ?? {})}>
			<input type="hidden" name="ignored" value={isIgnored ? "no" : "yes"} />
			{query && <input type="hidden" name="from" value="list" />}
			<button type="submit" class="plain">
				{isIgnored ? words.unignore : words.ignore}
			</button>
		</form>
	);
}

/** All that fit the filter of the page, as it was when it was looked at. */
export function IgnoreAll({ c, place, query }: { c: PageContext; place: Place; query: DeliveryQuery }) {
	const { problems: words } = messagesFor(c).activity;
	const isUndoing = query.shown === "ignored";
	return (
		<form method="post" action={withQuery(`${TABS.problems}/ignore`, toKept(query))}>
			<input type="hidden" name="ignored" value={isUndoing ? "no" : "yes"} />
			<input type="hidden" name="until" value={String(place.now)} />
			<div class="row">
				<button type="submit" class="second">
					{isUndoing ? words.unignoreAll : words.ignoreAll}
				</button>
				<span class="quiet small">{words.ignoreAllHelp(MOST_AT_ONCE.toLocaleString(c.var.locale))}</span>
			</div>
		</form>
	);
}

/** What the last press came to. */
export function IgnoredNotice({ c }: { c: PageContext }) {
	const { problems: words } = messagesFor(c).activity;
	const count = (name: string) => {
		const text = c.req.query(name) ?? "";
		return /^\d{1,4}$/.test(text) ? Number(text) : null;
	};
	const ignored = count("ignored");
	const unignored = count("unignored");
	if (ignored !== null) return <Notice kind="good">{words.ignored(ignored)}</Notice>;
	return unignored === null ? null : <Notice kind="good">{words.unignored(unignored)}</Notice>;
}
