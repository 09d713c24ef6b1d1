import * as v from "valibot";
import type { FeedPage } from "../desk-feed.ts";
import { rowsOf, type ZohoClient } from "./client.ts";
import { MOST_REMEMBERED, OVERLAP, parseCursor, type RowMark, rowMark } from "./cursor.ts";
import { toTime } from "./mapper.ts";
import { LAST_SEARCH_OFFSET } from "./paging.ts";
import { type TicketRow, ticketList } from "./schema.ts";

const ROWS = 50;
/** Times come in whole seconds: a row this young may change once more with the same time. */
const SETTLED = 5_000;

/** Where one search stands: what lies before `from` was told of; `to` ends the round under way, null between rounds. */
const place = v.object({
	from: v.number(),
	to: v.nullable(v.number()),
	/** Rows of the time `from` that were read: more of one time than fit a page. */
	offset: v.number(),
	told: v.array(rowMark),
});
type Place = v.InferOutput<typeof place>;

const state = v.object({ modified: place, answered: place });

/** Whether a customer's answer moves the time of change isn't documented: both times are asked for. */
const SEARCHES = {
	modified: {
		range: "modifiedTimeRange",
		sortBy: "modifiedTime",
		timeOf: (row: TicketRow) => row.modifiedTime,
	},
	answered: {
		range: "customerResponseTimeRange",
		sortBy: "customerResponseTime",
		timeOf: (row: TicketRow) => row.customerResponseTime,
	},
} as const;
type Search = (typeof SEARCHES)[keyof typeof SEARCHES];

export async function readChanges(
	client: ZohoClient,
	cursor: string | null,
	since: number,
	now: number,
): Promise<FeedPage<string>> {
	const start: Place = { from: since, to: null, offset: 0, told: [] };
	const was = parseCursor(state, cursor) ?? { modified: start, answered: start };
	const isNewRound = was.modified.to === null && was.answered.to === null;
	const step = (search: Search, at: Place): Promise<Step> => {
		if (!isNewRound && at.to === null) return Promise.resolve({ ids: [], place: at });
		return readOn(client, search, { ...at, to: at.to ?? now }, now);
	};
	const [modified, answered] = await Promise.all([
		step(SEARCHES.modified, was.modified),
		step(SEARCHES.answered, was.answered),
	]);
	const next = { modified: modified.place, answered: answered.place };
	return {
		items: [...new Set([...modified.ids, ...answered.ids])],
		cursor: JSON.stringify(next),
		more: next.modified.to !== null || next.answered.to !== null,
	};
}

interface Step {
	ids: string[];
	place: Place;
}

/**
 * One page, oldest change first. The next begins at the time this one ended with, not at an offset: a ticket that
 * changes meanwhile leaves the range, and offsets would skip its neighbour.
 */
async function readOn(
	client: ZohoClient,
	search: Search,
	at: Place & { to: number },
	now: number,
): Promise<Step> {
	const answer = await client.read({
		operation: "GET /tickets/search",
		path: "/tickets/search",
		query: {
			[search.range]: `${new Date(at.from).toISOString()},${new Date(at.to).toISOString()}`,
			sortBy: search.sortBy,
			from: at.offset,
			limit: ROWS,
		},
		schema: ticketList,
	});
	const rows = rowsOf(answer).map((row) => ({ id: row.id, at: toTime(search.timeOf(row)) ?? at.from }));
	const told = new Map(at.told);
	const ids = rows.filter(({ id, at: time }) => told.get(id) !== time).map(({ id }) => id);
	for (const row of rows) told.set(row.id, row.at);
	return { ids, place: rows.length < ROWS ? endRound(at, told, now) : goOn(at, told, rows) };
}

function goOn(at: Place, told: Map<string, number>, rows: { at: number }[]): Place {
	const last = Math.max(at.from, rows.at(-1)?.at ?? 0);
	const kept = remembered(told, last);
	if (last > at.from) return { ...at, from: last, offset: 0, told: kept };
	const offset = at.offset + rows.length;
	// More changes of one moment than search hands out: the rest can't be read.
	if (offset > LAST_SEARCH_OFFSET) return { ...at, from: last + 1, offset: 0, told: kept };
	return { ...at, offset, told: kept };
}

function endRound(at: Place & { to: number }, told: Map<string, number>, now: number): Place {
	const from = Math.max(at.from, at.to - OVERLAP);
	const settled = [...told].filter(([, time]) => time <= now - SETTLED);
	return { from, to: null, offset: 0, told: remembered(new Map(settled), from) };
}

function remembered(told: Map<string, number>, from: number): RowMark[] {
	const kept = [...told].filter(([, time]) => time >= from);
	return kept.sort((a, b) => b[1] - a[1]).slice(0, MOST_REMEMBERED);
}
