import type { Agent, Department, Message, Page, PageRequest, TicketSummary } from "../../core/ticket.ts";
import { path } from "../../lib/http.ts";
import { requireId } from "./address.ts";
import type { ReadRequest, ZendeskClient } from "./client.ts";
import { parsePosition, toNeighbours } from "./cursor.ts";
import { type MapContext, toAgent, toMessage, toTicketSummary } from "./mapper.ts";
import { commentsAnswer, groupsAnswer, searchAnswer, usersAnswer } from "./schema.ts";
import { MAX_SEARCH_RESULTS } from "./search-query.ts";

const MAX_PAGE_SIZE = 100;
/** 2,000 departments; an account with more is shown the first of them rather than using up the request's calls. */
const MAX_GROUP_PAGES = 20;

/** Search pages by number only, newest change first; the cursor is the number. */
export async function searchTickets(
	client: ZendeskClient,
	query: string,
	{ cursor, size }: PageRequest,
	context: MapContext,
): Promise<Page<TicketSummary>> {
	const perPage = clampSize(size);
	const lastPage = Math.floor(MAX_SEARCH_RESULTS / perPage);
	const page = Math.min(parsePageNumber(cursor), lastPage);
	const found = await client.read({
		pattern: "/search",
		query: {
			query,
			sort_by: "updated_at",
			sort_order: "desc",
			include: "tickets(users,groups,organizations)",
			per_page: String(perPage),
			page: String(page),
		},
		schema: searchAnswer,
	});
	const items = found.results.flatMap((result) =>
		"status" in result ? [toTicketSummary(result, found, context)] : [],
	);
	const hasMore = page < lastPage && page * perPage < (found.count ?? 0);
	return {
		items,
		total: found.count,
		next: hasMore ? String(page + 1) : null,
		previous: page > 1 ? String(page - 1) : null,
	};
}

export async function listMessages(
	client: ZendeskClient,
	ticketId: string,
	{ cursor, size }: PageRequest,
): Promise<Page<Message>> {
	const position = parsePosition(cursor);
	const newest = newestComments(ticketId, clampSize(size));
	const { comments, users, meta } = await client.read({
		...newest,
		query: { ...newest.query, ...position.query },
	});
	const items = comments.map((comment) => toMessage(comment, users)).reverse();
	return { items, total: null, ...toNeighbours(position, meta) };
}

export function newestComments(ticketId: string, size: number) {
	return {
		pattern: "/tickets/{id}/comments",
		path: path`/tickets/${requireId(ticketId)}/comments`,
		query: { "page[size]": String(size), sort: "-created_at", include: "users" },
		schema: commentsAnswer,
	} satisfies ReadRequest<typeof commentsAnswer>;
}

export async function listAgents(client: ZendeskClient, { cursor, size }: PageRequest): Promise<Page<Agent>> {
	const position = parsePosition(cursor);
	const { users, meta } = await client.read({
		pattern: "/users",
		query: { "role[]": ["agent", "admin"], "page[size]": String(clampSize(size)), ...position.query },
		schema: usersAnswer,
	});
	return { items: users.map(toAgent), total: null, ...toNeighbours(position, meta) };
}

export async function listDepartments(client: ZendeskClient): Promise<Department[]> {
	const departments: Department[] = [];
	let after: Record<string, string> = {};
	for (let page = 0; page < MAX_GROUP_PAGES; page++) {
		const { groups, meta } = await client.read({
			pattern: "/groups",
			query: { "page[size]": String(MAX_PAGE_SIZE), exclude_deleted: "true", ...after },
			schema: groupsAnswer,
		});
		for (const { id, name, deleted } of groups) if (!deleted) departments.push({ id, name });
		if (!meta?.has_more || !meta.after_cursor) break;
		after = { "page[after]": meta.after_cursor };
	}
	return departments;
}

export function clampSize(size: number): number {
	return Math.min(Math.max(Math.trunc(size) || 1, 1), MAX_PAGE_SIZE);
}

function parsePageNumber(cursor: string | null): number {
	return cursor !== null && /^[1-9]\d{0,3}$/.test(cursor) ? Number(cursor) : 1;
}
