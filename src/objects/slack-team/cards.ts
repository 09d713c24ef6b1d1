import type { Notice } from "../../core/ticket-event.ts";
import type { CardRow, PostRow } from "./tables.ts";

/** An update waits this long for what is still to be said of the same ticket, so that one does for all. */
const GATHER_MS = 5_000;

const COLUMNS = `id, workspace_id, desk_id, ticket_id, channel_id, message_ts, revision, event_ids, pending_sealed,
	pending_revision, attempts, dirty_at`;

export function findCard(
	sql: SqlStorage,
	place: { workspaceId: string; ticketId: string; channelId: string },
): CardRow | null {
	const [card] = sql.exec<CardRow>(
		`select ${COLUMNS} from cards where workspace_id = ? and ticket_id = ? and channel_id = ?`,
		place.workspaceId,
		place.ticketId,
		place.channelId,
	);
	return card ?? null;
}

/** The message that later events of the ticket go below; a card that was there before is given up. */
export function placeCard(
	sql: SqlStorage,
	input: { id: string; post: PostRow; notice: Notice; channelId: string; ts: string; now: number },
): void {
	const { id, post, notice, channelId, ts, now } = input;
	sql.exec(
		`insert or replace into cards (id, workspace_id, desk_id, ticket_id, channel_id, message_ts, revision,
			event_ids, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		id,
		post.workspace_id,
		post.desk_id,
		notice.ticket.id,
		channelId,
		ts,
		notice.revision,
		JSON.stringify(notice.events.map((event) => event.id)),
		now,
	);
}

/** Several changes become one update, and an older one changes nothing. */
export function markDirty(
	sql: SqlStorage,
	card: { id: string; revision: number; sealed: string; now: number },
): void {
	sql.exec(
		`update cards set pending_sealed = ?2, pending_revision = ?3, dirty_at = coalesce(dirty_at, ?4), updated_at = ?4
		where id = ?1 and revision < ?3 and (pending_revision is null or pending_revision < ?3)`,
		card.id,
		card.sealed,
		card.revision,
		card.now,
	);
}

const DUE_AT = `max(next_at, case when exists (
	select 1 from posts p where p.state = 'queued' and p.lane = cards.channel_id and p.ticket_id = cards.ticket_id
		and p.hold_at <= ?1) then dirty_at + ${GATHER_MS} else 0 end)`;

export function findDirty(sql: SqlStorage, now: number, limit: number): CardRow[] {
	return [
		...sql.exec<CardRow>(
			`select ${COLUMNS} from cards where dirty_at is not null and ${DUE_AT} <= ?1 order by dirty_at limit ?2`,
			now,
			limit,
		),
	];
}

/** When the first update is due; null when every card is as it should be. */
export function nextDirtyAt(sql: SqlStorage, now: number): number | null {
	const [row] = sql.exec<{ at: number | null }>(
		`select min(${DUE_AT}) as at from cards where dirty_at is not null`,
		now,
	);
	return row?.at ?? null;
}

/** What came meanwhile stays to be done. */
export function markUpdated(sql: SqlStorage, id: string, revision: number): void {
	sql.exec("update cards set revision = max(revision, ?2), attempts = 0 where id = ?1", id, revision);
	sql.exec(
		`update cards set pending_sealed = null, pending_revision = null, dirty_at = null
		where id = ? and pending_revision <= revision`,
		id,
	);
}

export function postponeUpdate(sql: SqlStorage, id: string, until: number): void {
	sql.exec("update cards set attempts = attempts + 1, next_at = ?2 where id = ?1", id, until);
}

/** The card stays as it is until something else happens to the ticket. */
export function dropUpdate(sql: SqlStorage, id: string): void {
	sql.exec(
		"update cards set pending_sealed = null, pending_revision = null, dirty_at = null where id = ?",
		id,
	);
}

/** Cards of workspaces that nothing may be said in now stay as they are, too: nobody comes back to them. */
export function dropUnwantedUpdates(sql: SqlStorage, open: ReadonlySet<string>): void {
	sql.exec(
		`update cards set pending_sealed = null, pending_revision = null, dirty_at = null
		where dirty_at is not null and workspace_id not in (select value from json_each(?))`,
		JSON.stringify([...open]),
	);
}

/** The next event of the ticket posts a new one. */
export function dropCard(sql: SqlStorage, id: string): void {
	sql.exec("delete from cards where id = ?", id);
}
