import type { ZendeskContext } from "./app-env.ts";
import { ApiError, badPagination } from "./errors.ts";

const MAX_PAGE_SIZE = 100;
const MAX_OFFSET_RECORDS = 10_000;

export interface Paged<T> {
	items: T[];
	/** What stands beside the list in the answer. */
	envelope: Record<string, unknown>;
}

/** Cursor paging when `page[size]` (or a cursor) is given, offset paging otherwise; the two never mix. */
export function paginate<T extends { id: number | string }>(c: ZendeskContext, all: readonly T[]): Paged<T> {
	const url = new URL(c.req.url);
	const isCursor = [...url.searchParams.keys()].some((name) => name.startsWith("page["));
	if (!isCursor) return byOffset(url, all);
	if (url.searchParams.has("page") || url.searchParams.has("per_page")) {
		throw badPagination("cursor and offset pagination can't be combined");
	}
	return byCursor(url, all);
}

function byCursor<T extends { id: number | string }>(url: URL, all: readonly T[]): Paged<T> {
	const size = toSize(url.searchParams.get("page[size]"));
	const after = url.searchParams.get("page[after]");
	const before = url.searchParams.get("page[before]");
	let start = 0;
	if (after !== null) start = indexOfCursor(after, all) + 1;
	else if (before !== null) start = Math.max(0, indexOfCursor(before, all) - size);
	const end = before !== null ? indexOfCursor(before, all) : start + size;
	const items = all.slice(start, end);
	const first = items[0];
	const last = items.at(-1);
	// Going backwards, Zendesk's has_more speaks of that direction.
	const hasMore = before !== null ? start > 0 : start + items.length < all.length;
	const afterCursor = last ? toCursor(last.id) : null;
	const beforeCursor = first ? toCursor(first.id) : null;
	return {
		items,
		envelope: {
			meta: { has_more: hasMore, after_cursor: afterCursor, before_cursor: beforeCursor },
			links: {
				next:
					hasMore && afterCursor
						? withParams(url, { "page[after]": afterCursor, "page[before]": null })
						: null,
				prev: beforeCursor ? withParams(url, { "page[before]": beforeCursor, "page[after]": null }) : null,
			},
		},
	};
}

function byOffset<T>(url: URL, all: readonly T[]): Paged<T> {
	const { page, perPage } = toOffset(url);
	if (page * perPage > MAX_OFFSET_RECORDS) {
		throw new ApiError(400, {
			error: "InvalidPaginationDepth",
			description: "Limit of 100 pages exceeded, use cursor pagination to go further",
		});
	}
	const items = all.slice((page - 1) * perPage, page * perPage);
	return { items, envelope: { ...toOffsetLinks(url, page, perPage, all.length), count: all.length } };
}

export function toOffset(url: URL): { page: number; perPage: number } {
	const perPage = toSize(url.searchParams.get("per_page"));
	const page = Number(url.searchParams.get("page") ?? "1");
	if (!Number.isInteger(page) || page < 1) throw badPagination("page must be a positive number");
	return { page, perPage };
}

export function toOffsetLinks(url: URL, page: number, perPage: number, count: number) {
	return {
		next_page: page * perPage < count ? withParams(url, { page: String(page + 1) }) : null,
		previous_page: page > 1 ? withParams(url, { page: String(page - 1) }) : null,
	};
}

function toSize(text: string | null): number {
	const size = Number(text ?? MAX_PAGE_SIZE);
	if (!Number.isInteger(size) || size < 1 || size > MAX_PAGE_SIZE) {
		throw badPagination(`page size must be between 1 and ${MAX_PAGE_SIZE}`);
	}
	return size;
}

function toCursor(id: number | string): string {
	return Buffer.from(JSON.stringify({ o: "id", v: id })).toString("base64url");
}

function indexOfCursor(cursor: string, all: readonly { id: number | string }[]): number {
	const text = Buffer.from(cursor, "base64url").toString();
	const id = /^\{"o":"id","v":"?(\w+)"?\}$/.exec(text)?.[1];
	const index = all.findIndex((item) => String(item.id) === id);
	if (index < 0) throw badPagination("page[after] or page[before] is not valid");
	return index;
}

function withParams(url: URL, changes: Record<string, string | null>): string {
	const changed = new URL(url);
	for (const [name, value] of Object.entries(changes)) {
		if (value === null) changed.searchParams.delete(name);
		else changed.searchParams.set(name, value);
	}
	return changed.href;
}
