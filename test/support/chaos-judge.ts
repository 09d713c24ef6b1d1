import { readD1, readObjects } from "./chaos-objects.ts";
import type { Weather } from "./chaos-weather.ts";
import type { World } from "./chaos-world.ts";

export interface DeliveryRow {
	id: string;
	desk_id: string;
	team_id: string;
	workspace_id: string;
	event_id: string;
	event_type: string;
	ticket_id: string | null;
	destination: string;
	state: "posted" | "not_sent" | "unknown" | "dead";
	reason: string | null;
	message_ts: string | null;
}

export function readDeliveries({ sandbox }: World): Promise<DeliveryRow[]> {
	return readD1<DeliveryRow>(sandbox, "select * from deliveries");
}

export function isDirect({ destination }: Pick<DeliveryRow, "destination">): boolean {
	return destination.startsWith("U");
}

interface Payload {
	events?: string[];
	revision?: number;
}

/** Every message in every channel and direct message that somebody sees, each once. */
function readMessages({ slack }: World["sandbox"]) {
	const found = new Map<string, { channelId: string; ts: string; payload: Payload | null }>();
	for (const { id: teamId } of slack.teams()) {
		for (const { id: userId } of slack.users(teamId).filter(({ isBot }) => !isBot)) {
			for (const { id: channelId } of slack.channels(teamId, userId)) {
				for (const { ts, metadata } of slack.messages(teamId, channelId, userId)) {
					found.set(`${channelId} ${ts}`, { channelId, ts, payload: payloadOf(metadata) });
				}
			}
		}
	}
	return [...found.values()];
}

function payloadOf(metadata: unknown): Payload | null {
	return (metadata as { event_payload?: Payload } | null)?.event_payload ?? null;
}

/** Events that Slack shows, each with the messages that tell it: channel and time. */
export function readTold({ sandbox }: World): Map<string, { channelId: string; ts: string }[]> {
	const told = new Map<string, { channelId: string; ts: string }[]>();
	for (const { payload, ...place } of readMessages(sandbox)) {
		for (const event of payload?.events ?? []) told.set(event, [...(told.get(event) ?? []), place]);
	}
	return told;
}

/** A notice is known by the message it is about, or by its revision; a rating by its own id. */
export function noticeOf({ event_id }: Pick<DeliveryRow, "event_id">): string {
	return event_id.slice(event_id.lastIndexOf(":") + 1);
}

export interface SeenTicket {
	deskId: string;
	ticketId: string;
	/** How many notices the desk's object has told of it. */
	revision: number;
	assignee: string | null;
	department: string | null;
}

/** Every ticket that a desk's object has seen, as it saw it last. */
export function readSeen({ sandbox, desks }: World): SeenTicket[] {
	const names = readObjects<{ value: Uint8Array }>(
		sandbox,
		"Desk",
		"select value from _cf_KV where key = 'id'",
	);
	const tickets = readObjects<{ ticketId: string; revision: number; snapshot: string | null }>(
		sandbox,
		"Desk",
		"select ticket_id as ticketId, revision, snapshot from tickets",
	);
	return tickets.flatMap((rows, index) => {
		const name = Buffer.from(names[index]?.[0]?.value ?? []).toString("latin1");
		const desk = desks.find(({ id }) => name.includes(id));
		if (!desk) return [];
		return rows.map(({ ticketId, revision, snapshot }) => {
			const fields = snapshot === null ? null : JSON.parse(snapshot).fields;
			const department: string | null = fields?.department?.id ?? null;
			return { deskId: desk.id, ticketId, revision, assignee: fields?.assignee ?? null, department };
		});
	});
}

interface PostedRow extends Record<string, unknown> {
	seq: number;
	lane: string;
	ticket_id: string;
	events: string;
	happened_at: number;
	created_at: number;
	message_ts: string;
}

/** How much later than it began a call may arrive on a busy machine. */
const ON_THE_WAY_MS = 400;

/**
 * Pairs of posts of one ticket in one place that came the wrong way round, though both were there before the first of
 * them was sent. Only what was sent since time was moved last (`since`): stored times are compared with those of calls.
 */
export function findDisorder({ sandbox }: World, { calls }: Weather, since: number): string[] {
	const sentAt = new Map<string, number>();
	for (const { name, at, body, mishap } of calls) {
		if (name !== "chat.postMessage" || mishap !== null || at < since) continue;
		const payload = JSON.parse(body.get("metadata") ?? "null");
		for (const event of payloadOf(payload)?.events ?? []) sentAt.set(`${body.get("channel")} ${event}`, at);
	}
	const wrong: string[] = [];
	const posted = readObjects<PostedRow>(
		sandbox,
		"SlackTeam",
		`select seq, lane, ticket_id, events, happened_at, created_at, message_ts from posts
		where state = 'posted' and ticket_id is not null and is_direct = 0 order by message_ts`,
	);
	for (const rows of posted) {
		for (const group of Map.groupBy(rows, ({ lane, ticket_id }) => `${lane} ${ticket_id}`).values()) {
			group.forEach((early, index) => {
				const [first] = JSON.parse(early.events) as { id: string }[];
				const arrivedAt = sentAt.get(`${early.lane} ${first?.id}`);
				if (arrivedAt === undefined) return;
				for (const late of group.slice(index + 1)) {
					const isBefore =
						late.happened_at < early.happened_at ||
						(late.happened_at === early.happened_at && late.seq < early.seq);
					if (isBefore && late.created_at < arrivedAt - ON_THE_WAY_MS) {
						wrong.push(`${early.lane}: ${late.events} after ${early.events}`);
					}
				}
			});
		}
	}
	return wrong;
}

/** Cards that don't show the newest state that was told in their channel. */
export function findStaleCards({ sandbox }: World): string[] {
	const cards = readObjects<{ place: string; newest: number; ticket: string }>(
		sandbox,
		"SlackTeam",
		`select c.channel_id || ' ' || c.message_ts as place, c.ticket_id as ticket, max(p.revision) as newest
		from cards c join posts p on p.lane = c.channel_id and p.ticket_id = c.ticket_id and p.desk_id = c.desk_id
			and p.state = 'posted' and p.message_ts >= c.message_ts
		group by 1, 2`,
	).flat();
	const shown = new Map(
		readMessages(sandbox).map(({ channelId, ts, payload }) => [`${channelId} ${ts}`, payload?.revision]),
	);
	// Newer than what was posted: the card also shows what nobody knows the end of.
	return cards.flatMap(({ place, ticket, newest }) => {
		const revision = shown.get(place) ?? -1;
		return revision >= newest ? [] : [`${place}, ticket ${ticket}: ${revision} instead of ${newest}`];
	});
}

/** The most calls that came within a minute. */
export function mostInAMinute(times: readonly number[]): number {
	const sorted = times.toSorted((a, b) => a - b);
	let most = 0;
	let from = 0;
	sorted.forEach((at, to) => {
		while ((sorted[from] ?? at) <= at - 60_000) from += 1;
		most = Math.max(most, to - from + 1);
	});
	return most;
}
