import * as v from "valibot";
import type { Rating } from "../../core/ticket-event.ts";
import { parseJson } from "../../lib/http.ts";
import type { FeedPage } from "../desk-feed.ts";
import type { ZendeskClient } from "./client.ts";
import { listedRatingsAnswer } from "./schema-feed.ts";

const PAGE_SIZE = 100;
/** An offer may be answered days later, and keeps its place in the list: so far behind the position is read. */
const ANSWERED_WITHIN_MS = 3 * 24 * 60 * 60_000;
/** However many offers there are, one reading goes no more pages than this behind the position. */
const MAX_LATE_PAGES = 5;

/** All up to `at` were read; of those at that very second, which. Zendesk's times are whole seconds. */
const mark = v.object({ at: v.number(), ids: v.array(v.string()) });
type Mark = v.InferOutput<typeof mark>;

/** `reading`: the list is on its way from the newest back to `done`; `top` is the mark once it is there. */
const cursorSchema = v.object({
	done: mark,
	reading: v.optional(v.object({ top: mark, after: v.string(), late: v.number() })),
});
type Cursor = v.InferOutput<typeof cursorSchema>;

/**
 * Ratings given since, by their time of rating. The list is paged newest offer first: Zendesk can filter it by time
 * and score, but its own API document doesn't know those parameters.
 */
export async function readRatings(
	client: ZendeskClient,
	cursor: string | null,
	since: number,
): Promise<FeedPage<Rating>> {
	const { done, reading } = parseCursor(cursor) ?? { done: { at: since, ids: [] } };
	const after: Record<string, string> = reading ? { "page[after]": reading.after } : {};
	const { satisfaction_ratings: rows, meta } = await client.read({
		pattern: "/satisfaction_ratings",
		query: { "page[size]": String(PAGE_SIZE), sort: "-created_at", ...after },
		schema: listedRatingsAnswer,
	});
	const items = rows
		.flatMap((row) => toRating(row) ?? [])
		.filter((rating) => isAfter(rating, done))
		.sort((a, b) => a.ratedAt - b.ratedAt || Number(a.id) - Number(b.id));
	const top = items.reduce(raise, reading?.top ?? done);
	const oldest = Math.min(...rows.map(({ created_at }) => created_at));
	const late = (reading?.late ?? 0) + (oldest < done.at ? 1 : 0);
	const isFarEnough = oldest < done.at - ANSWERED_WITHIN_MS || late >= MAX_LATE_PAGES;
	const more = meta?.has_more === true && Boolean(meta.after_cursor) && !isFarEnough;
	const next: Cursor = more
		? { done, reading: { top, after: meta.after_cursor ?? "", late } }
		: { done: top };
	return { items, cursor: JSON.stringify(next), more };
}

function parseCursor(cursor: string | null): Cursor | null {
	const parsed = v.safeParse(cursorSchema, cursor === null ? null : parseJson(cursor));
	return parsed.success ? parsed.output : null;
}

/** null for offers that nobody answered. */
function toRating(
	row: v.InferOutput<typeof listedRatingsAnswer>["satisfaction_ratings"][number],
): Rating | null {
	const { id, ticket_id, score, comment, created_at, updated_at } = row;
	if (score !== "good" && score !== "bad") return null;
	return {
		id,
		ticketId: ticket_id,
		score,
		comment: comment?.trim() || null,
		ratedAt: updated_at ?? created_at,
	};
}

function isAfter({ id, ratedAt }: Rating, { at, ids }: Mark): boolean {
	const second = Math.floor(at / 1000) * 1000;
	return ratedAt > at || (ratedAt >= second && !ids.includes(id));
}

function raise(top: Mark, { id, ratedAt }: Rating): Mark {
	const second = Math.floor(top.at / 1000) * 1000;
	if (ratedAt > top.at) return { at: ratedAt, ids: [id] };
	return ratedAt >= second ? { at: top.at, ids: [...top.ids, id] } : top;
}
