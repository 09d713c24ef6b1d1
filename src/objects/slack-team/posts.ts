import type { DeadReason, NotSentReason } from "../../core/delivery.ts";
import type { FinalState, PostRow } from "./tables.ts";

const COLUMNS = `seq, id, workspace_id, desk_id, lane, is_direct, kind, layout, ticket_id, events, revision,
	attempts, is_plain, content_sealed, happened_at, hold_at, give_up_at, created_at`;

/**
 * What each channel and person would be told next, oldest first. A lane's first queued post holds back those behind
 * it, but what quiet hours hold back holds back nothing.
 */
export function findHeads(sql: SqlStorage, now: number): PostRow[] {
	return [
		...sql.exec<PostRow>(
			`with recursive lanes (name) as (
				select min(lane) from posts where state = 'queued'
				union all
				select (select min(p.lane) from posts p where p.state = 'queued' and p.lane > lanes.name)
				from lanes where lanes.name is not null
			)
			select ${COLUMNS} from lanes join posts on posts.seq = (
				select q.seq from posts q
				where q.state = 'queued' and q.lane = lanes.name and q.hold_at <= ?1
				order by q.happened_at, q.seq limit 1)
			order by happened_at, seq`,
			now,
		),
	];
}

/** Posts that quiet hours held back together with this one: they go out as one message. */
export function findHeldWith(sql: SqlStorage, head: PostRow, now: number, limit: number): PostRow[] {
	if (head.kind !== "notice" || head.hold_at <= head.created_at) return [head];
	const held = [
		...sql.exec<PostRow>(
			`select ${COLUMNS} from posts
			where state = 'queued' and lane = ?1 and workspace_id = ?2 and kind = 'notice'
				and hold_at <= ?3 and hold_at > created_at
			order by happened_at, seq limit ?4`,
			head.lane,
			head.workspace_id,
			now,
			limit,
		),
	];
	return held.length > 0 ? held : [head];
}

/** Moves posts on; what is not there any more, or was moved by another, is not among those it answers. */
function move(sql: SqlStorage, seqs: readonly number[], from: string, set: string, ...values: unknown[]) {
	return [
		...sql.exec<{ seq: number }>(
			`update posts set ${set} where state = '${from}' and seq in (select value from json_each(?)) returning seq`,
			...values,
			JSON.stringify(seqs),
		),
	].length;
}

/** Stored before the call: found again after a kill nobody knows whether Slack has it. */
export function markSending(sql: SqlStorage, seqs: readonly number[]): number {
	return move(sql, seqs, "queued", "state = 'sending', attempts = attempts + 1");
}

/** `uncounted`: the attempt was no failure of this post, so its next failure is waited for no longer. */
export function requeue(
	sql: SqlStorage,
	seqs: readonly number[],
	options: { plain?: boolean; uncounted?: boolean } = {},
): void {
	move(
		sql,
		seqs,
		"sending",
		"state = 'queued', is_plain = max(is_plain, ?), attempts = attempts - ?",
		options.plain ? 1 : 0,
		options.uncounted ? 1 : 0,
	);
}

export interface End {
	state: FinalState;
	reason: NotSentReason | DeadReason | string | null;
	messageTs?: string | null;
	now: number;
}

/** The content goes as soon as nobody can want it again. */
export function finish(sql: SqlStorage, seqs: readonly number[], from: "queued" | "sending", end: End) {
	const { state, reason, messageTs = null, now } = end;
	const wiped = state === "posted" || state === "not_sent";
	return move(
		sql,
		seqs,
		from,
		`state = ?, reason = ?, message_ts = ?, finished_at = ?, is_logged = 0
			${wiped ? ", content_sealed = null" : ""}`,
		state,
		reason,
		messageTs,
		now,
	);
}

/** Killed, or replaced, in the middle of a call. */
export function endInterrupted(sql: SqlStorage, now: number): void {
	sql.exec(
		`update posts set state = 'unknown', reason = 'interrupted', finished_at = ?, is_logged = 0
		where state = 'sending'`,
		now,
	);
}

/** Too late to tell, whatever it waited for. */
export function endOverdue(sql: SqlStorage, lane: string, now: number, tokenIsGone: boolean): void {
	sql.exec(
		`update posts set state = 'dead', finished_at = ?2, is_logged = 0,
			reason = case
				when ?3 then 'token'
				when exists (select 1 from troubles where place = ?1) then 'channel'
				when exists (select 1 from troubles where kind = 'scope' and is_over = 0) then 'scope'
				when attempts > 0 then 'slack'
				else 'too_old' end
		where state = 'queued' and lane = ?1 and give_up_at <= ?2`,
		lane,
		now,
		tokenIsGone ? 1 : 0,
	);
}

/** Everything queued of a workspace that says nothing now. */
export function endUnwanted(sql: SqlStorage, workspaceId: string, reason: NotSentReason, now: number): void {
	sql.exec(
		`update posts set state = 'not_sent', reason = ?2, finished_at = ?3, is_logged = 0, content_sealed = null
		where state = 'queued' and workspace_id = ?1`,
		workspaceId,
		reason,
		now,
	);
}

const DAY_MS = 24 * 3_600_000;
/** As long as events of the same ticket may be handed over again. */
const KEEP_FINISHED_MS = 3 * DAY_MS;
/** As long as somebody may send it again. */
const KEEP_FAILED_MS = 30 * DAY_MS;
const KEEP_CARDS_MS = 90 * DAY_MS;

export function dropOld(sql: SqlStorage, now: number): void {
	const old = sql.exec<{ seq: number }>(
		`select seq from posts
		where is_logged = 1 and finished_at <= case when state in ('posted', 'not_sent') then ?1 else ?2 end
		limit 500`,
		now - KEEP_FINISHED_MS,
		now - KEEP_FAILED_MS,
	);
	dropPosts(sql, "seq in (select value from json_each(?))", JSON.stringify([...old].map(({ seq }) => seq)));
	sql.exec("delete from cards where updated_at <= ?", now - KEEP_CARDS_MS);
	sql.exec("delete from pace where max(free_at, blocked_at) <= ?", now - DAY_MS);
}

/** With the marks of their events. */
export function dropPosts(sql: SqlStorage, where: string, value: string): void {
	sql.exec(
		`delete from post_events where (event_id, destination) in (
			select e.value ->> 'id', posts.lane from posts, json_each(posts.events) e where ${where})`,
		value,
	);
	sql.exec(`delete from posts where ${where}`, value);
}

/** Whether there will be something to drop one day. */
export function hasRemains(sql: SqlStorage): boolean {
	return [...sql.exec("select 1 from posts union all select 1 from cards limit 1")].length > 0;
}
