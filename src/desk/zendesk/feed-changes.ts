import { isVendorError } from "../../lib/errors.ts";
import type { FeedPage } from "../desk-feed.ts";
import type { ZendeskClient } from "./client.ts";
import { exportedTicketsAnswer } from "./schema-feed.ts";

/** The export refuses a start less than a minute ago. */
const MIN_AGE_SECONDS = 61;

/** Taken by the export, though its API document doesn't list it: asked for only where it is needed. */
const SMALL_PAGE = "100";

/** Ours: where to begin again, and Zendesk's own cursor once it has given one. `1795251600>MTU3NjYx` */
const CURSOR = /^(\d{1,12})>(.*)$/s;

/** Tickets that changed, by the incremental export: up to 1,000 a page, never those of the last minute. */
export async function readChanges(
	client: ZendeskClient,
	cursor: string | null,
	since: number,
	now: number,
): Promise<FeedPage<string>> {
	const match = cursor === null ? null : CURSOR.exec(cursor);
	const start = match ? Number(match[1]) : Math.floor(since / 1000);
	const position = match?.[2] ?? "";
	if (position === "") return readFrom(client, start, now);
	try {
		return await readPage(client, { cursor: position }, { start, position });
	} catch (error) {
		// Not known to happen: whatever ends a cursor's life, the time it stood at is still known.
		if (isVendorError(error) && error.kind === "invalid") return readFrom(client, start, now);
		throw error;
	}
}

function readFrom(client: ZendeskClient, start: number, now: number): Promise<FeedPage<string>> {
	const startTime = Math.max(0, Math.min(start, Math.floor(now / 1000) - MIN_AGE_SECONDS));
	return readPage(client, { start_time: String(startTime) }, { start: startTime, position: "" });
}

async function readPage(
	client: ZendeskClient,
	query: Record<string, string>,
	before: { start: number; position: string },
): Promise<FeedPage<string>> {
	const { tickets, after_cursor, end_of_stream } = await readExport(client, query);
	const position = after_cursor ?? before.position;
	const newest = Math.max(before.start * 1000, ...tickets.map(({ updated_at }) => updated_at ?? 0));
	const ids = tickets.filter(({ status }) => status !== "deleted").map(({ id }) => id);
	return {
		items: [...new Set(ids)],
		cursor: `${Math.floor(newest / 1000)}>${position}`,
		// Without a cursor that moves on, the same page would come for ever.
		more: end_of_stream === false && position !== before.position,
	};
}

/** Whole tickets come, up to a thousand: with many custom fields that is more than is taken at once. */
async function readExport(client: ZendeskClient, query: Record<string, string>) {
	const request = { pattern: "/incremental/tickets/cursor", schema: exportedTicketsAnswer };
	try {
		return await client.read({ ...request, query });
	} catch (error) {
		if (!isTooLarge(error)) throw error;
		return client.read({ ...request, query: { ...query, per_page: SMALL_PAGE } });
	}
}

function isTooLarge(error: unknown): boolean {
	return isVendorError(error) && error.kind === "malformed" && error.code === "too_large";
}
