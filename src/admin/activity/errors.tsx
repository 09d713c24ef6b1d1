import { Hono } from "hono";
import * as v from "valibot";
import { vendorName } from "../../locales/slack/vendor-name.ts";
import { findVendorErrors, NOTED_KINDS, type VendorErrorRow } from "../../services/activity/vendor-errors.ts";
import type { AdminEnv, PageContext } from "../env.ts";
import { Moment } from "../moment.tsx";
import { SelectField } from "../parts.tsx";
import { messagesFor, renderNotFound } from "../render.tsx";
import { openPlace, type Place, renderActivity, TABS } from "./frame.tsx";
import { FilterForm, Pager } from "./list-parts.tsx";
import { choice, parseQuery, toCursor, words } from "./query.ts";

const SHOWN = 50;
const VENDORS = ["zendesk", "zoho", "slack", "salesforce"] as const;
const errorQuery = v.object({ vendor: choice(VENDORS), kind: choice(NOTED_KINDS), after: words(300) });

/** What vendors failed or refused at the session's desk. */
export function createErrorRoutes() {
	return new Hono<AdminEnv>().get(TABS.errors, async (c) => {
		const place = await openPlace(c);
		const asked = parseQuery(c, errorQuery);
		if (!place || !asked.ok) return renderNotFound(c);
		const { vendor, kind, after: began } = asked.values;
		const after = toCursor(began);
		const page = await findVendorErrors(c.var.ctx, place.desk.id, { vendor, kind }, { after, limit: SHOWN });
		const { activity } = messagesFor(c);
		const own = activity.errors;
		const isUsed = vendor !== undefined || kind !== undefined;
		const path = TABS.errors;
		const body = (
			<>
				<p class="lead">{own.lead}</p>
				<FilterForm c={c} path={path} isUsed={isUsed}>
					<SelectField
						name="vendor"
						label={own.vendor}
						value={vendor ?? ""}
						empty={activity.all}
						options={VENDORS.filter(
							(one) => one === place.desk.provider || one === "slack" || one === "salesforce",
						).map((one) => ({ value: one, label: vendorName(one) }))}
					/>
					<SelectField
						name="kind"
						label={own.kind}
						value={kind ?? ""}
						empty={activity.all}
						options={NOTED_KINDS.map((one) => ({ value: one, label: own.kinds[one] }))}
					/>
				</FilterForm>
				{page.rows.length > 0 ? (
					<ErrorTable c={c} place={place} rows={page.rows} />
				) : (
					!page.next && <p>{isUsed || after ? activity.nothingFits : own.none}</p>
				)}
				<Pager {...{ c, place, path, query: { vendor, kind }, isFirst: !after, page }} />
				<p class="quiet small">
					{own.kept} {activity.times(place.timezone)}
				</p>
			</>
		);
		return renderActivity(c, { tab: "errors", body });
	});
}

function ErrorTable({ c, place, rows }: { c: PageContext; place: Place; rows: readonly VendorErrorRow[] }) {
	const { errors: own } = messagesFor(c).activity;
	const kinds: Record<string, string> = own.kinds;
	const { locale } = c.var;
	return (
		<table>
			<thead>
				<tr>
					<th scope="col">{own.last}</th>
					<th scope="col">{own.vendor}</th>
					<th scope="col">{own.kind}</th>
					<th scope="col">{own.call}</th>
					<th scope="col" class="number">
						{own.count}
					</th>
				</tr>
			</thead>
			<tbody>
				{rows.map(({ lastAt, vendor, kind, code, status, operation, count }) => (
					<tr>
						<td>
							<Moment at={lastAt} now={place.now} locale={locale} timezone={place.timezone} />
						</td>
						<td data-label={own.vendor}>{vendorName(vendor)}</td>
						<td data-label={own.kind}>
							{kinds[kind] ?? kind}
							<div class="quiet">{[status, code].filter((part) => part !== null).join(" · ")}</div>
						</td>
						<td data-label={own.call}>
							<code>{operation}</code>
						</td>
						<td class="number" data-label={own.count}>
							{count.toLocaleString(locale)}
						</td>
					</tr>
				))}
			</tbody>
		</table>
	);
}
