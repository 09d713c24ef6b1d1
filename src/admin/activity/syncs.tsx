import { Hono } from "hono";
import * as v from "valibot";
import { RUN_STATES } from "../../core/sync/run.ts";
import { findSyncs, type SyncRow } from "../../services/activity/syncs.ts";
import { listOrgs } from "../../services/orgs/list-orgs.ts";
import type { Org } from "../../services/sync/find-org.ts";
import type { AdminEnv, PageContext } from "../env.ts";
import { Moment } from "../moment.tsx";
import { SelectField } from "../parts.tsx";
import { messagesFor, renderNotFound } from "../render.tsx";
import { orgPath } from "../salesforce/list.tsx";
import { describeCounts, describeReason } from "../salesforce/run-counts.tsx";
import { openPlace, type Place, renderActivity, TABS } from "./frame.tsx";
import { FilterForm, Pager } from "./list-parts.tsx";
import { choice, parseQuery, toCursor, words } from "./query.ts";

const SHOWN = 50;
const syncQuery = v.object({ org: words(60), state: choice(RUN_STATES), after: words(300) });

/** What the syncs of all the desk's Salesforce orgs did. */
export function createSyncListRoutes() {
	return new Hono<AdminEnv>().get(TABS.syncs, async (c) => {
		const place = await openPlace(c);
		const asked = parseQuery(c, syncQuery);
		if (!place || !asked.ok) return renderNotFound(c);
		const orgs = await listOrgs(c.var.ctx, place.desk.id);
		const { org, state, after: began } = asked.values;
		const after = toCursor(began);
		const of = orgs.filter(({ id }) => org === "" || id === org);
		const page = await findSyncs(c.var.ctx, of, state, { after, limit: SHOWN });
		const { activity, sync } = messagesFor(c);
		const isUsed = org !== "" || state !== undefined;
		const path = TABS.syncs;
		const body = (
			<>
				<FilterForm c={c} path={path} isUsed={isUsed}>
					<SelectField
						name="org"
						label={activity.syncs.org}
						value={org}
						empty={activity.all}
						options={orgs.map(({ id, name }) => ({ value: id, label: name }))}
					/>
					<SelectField
						name="state"
						label={sync.state}
						value={state ?? ""}
						empty={activity.all}
						options={RUN_STATES.map((one) => ({ value: one, label: sync.states[one] }))}
					/>
				</FilterForm>
				{page.rows.length > 0 ? (
					<SyncTable c={c} place={place} orgs={orgs} rows={page.rows} />
				) : (
					!page.next && <p>{isUsed || after ? activity.nothingFits : sync.noRuns}</p>
				)}
				<Pager {...{ c, place, path, query: { org, state }, isFirst: !after, page }} />
				<p class="quiet small">
					{sync.kept} {activity.times(place.timezone)}
				</p>
			</>
		);
		return renderActivity(c, { tab: "syncs", body });
	});
}

function SyncTable(props: { c: PageContext; place: Place; orgs: readonly Org[]; rows: readonly SyncRow[] }) {
	const { c, place, orgs, rows } = props;
	const { activity, sync } = messagesFor(c);
	const { locale } = c.var;
	const names = new Map(orgs.map((org) => [org.id, org]));
	return (
		<table>
			<thead>
				<tr>
					<th scope="col">{sync.begun}</th>
					<th scope="col">{activity.syncs.org}</th>
					<th scope="col">{sync.kind}</th>
					<th scope="col">{sync.state}</th>
					<th scope="col">{sync.by}</th>
				</tr>
			</thead>
			<tbody>
				{rows.map((row) => {
					const org = names.get(row.orgId);
					return (
						<tr>
							<td>
								<Moment at={row.startedAt} now={place.now} locale={locale} timezone={place.timezone} />
							</td>
							<td data-label={activity.syncs.org}>
								{org && <a href={`${orgPath(org)}/runs`}>{org.name}</a>}
							</td>
							<td data-label={sync.kind}>{sync.kinds[row.kind]}</td>
							<td data-label={sync.state}>
								{sync.states[row.state]}
								{row.reason && <div class="quiet small">{describeReason(c, row.reason)}</div>}
								<div class="quiet small">{describeCounts(c, row).join(" · ")}</div>
							</td>
							<td data-label={sync.by}>{row.startedByName || sync.cron}</td>
						</tr>
					);
				})}
			</tbody>
		</table>
	);
}
