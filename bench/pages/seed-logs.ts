import type { D1Database } from "@cloudflare/workers-types";
import { TICKET_EVENT_TYPES } from "../../src/core/ticket-event.ts";
import { auditLog } from "../../src/db/schema.ts";
import { deliveries, webhookIntake } from "../../src/db/schema-hearing.ts";
import { insertRows } from "../insert-rows.ts";
import { personId, TEAM_ID, ZENDESK } from "../world.ts";
import { agentName, channelId, SECOND_TEAM_ID, WORKSPACE_ID } from "./page-world.ts";
import type { PageSize } from "./sizes.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** What is older is dropped: by these numbers the oldest row of a long log is nearly gone. */
const DELIVERY_DAYS = 89;
const INTAKE_DAYS = 3;
const AUDIT_DAYS = 700;

/** `thin`: the last day, and a quarter of what is older, as far back. `rest`: what makes the whole of it. */
export type LogPart = "all" | "thin" | "rest";

export async function seedLogs(database: D1Database, size: PageSize, part: LogPart): Promise<void> {
	const now = Date.now();
	const { logs } = size;
	await insertRows(
		database,
		deliveries,
		range(logs.deliveries, part, logs.today).map((index) => toDelivery(index, size, now)),
	);
	await insertRows(
		database,
		auditLog,
		range(logs.audit, part).map((index) => toEntry(index, size, now)),
	);
	await insertRows(
		database,
		webhookIntake,
		range(logs.intake, part).map((index) => toHint(index, size, now)),
	);
}

function range(length: number, part: LogPart, today = 0): number[] {
	const isThin = (index: number) => index < today || index % 4 === 0;
	const all = Array.from({ length }, (_, index) => index);
	return part === "all" ? all : all.filter((index) => isThin(index) === (part === "thin"));
}

/** 0 to 99, each as often as the others in every part of a log. */
function lot(index: number): number {
	return (Math.imul(index, 2_654_435_761) >>> 16) % 100;
}

/** The newest first. */
function toDelivery(index: number, size: PageSize, now: number): typeof deliveries.$inferInsert {
	const { deliveries: all, today } = size.logs;
	const isToday = index < today;
	const at = isToday
		? now - 60_000 - Math.floor(((DAY_MS - HOUR_MS) * index) / today)
		: now - DAY_MS - Math.floor((DELIVERY_DAYS * DAY_MS * (index - today + 1)) / (all - today));
	const isSecond = lot(index) % 10 === 9;
	const isDirect = lot(index) % 4 === 1;
	const state = toState(index);
	return {
		id: deliveryId(index),
		deskId: ZENDESK.id,
		teamId: isSecond ? SECOND_TEAM_ID : TEAM_ID,
		workspaceId: isSecond ? `${WORKSPACE_ID}-second` : WORKSPACE_ID,
		eventId: `${ZENDESK.id}:${index}:event`,
		eventType: TICKET_EVENT_TYPES[lot(index) % TICKET_EVENT_TYPES.length] ?? "ticket.created",
		ticketId: String(500_000 + index),
		ticketNumber: String(500_000 + index),
		destination: isDirect ? personId(index % size.agents) : channelId(index % size.departments),
		state,
		reason: state === "posted" || state === "unknown" ? null : state === "dead" ? "channel_gone" : "filtered",
		messageTs: state === "posted" ? `1795200000.${index}` : null,
		happenedAt: at - 2_000,
		finishedAt: at,
	};
}

/** Of 100: 12 were given up, 8 are unknown, 4 were not to be sent. A quarter of it all has more problems than a file holds. */
function toState(index: number): (typeof deliveries.$inferInsert)["state"] {
	const place = lot(index);
	if (place < 12) return "dead";
	if (place < 20) return "unknown";
	return place % 20 === 11 ? "not_sent" : "posted";
}

export function deliveryId(index: number): string {
	return `delivery-${index}`;
}

const ACTIONS = [
	{ action: "workspace.times_changed", details: '{"quietFrom.from":null,"quietFrom.to":1200}' },
	{ action: "admin.signed_in", details: null },
	{ action: "delivery.sent_again", details: '{"delivery":"delivery-3","state":"dead"}' },
	{ action: "agent_link.created", details: null },
] as const;

function toEntry(index: number, size: PageSize, now: number) {
	const { action, details } = ACTIONS[lot(index) % ACTIONS.length] ?? ACTIONS[0];
	return {
		id: `entry-${index}`,
		deskId: ZENDESK.id,
		actorKind: "admin" as const,
		actorId: String(index % size.agents),
		actorName: agentName(index % size.agents),
		action,
		subject: `workspace:${WORKSPACE_ID}`,
		details,
		happenedAt: now - Math.floor((AUDIT_DAYS * DAY_MS * (index + 1)) / size.logs.audit),
	};
}

function toHint(index: number, size: PageSize, now: number) {
	const place = lot(index);
	const at = now - Math.floor((INTAKE_DAYS * DAY_MS * (index + 1)) / size.logs.intake);
	return {
		id: `hint-${index}`,
		deskId: ZENDESK.id,
		ticketId: String(500_000 + index),
		state: place < 10 ? ("dead" as const) : place < 20 ? ("waiting" as const) : ("done" as const),
		attempts: place < 10 ? 40 : 1,
		nextAt: at,
		receivedAt: at,
	};
}
