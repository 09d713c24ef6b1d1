import * as v from "valibot";
import { parseJson } from "../../lib/http.ts";

/** The index behind lists and search is seconds late: what comes late lies within this of what was read before. */
export const OVERLAP = 2 * 60_000;

/** How many rows of the overlap a cursor remembers; the others are told of once more, which does no harm. */
export const MOST_REMEMBERED = 200;

/** A stored cursor in the shape of `schema`; null for none, or one that is not ours (any more). */
export function parseCursor<S extends v.GenericSchema>(
	schema: S,
	cursor: string | null,
): v.InferOutput<S> | null {
	const parsed = v.safeParse(schema, cursor === null ? null : parseJson(cursor));
	return parsed.success ? parsed.output : null;
}

/** A row and the time it was told of with: a later time is news. */
export const rowMark = v.tuple([v.string(), v.number()]);
export type RowMark = v.InferOutput<typeof rowMark>;
