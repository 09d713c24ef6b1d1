import type { Page } from "../../core/ticket.ts";
import type { CursorMeta } from "./schema.ts";

/**
 * Where a page is in a list that Zendesk pages by cursor. Its own cursors don't tell which page is the first, so
 * ours carry the page's index: `2>…` is the third page, reached forwards; `1<…` the second, reached backwards.
 */
export interface Position {
	index: number;
	/** Query parameters, beside `page[size]`. */
	query: Record<string, string>;
}

const FIRST: Position = { index: 0, query: {} };

export function parsePosition(cursor: string | null): Position {
	const match = cursor === null ? null : /^(\d{1,6})([<>])(.+)$/s.exec(cursor);
	if (!match) return FIRST;
	const [, index = "0", direction, value = ""] = match;
	return { index: Number(index), query: { [direction === ">" ? "page[after]" : "page[before]"]: value } };
}

/** The neighbours of a page. Whoever came backwards has a next page whatever the answer says. */
export function toNeighbours(
	position: Position,
	meta: CursorMeta | undefined,
): Pick<Page<unknown>, "next" | "previous"> {
	const { index, query } = position;
	const hasNext = meta?.has_more === true || "page[before]" in query;
	const after = meta?.after_cursor;
	const before = meta?.before_cursor;
	return {
		next: hasNext && after ? `${index + 1}>${after}` : null,
		previous: toPrevious(index, before),
	};
}

/** The first page is read without a cursor: what came since then belongs on it. */
function toPrevious(index: number, before: string | null | undefined): string | null {
	if (index === 0) return null;
	if (index === 1) return "first";
	return before ? `${index - 1}<${before}` : null;
}
