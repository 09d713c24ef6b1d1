import type { PageRequest } from "../../core/ticket.ts";

/** Search counts from 0 and refuses to begin behind this row (422). */
export const LAST_SEARCH_OFFSET = 4_999;

export function sizeOf(page: PageRequest, max: number): number {
	return Math.min(Math.max(1, Math.trunc(page.size)), max);
}

/** A cursor that is a plain offset. One that isn't ours counts as the first page. */
export function offsetOf(page: PageRequest, first: number): number {
	const cursor = page.cursor ?? "";
	return /^\d{1,6}$/.test(cursor) ? Math.max(first, Number(cursor)) : first;
}

export function previousOffset(offset: number, size: number, first: number): string | null {
	return offset > first ? String(Math.max(first, offset - size)) : null;
}

/**
 * Where rows are left out on our side, a page's length in the vendor's rows differs from page to page: the cursor
 * is the trail of starting points, so that "previous" leads back to exactly what was shown.
 */
export function trailOf(page: PageRequest): number[] {
	const cursor = page.cursor ?? "";
	return /^\d{1,6}(\.\d{1,6}){0,200}$/.test(cursor) ? cursor.split(".").map(Number) : [1];
}

export function toTrail(starts: number[]): string {
	return starts.join(".");
}
