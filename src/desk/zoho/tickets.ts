import type { ListQuery, Page, PageRequest, Ticket, TicketRef, TicketSummary } from "../../core/ticket.ts";
import { isVendorError } from "../../lib/errors.ts";
import { path } from "../../lib/http.ts";
import { endsTheCall, rowsOf, type ZohoClient } from "./client.ts";
import { lastMessage } from "./conversation.ts";
import { type RowContext, toStatus, toTicket, toTicketSummary } from "./mapper.ts";
import { LAST_SEARCH_OFFSET, offsetOf, previousOffset, sizeOf, toTrail, trailOf } from "./paging.ts";
import { type TicketRow, ticketList, ticketRow } from "./schema.ts";

/** `/tickets` refuses 51 on some portals. */
const MAX_ROWS = 50;
/** How many of the newest tickets are looked through for one that search doesn't know yet. */
const NEWEST = 20;
const RELATED = "contacts,assignee,departments";

/** At most two calls. */
export async function findTicket(
	client: ZohoClient,
	ref: TicketRef,
	now: () => number,
	homeUrl: string,
): Promise<Ticket | null> {
	const [row, message] =
		ref.by === "number" ? await findByNumber(client, ref.number) : await findById(client, ref.id);
	if (!row || row.isTrashed || row.isDeleted) return null;
	return toTicket(row, { now: now(), homeUrl }, message);
}

type Found = [row: TicketRow | null, message: Ticket["lastMessage"]];

async function findByNumber(client: ZohoClient, number: string): Promise<Found> {
	const answer = await client.read({
		operation: "GET /tickets/search",
		path: "/tickets/search",
		query: { ticketNumber: number, limit: 1 },
		schema: ticketList,
	});
	const row = rowsOf(answer).find(({ ticketNumber }) => ticketNumber === number);
	if (!row) return [await findAmongNewest(client, number), null];
	return [row, await lastMessage(client, row.id, row.assignee).catch(nullUnlessFatal)];
}

/**
 * Lists have a new ticket seconds before the search index has it, and right after "ticket created" people ask for
 * exactly that one. Its last message would be a third call.
 */
async function findAmongNewest(client: ZohoClient, number: string): Promise<TicketRow | null> {
	const answer = await client.read({
		operation: "GET /tickets",
		path: "/tickets",
		query: { include: RELATED, sortBy: "-createdTime", limit: NEWEST },
		schema: ticketList,
	});
	return rowsOf(answer).find(({ ticketNumber }) => ticketNumber === number) ?? null;
}

async function findById(client: ZohoClient, id: string): Promise<Found> {
	const ticket = client
		.read({
			operation: "GET /tickets/{id}",
			path: path`/tickets/${id}`,
			query: { include: RELATED },
			schema: ticketRow,
		})
		.catch((error: unknown) => {
			if (isVendorError(error) && error.kind === "not_found") return null;
			throw error;
		});
	return Promise.all([ticket, lastMessage(client, id, null).catch(nullUnlessFatal)]);
}

/** A card without its last message is worth more than no card. */
function nullUnlessFatal(error: unknown): null {
	if (endsTheCall(error)) throw error;
	return null;
}

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

/**
 * `/tickets`, for what search has no criteria for. Its status filter takes a portal's own labels, not types, so
 * closed rows are left out here.
 */
async function listOpenTickets(
	client: ZohoClient,
	criteria: Criteria,
	page: PageRequest,
	context: RowContext,
): Promise<Page<TicketSummary>> {
	const size = sizeOf(page, MAX_ROWS);
	const limit = Math.min(MAX_ROWS, size * 2);
	const trail = trailOf(page);
	const items: TicketSummary[] = [];
	let at = trail.at(-1) ?? 1;
	let more = true;
	for (let reads = 0; more && reads < MAX_READS && items.length < size; reads++) {
		const answer = await client.read({
			operation: "GET /tickets",
			path: "/tickets",
			query: { ...criteria, include: RELATED, sortBy: "-createdTime", from: at, limit },
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
