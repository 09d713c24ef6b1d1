import * as v from "valibot";
import type { FeedPage } from "../desk-feed.ts";
import { MOST_REMEMBERED, OVERLAP, parseCursor, type RowMark, rowMark } from "./cursor.ts";

/** The vendor's lists hand out no more. */
const ROWS = 50;

/**
 * `after`: older rows were told of; `told`: those since then that were, too. `top` is the newest time seen in the
 * round under way, `skip` how far the round got.
 */
const state = v.object({
	after: v.number(),
	told: v.array(rowMark),
	top: v.number(),
	skip: v.number(),
	/** Where the next round begins: behind 0 only for lists that are oldest first against our wish. */
	start: v.number(),
});

export interface TimedRow {
	id: string;
	at: number;
}

/**
 * One page of a list that grows at one end, oldest first. Newest rows come first where the vendor sorts as asked;
 * the other order is recognised and read to its end. A row that came while paging shifts others towards the end: they
 * are met again, not missed.
 */
export async function readNewRows<T extends TimedRow>(
	read: (skip: number, limit: number) => Promise<T[]>,
	cursor: string | null,
	since: number,
): Promise<FeedPage<T>> {
	const was = parseCursor(state, cursor) ?? begin(since);
	const rows = await read(was.skip, ROWS);
	const told = new Map(was.told);
	const items = rows
		.filter(({ id, at }) => at > was.after && told.get(id) !== at)
		.sort((a, b) => a.at - b.at);
	for (const { id, at } of items) told.set(id, at);
	const top = Math.max(was.top, ...rows.map(({ at }) => at));
	const isAscending = (rows[0]?.at ?? 0) < (rows.at(-1)?.at ?? 0);
	const isLast = rows.length < ROWS || (!isAscending && (rows.at(-1)?.at ?? 0) <= was.after);
	const next = isLast
		? endRound(was.after, told, top, isAscending ? was.skip : 0)
		: { ...was, told: [...told], top, skip: was.skip + rows.length };
	return { items, cursor: JSON.stringify(next), more: !isLast };
}

/** Times are whole seconds: what is of the second of `since` may have been after it. */
function begin(since: number): v.InferOutput<typeof state> {
	const after = Math.floor(since / 1000) * 1000 - 1;
	return { after, told: [], top: after, skip: 0, start: 0 };
}

function endRound(wasAfter: number, told: Map<string, number>, top: number, start: number) {
	const after = Math.max(wasAfter, top - OVERLAP);
	const kept: RowMark[] = [...told].filter(([, at]) => at > after);
	const newest = kept.sort((a, b) => b[1] - a[1]).slice(0, MOST_REMEMBERED);
	return { after, told: newest, top, skip: start, start };
}
