import { Hono } from "hono";
import type { Context } from "../../context.ts";
import { findDeliveries } from "../../services/activity/deliveries.ts";
import { countWaiting } from "../../services/workspaces/deliveries.ts";
import type { AdminEnv, PageContext } from "../env.ts";
import { messagesFor, renderNotFound } from "../render.tsx";
import { DayCard } from "./day-card.tsx";
import {
	DeliveryFilterForm,
	deliveryQuery,
	type ListKind,
	NO_QUERY,
	toFilter,
	toKept,
} from "./delivery-filter.tsx";
import { DeliveryTable } from "./delivery-table.tsx";
import { openPlace, type Place, renderActivity, TABS } from "./frame.tsx";
import { IgnoreAll, IgnoredNotice } from "./ignore-form.tsx";
import { Export, Pager } from "./list-parts.tsx";
import { Obstacles } from "./obstacles.tsx";
import { parseQuery, toCursor, withQuery } from "./query.ts";

const SHOWN = 50;
/** Teams that are asked what waits: each is a call. */
const MAX_ASKED = 10;

/** What became of events: all of them, and those that need somebody. */
export function createDeliveryListRoutes() {
	return new Hono<AdminEnv>()
		.get(TABS.deliveries, (c) => renderList(c, "deliveries"))
		.get(TABS.problems, (c) => renderList(c, "problems"));
}

async function renderList(c: PageContext, kind: ListKind) {
	const place = await openPlace(c);
	if (!place) return renderNotFound(c);
	const { ctx } = c.var;
	const asked = parseQuery(c, deliveryQuery);
	const query = asked.ok ? asked.values : NO_QUERY;
	if (!isOwn(place, query.workspace)) return renderNotFound(c);
	const after = toCursor(query.after);
	const [page, waiting] = await Promise.all([
		asked.ok
			? findDeliveries(
					ctx,
					{ id: place.desk.id, workspaces: place.workspaces },
					toFilter(query, kind, place.timezone),
					{ after, limit: SHOWN, withPeople: true },
				)
			: { rows: [], next: null, isCutShort: false },
		kind === "deliveries" && !after ? countAllWaiting(ctx, place) : 0,
	]);
	const { rows } = page;
	const people = new Map(
		rows.flatMap(({ destination, personName }) => (personName ? [[destination, personName]] : [])),
	);
	const kept = toKept(query);
	const input = asked.ok ? kept : asked.input;
	const isFiltered = Object.values(kept).some(Boolean);
	const { activity: words, deliveries } = messagesFor(c);
	const path = TABS[kind];
	const body = (
		<>
			{kind === "problems" && <IgnoredNotice c={c} />}
			<p class="lead">{words[kind].lead}</p>
			{kind === "deliveries" && !after && !isFiltered && (
				<DayCard c={c} deskId={place.desk.id} timezone={place.timezone} />
			)}
			{kind === "problems" && !after && <Obstacles c={c} place={place} />}
			{waiting > 0 && (
				<p>
					<strong>{deliveries.waiting(String(waiting))}</strong>{" "}
					<span class="quiet">{deliveries.waitingHelp}</span>
				</p>
			)}
			<DeliveryFilterForm {...{ c, place, kind, path, input, errors: asked.errors }} />
			{rows.length > 0 ? (
				<DeliveryTable {...{ c, place, rows, people, problems: kind === "problems" ? kept : null }} />
			) : (
				asked.ok && !page.next && <p>{isFiltered || after ? words.nothingFits : toEmpty(c, place, kind)}</p>
			)}
			{kind === "problems" && rows.length > 0 && <IgnoreAll {...{ c, place, query }} />}
			<Pager {...{ c, place, path, query: kept, isFirst: !after, page }} />
			{rows.length > 0 && <Export c={c} to={withQuery(`/admin/activity/${kind}.csv`, kept)} />}
			<p class="quiet small">{words.times(place.timezone)}</p>
		</>
	);
	return renderActivity(c, { tab: kind, body, isInvalid: !asked.ok });
}

/** Another desk's workspace doesn't exist here. */
export function isOwn(place: Place, workspaceId: string): boolean {
	return workspaceId === "" || place.workspaces.some(({ workspace }) => workspace.id === workspaceId);
}

function toEmpty(c: PageContext, { desk, workspaces }: Place, kind: ListKind): string {
	const words = messagesFor(c).activity;
	if (kind === "problems") return words.problems.none;
	return workspaces.length === 0
		? words.deliveries.noWorkspace
		: words.deliveries.none(words.ticketWord[desk.provider]);
}

async function countAllWaiting(ctx: Context, { workspaces }: Place): Promise<number> {
	const asked = workspaces.slice(0, MAX_ASKED);
	const counts = await Promise.all(
		asked.map(({ workspace, team }) =>
			countWaiting(ctx, { objectId: team.objectId, workspaceId: workspace.id }),
		),
	);
	return counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
}
