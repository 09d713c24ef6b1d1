import type { Context } from "../../context.ts";
import type { NewDelivery } from "../../core/delivery.ts";
import type { TicketEvent } from "../../core/ticket-event.ts";
import { sealContent } from "./content.ts";
import type { EventMark } from "./tables.ts";

/** Deliveries wait a day at most for what they need. */
const WAIT_MS = 24 * 3_600_000;

/** A delivery with what is new in it. */
interface Draft {
	id: string;
	delivery: NewDelivery;
	events: EventMark[];
	sealed: string | null;
}

/**
 * Stores deliveries, each event once per destination. Sealing takes a turn of its own, so
 * what is new is judged again where it is stored; what was overtaken goes round once more.
 */
export async function acceptDeliveries(
	storage: DurableObjectStorage,
	ctx: Pick<Context, "sealer" | "now">,
	deliveries: readonly NewDelivery[],
): Promise<void> {
	const { sql } = storage;
	let left = [...deliveries];
	while (left.length > 0) {
		const drafts = await Promise.all(left.map((delivery) => toDraft(sql, ctx, delivery)));
		left = storage.transactionSync(() =>
			drafts.flatMap((draft) => (store(sql, draft, ctx.now()) ? [] : [draft.delivery])),
		);
	}
}

async function toDraft(sql: SqlStorage, ctx: Pick<Context, "sealer">, delivery: NewDelivery): Promise<Draft> {
	const id = freeId(sql, delivery.key);
	const events = newEvents(sql, delivery);
	if (events.length === 0 || delivery.notSent) return { id, delivery, events, sealed: null };
	const owner = { id, desk_id: delivery.desk.id };
	const { content } = delivery;
	const isNew = ({ id: eventId }: TicketEvent) => events.some((event) => event.id === eventId);
	const told =
		content.kind === "notice"
			? { ...content, notice: { ...content.notice, events: content.notice.events.filter(isNew) } }
			: content;
	const sealed = await sealContent(ctx.sealer, owner, { ...delivery, content: told as typeof content });
	return { id, delivery, events, sealed };
}

/** A key that comes back with an event more is another post. */
function freeId(sql: SqlStorage, key: string): string {
	for (let turn = 1; ; turn++) {
		const id = turn === 1 ? key : `${key}~${turn}`;
		if ([...sql.exec("select 1 from posts where id = ?", id)].length === 0) return id;
	}
}

/** Events of a delivery that its destination has not been told of. */
function newEvents(sql: SqlStorage, delivery: NewDelivery): EventMark[] {
	const destination = laneOf(delivery);
	return eventsOf(delivery).filter(({ id }) => {
		const rows = sql.exec(
			"select 1 from post_events where event_id = ? and destination = ?",
			id,
			destination,
		);
		return [...rows].length === 0;
	});
}

function eventsOf({ content, key }: NewDelivery): EventMark[] {
	return content.kind === "notice"
		? content.notice.events.map(({ id, type }) => ({ id, type }))
		: [{ id: key, type: content.kind }];
}

function laneOf({ destination }: Pick<NewDelivery, "destination">): string {
	return destination.kind === "channel" ? destination.channelId : destination.slackUserId;
}

/** false: something of it was stored since it was sealed. */
function store(sql: SqlStorage, { id, delivery, events, sealed }: Draft, now: number): boolean {
	if (newEvents(sql, delivery).length !== events.length) return false;
	if (events.length === 0) return true;
	if (freeId(sql, delivery.key) !== id) return false;
	const { content, notSent } = delivery;
	const notice = content.kind === "notice" ? content.notice : null;
	const lane = laneOf(delivery);
	sql.exec(
		`insert into posts (id, workspace_id, desk_id, lane, is_direct, kind, layout, ticket_id, ticket_number, events,
			revision, state, reason, content_sealed, happened_at, hold_at, give_up_at, created_at, finished_at)
		values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)`,
		id,
		delivery.workspaceId,
		delivery.desk.id,
		lane,
		delivery.destination.kind === "direct" ? 1 : 0,
		content.kind,
		content.kind === "notice" ? content.layout : null,
		notice?.ticket.id ?? null,
		notice?.ticket.number ?? null,
		JSON.stringify(events),
		notice?.revision ?? 0,
		notSent ? "not_sent" : "queued",
		notSent,
		sealed,
		delivery.at,
		delivery.notBefore,
		Math.max(now, delivery.notBefore) + WAIT_MS,
		now,
		notSent ? now : null,
	);
	for (const event of events) {
		sql.exec("insert into post_events (event_id, destination) values (?, ?)", event.id, lane);
	}
	return true;
}
