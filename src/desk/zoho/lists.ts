import type { ListQuery, Page, PageRequest, TicketSummary } from "../../core/ticket.ts";
import { rowsOf, type ZohoClient } from "./client.ts";
import { type RowContext, toStatus, toTicketSummary } from "./mapper.ts";
import { LAST_SEARCH_OFFSET, offsetOf, previousOffset, sizeOf, toTrail, trailOf } from "./paging.ts";
import { RELATED, ticketList } from "./schema.ts";

/** `/tickets` refuses 51 on some portals. */
const MAX_ROWS = 50;

/** Characters that mean something to the vendor's search: wildcards, "or" (comma), `${…}` groups, phrases. */
const OPERATORS = /[*?,$"\\{}()[\]^~:|&!<>=]/g;
const MAX_WORDS = 100;

/** What people type as the vendor's search takes it: plain words, at most 100 characters. */
export function toSearchWords(words: string): string {
	const plain = words
		.replace(OPERATORS, " ")
		// A sign in front of a word excludes or demands it; inside it is a hyphen.
		.replace(/(^|\s)[-+]+/g, "$1")
		.replace(/\s+/g, " ")
		.trim();
	let cut = "";
	for (const char of plain) {
		if (cut.length + char.length > MAX_WORDS) break;
		cut += char;
	}
	return cut.trim();
}

type Criteria = Record<string, string | undefined>;

/** `/tickets/search`: any status label of a type, a total, newest change first. Its index is seconds behind. */
export async function searchTickets(
	client: ZohoClient,
	criteria: Criteria,
	page: PageRequest,
	context: RowContext,
): Promise<Page<TicketSummary>> {
	const limit = sizeOf(page, MAX_ROWS);
	const from = Math.min(offsetOf(page, 0), LAST_SEARCH_OFFSET);
	const answer = await client.read({
		operation: "GET /tickets/search",
		path: "/tickets/search",
		query: { ...criteria, sortBy: "-modifiedTime", from, limit },
		schema: ticketList,
	});
	const items = rowsOf(answer).map((row) => toTicketSummary(row, context));
	const total = answer ? (answer.count ?? null) : from === 0 ? 0 : null;
	const hasMore = total === null ? items.length === limit : from + limit < total;
	return {
		items,
		total,
		next: hasMore && from + limit <= LAST_SEARCH_OFFSET ? String(from + limit) : null,
		previous: previousOffset(from, limit, 0),
	};
}

/** How often one page may read on because rows were left out. */
const MAX_READS = 4;

/** A list that counts from 1 and knows nothing of status types. */
interface TicketList {
	operation: string;
	path: string;
	include: string;
	sortBy: string;
}

const ALL_TICKETS: TicketList = {
	operation: "GET /tickets",
	path: "/tickets",
	include: RELATED,
	sortBy: "-createdTime",
};

/**
 * `/tickets`, for what search has no criteria for. Its status filter takes a portal's own labels, not types, so
 * closed rows are left out here.
 */
export async function listOpenTickets(
	client: ZohoClient,
	criteria: Criteria,
	page: PageRequest,
	context: RowContext,
	list: TicketList = ALL_TICKETS,
): Promise<Page<TicketSummary>> {
	const size = sizeOf(page, MAX_ROWS);
	const limit = Math.min(MAX_ROWS, size * 2);
	const trail = trailOf(page);
	const items: TicketSummary[] = [];
	let at = trail.at(-1) ?? 1;
	let more = true;
	for (let reads = 0; more && reads < MAX_READS && items.length < size; reads++) {
		const answer = await client.read({
			operation: list.operation,
			path: list.path,
			query: { ...criteria, include: list.include, sortBy: list.sortBy, from: at, limit },
			schema: ticketList,
		});
		const rows = rowsOf(answer);
		more = rows.length === limit;
		for (const row of rows) {
			const isOpen = toStatus(row).category !== "closed";
			if (isOpen && items.length === size) {
				more = true;
				break;
			}
			at += 1;
			if (isOpen) items.push(toTicketSummary(row, context));
		}
	}
	return {
		items,
		total: null,
		next: more ? toTrail([...trail, at]) : null,
		previous: trail.length > 1 ? toTrail(trail.slice(0, -1)) : null,
	};
}

export async function listTickets(
	client: ZohoClient,
	query: ListQuery,
	agentId: string,
	page: PageRequest,
	context: RowContext,
): Promise<Page<TicketSummary>> {
	const departmentId = query.departmentId ?? undefined;
	switch (query.kind) {
		case "mine":
			return searchTickets(client, { assigneeId: agentId, departmentId, status: ANY_OPEN }, page, context);
		case "open":
			return searchTickets(client, { departmentId, status: ANY_OPEN }, page, context);
		case "unassigned":
			return listOpenTickets(client, { departmentId, assignee: "Unassigned" }, page, context);
		case "overdue": {
			const found = await listOpenTickets(client, { departmentId, dueDate: "overdue" }, page, context);
			return { ...found, items: found.items.map((item) => ({ ...item, overdue: true })) };
		}
	}
}

/** Every status label of the type "open", in the vendor's syntax. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: the vendor's syntax, not ours
const ANY_OPEN = "${open}";
