import { nextDirtyAt } from "./cards.ts";
import { knownDirect } from "./direct.ts";
import { createPace } from "./pace.ts";
import { findHeads, hasRemains } from "./posts.ts";
import { headWaitsUntil } from "./rounds.ts";
import { hasUntold } from "./troubles.ts";

/** What D1 didn't take is tried again. */
const AGAIN_MS = 10_000;
/** Without a token: only to end what is too late; a new token wakes the object. */
const NO_TOKEN_MS = 10 * 60_000;
const CLEANUP_MS = 6 * 3_600_000;

/** When there is something to do; null: never, until something is handed over. */
export function nextAlarmAt(sql: SqlStorage, now: number, hasToken: boolean): number | null {
	const times = [
		hasToken ? nextSendAt(sql, now) : nextWithoutToken(sql, now),
		earliest(sql, "select min(hold_at) as at from posts where state = 'queued' and hold_at > ?", now),
		isOwed(sql) ? now + AGAIN_MS : null,
		hasRemains(sql) ? now + CLEANUP_MS : null,
	].filter((time) => time !== null);
	return times.length > 0 ? Math.min(...times) : null;
}

/** When the next post or update may go; null when there is none. */
export function nextSendAt(sql: SqlStorage, now: number): number | null {
	const pace = createPace(sql);
	const times = findHeads(sql, now).map(({ lane, is_direct }) =>
		headWaitsUntil({ pace }, lane, is_direct ? knownDirect(sql, lane) : lane),
	);
	const isBusy = pace.methodWaitsUntil("chat.postMessage") > now;
	const posting = isBusy ? pace.methodRestsUntil("chat.postMessage") : now;
	const dirty = nextDirtyAt(sql, now);
	const all = times.map((time) => Math.max(time, posting));
	if (dirty !== null) all.push(Math.max(dirty, pace.methodWaitsUntil("chat.update")));
	return all.length > 0 ? Math.min(...all) : null;
}

function nextWithoutToken(sql: SqlStorage, now: number): number | null {
	const isWaiting = [...sql.exec("select 1 from posts where state = 'queued' limit 1")].length > 0;
	return isWaiting ? now + NO_TOKEN_MS : null;
}

function isOwed(sql: SqlStorage): boolean {
	const unlogged = sql.exec("select 1 from posts where is_logged = 0 and finished_at is not null limit 1");
	return hasUntold(sql) || [...unlogged].length > 0;
}

function earliest(sql: SqlStorage, query: string, bound: number): number | null {
	const [row] = sql.exec<{ at: number | null }>(query, bound);
	return row?.at ?? null;
}
