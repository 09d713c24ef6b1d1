import { Hono } from "hono";
import { findDeliveries } from "../../services/activity/deliveries.ts";
import { deliveryWords } from "../delivery-words.ts";
import type { AdminEnv, PageContext } from "../env.ts";
import { messagesFor, renderNotFound } from "../render.tsx";
import { answerCsv } from "./csv.ts";
import { isOwn } from "./deliveries.tsx";
import { deliveryQuery, type ListKind, toFilter } from "./delivery-filter.tsx";
import { openPlace } from "./frame.tsx";
import { parseQuery } from "./query.ts";

/** The lists of deliveries as files. */
export function createDeliveryExportRoutes() {
	return new Hono<AdminEnv>()
		.get("/admin/activity/deliveries.csv", (c) => exportList(c, "deliveries"))
		.get("/admin/activity/problems.csv", (c) => exportList(c, "problems"));
}

async function exportList(c: PageContext, kind: ListKind) {
	const place = await openPlace(c);
	const asked = parseQuery(c, deliveryQuery);
	if (!place || !asked.ok || !isOwn(place, asked.values.workspace)) return renderNotFound(c);
	const { desk, workspaces } = place;
	const { activity, deliveries: words } = messagesFor(c);
	const named = deliveryWords(c.var.locale, desk.provider);
	const filter = toFilter(asked.values, kind, place.timezone);
	const teams = new Map(workspaces.map(({ workspace, team }) => [workspace.id, team.name]));
	return answerCsv(c, {
		name: kind,
		heading: [
			activity.delivery.finished,
			activity.delivery.happened,
			words.event,
			activity.ticketTitle[desk.provider],
			activity.deliveries.workspace,
			words.destination,
			words.state,
			activity.delivery.reason,
			activity.delivery.id,
		],
		read: (page) => findDeliveries(c.var.ctx, { id: desk.id, workspaces }, filter, page),
		toCells: (row) => [
			new Date(row.finishedAt).toISOString(),
			new Date(row.happenedAt).toISOString(),
			named.event(row.eventType),
			row.ticketNumber,
			teams.get(row.workspaceId) ?? row.workspaceId,
			named.destination(row, workspaces),
			words.states[row.state],
			row.reason && named.reason(row.reason),
			row.id,
		],
	});
}
