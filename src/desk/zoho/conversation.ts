import type { Message, Page, PageRequest } from "../../core/ticket.ts";
import { isVendorError } from "../../lib/errors.ts";
import { path } from "../../lib/http.ts";
import { rowsOf, type ZohoClient } from "./client.ts";
import { nameOf } from "./mapper.ts";
import { type MentionNames, mentionedUsers, toMessage } from "./message.ts";
import { offsetOf, previousOffset, sizeOf } from "./paging.ts";
import {
	type ConversationRow,
	conversationList,
	conversationRow,
	mentionList,
	type PersonRow,
} from "./schema.ts";

const MAX_ROWS = 100;
/** Free portals serve five calls at a time, and they are not all ours. */
const PARALLEL = 3;
/** Drafts lie between the messages: a few rows more than one. */
const NEWEST_ROWS = 5;

export function readRows(client: ZohoClient, ticketId: string, query: Record<string, number>) {
	return client.read({
		operation: "GET /tickets/{id}/conversations",
		path: path`/tickets/${ticketId}/conversations`,
		query,
		schema: conversationList,
	});
}

/** The newest thread or comment in one call. Of a thread this is the vendor's snippet, not the whole. */
export async function lastMessage(
	client: ZohoClient,
	ticketId: string,
	known: PersonRow | null | undefined,
): Promise<Message | null> {
	const rows = rowsOf(await readRows(client, ticketId, { limit: NEWEST_ROWS }));
	const name = nameOf(known);
	const names = new Map(known?.zuid && name ? [[known.zuid, name]] : []);
	return toMessages(rows, names).at(-1) ?? null;
}

export async function readConversation(
	client: ZohoClient,
	ticketId: string,
	page: PageRequest,
): Promise<Page<Message>> {
	const limit = sizeOf(page, MAX_ROWS);
	const from = offsetOf(page, 1);
	const rows = rowsOf(await readRows(client, ticketId, { from, limit }));
	const [full, names] = await Promise.all([
		mapLimited(rows, PARALLEL, (row) => withText(client, ticketId, row)),
		readMentionNames(client, ticketId, rows),
	]);
	return {
		items: toMessages(full, names),
		total: null,
		next: rows.length === limit ? String(from + limit) : null,
		previous: previousOffset(from, limit, 1),
	};
}

/** Oldest first, whatever order the rows came in. */
function toMessages(rows: ConversationRow[], names: MentionNames): Message[] {
	return rows
		.flatMap((row) => toMessage(row, names) ?? [])
		.sort((a, b) => a.createdAt - b.createdAt || a.id.localeCompare(b.id));
}

/** Rows of threads have only a snippet; the text is read one by one. Where that fails the snippet has to do. */
export async function withText(
	client: ZohoClient,
	ticketId: string,
	row: ConversationRow,
): Promise<ConversationRow> {
	if (row.type === "comment" || row.content || row.status === "DRAFT") return row;
	try {
		const thread = await client.read({
			operation: "GET /tickets/{id}/threads/{id}",
			path: path`/tickets/${ticketId}/threads/${row.id}`,
			query: { include: "plainText" },
			schema: conversationRow,
		});
		return thread
			? { ...row, content: thread.content, plainText: thread.plainText, contentType: thread.contentType }
			: row;
	} catch (error) {
		return fallBack(error, row);
	}
}

/** Mentions carry an id only; the comments' own list adds the names, and is asked only when there are any. */
export async function readMentionNames(
	client: ZohoClient,
	ticketId: string,
	rows: ConversationRow[],
): Promise<MentionNames> {
	if (!rows.some((row) => mentionedUsers(row).length > 0)) return new Map();
	try {
		const comments = await client.read({
			operation: "GET /tickets/{id}/comments",
			path: path`/tickets/${ticketId}/comments`,
			query: { include: "mentions", sortBy: "-commentedTime", limit: 50 },
			schema: mentionList,
		});
		const people = rowsOf(comments).flatMap(({ mention }) => mention ?? []);
		return new Map(people.flatMap((person) => entryOf(person)));
	} catch (error) {
		return fallBack(error, new Map());
	}
}

function entryOf(person: PersonRow): [string, string][] {
	const name = nameOf(person);
	return person.zuid && name ? [[person.zuid, name]] : [];
}

/** Also when calls are refused for being too many: what is there already can be shown. */
function fallBack<T>(error: unknown, value: T): T {
	if (!isVendorError(error) || error.kind === "auth" || error.kind === "aborted") throw error;
	return value;
}

async function mapLimited<T, R>(items: T[], parallel: number, work: (item: T) => Promise<R>): Promise<R[]> {
	const results: R[] = [];
	const queue = items.entries();
	async function worker(): Promise<void> {
		for (const [index, item] of queue) results[index] = await work(item);
	}
	await Promise.all(Array.from({ length: Math.min(parallel, items.length) }, worker));
	return results;
}
