import { Hono } from "hono";
import type { ZendeskContext, ZendeskEnv } from "../app-env.ts";
import { ApiError, badPagination } from "../errors.ts";
import { agentsOnly, needs } from "../guard.ts";
import { toOffset, toOffsetLinks } from "../paging.ts";
import { visibleTickets } from "../rights.ts";
import { matchesTicket, matchesUser } from "../search-match.ts";
import { parseSearchQuery, type Term } from "../search-query.ts";
import { toTicketJson, toUserJson } from "../serialize.ts";
import { parseSearchInclude, toTicketSideloads } from "../sideloads.ts";
import type { TicketRecord, UserRecord } from "../state.ts";

const MAX_RESULTS = 1_000;
const STATUSES = ["new", "open", "pending", "hold", "solved", "closed"];
const PRIORITIES = ["low", "normal", "high", "urgent"];

export const searchRoutes = new Hono<ZendeskEnv>()
	.get("/search", needs("read", null), agentsOnly, (c) => {
		const url = new URL(c.req.url);
		if ([...url.searchParams.keys()].some((name) => name.startsWith("page["))) {
			throw badPagination("search takes page and per_page only");
		}
		const { page, perPage } = toOffset(url);
		if (page * perPage > MAX_RESULTS) {
			throw new ApiError(422, {
				error: "invalid",
				description: "Invalid search: Requested response size was greater than Search Response Limits",
			});
		}
		const { account } = c.env;
		const terms = parseSearchQuery(requireQuery(c));
		const tickets = findTickets(c, terms).sort(toOrder(c));
		const users = findUsers(c, terms);
		const start = (page - 1) * perPage;
		const shownTickets = tickets.slice(start, start + perPage);
		const userStart = Math.max(0, start - tickets.length);
		const shownUsers = users.slice(userStart, userStart + perPage - shownTickets.length);
		const count = tickets.length + users.length;
		return c.json({
			results: [
				...shownTickets.map((ticket) => ({ ...toTicketJson(account, ticket), result_type: "ticket" })),
				...shownUsers.map((user) => ({ ...toUserJson(account, user), result_type: "user" })),
			],
			...toTicketSideloads(account, shownTickets, parseSearchInclude(c.req.query("include"))),
			facets: null,
			...toOffsetLinks(url, page, perPage, Math.min(count, MAX_RESULTS)),
			count,
		});
	})
	.get("/search/count", needs("read", null), agentsOnly, (c) => {
		const terms = parseSearchQuery(requireQuery(c));
		return c.json({ count: findTickets(c, terms).length + findUsers(c, terms).length });
	});

function requireQuery(c: ZendeskContext): string {
	const query = c.req.query("query");
	if (!query?.trim()) throw new ApiError(400, { error: "invalid", description: "A query is required" });
	return query;
}

function findTickets(c: ZendeskContext, terms: readonly Term[]): TicketRecord[] {
	if (!asksFor("ticket", terms)) return [];
	const now = c.env.clock.now();
	return visibleTickets(c.env.account, c.var.user).filter(
		(ticket) => ticket.indexedAt <= now && matchesTicket(c.env.account, ticket, terms, c.var.user),
	);
}

function findUsers(c: ZendeskContext, terms: readonly Term[]): UserRecord[] {
	if (!asksFor("user", terms)) return [];
	return [...c.env.account.users.values()].filter((user) => matchesUser(user, terms));
}

function asksFor(type: string, terms: readonly Term[]): boolean {
	const types = terms.flatMap((term) =>
		term.kind === "property" && term.name === "type" ? [term.value] : [],
	);
	return types.length === 0 || types.includes(type);
}

function toOrder(c: ZendeskContext): (a: TicketRecord, b: TicketRecord) => number {
	const direction = c.req.query("sort_order") === "asc" ? 1 : -1;
	const key = toSortKey(c.req.query("sort_by") ?? "updated_at");
	return (a, b) => direction * (key(a) - key(b) || a.id - b.id);
}

function toSortKey(name: string): (ticket: TicketRecord) => number {
	switch (name) {
		case "updated_at":
			return ({ updatedAt }) => updatedAt;
		case "created_at":
			return ({ createdAt }) => createdAt;
		case "status":
			return ({ status }) => STATUSES.indexOf(status);
		case "priority":
			return ({ priority }) => (priority === null ? -1 : PRIORITIES.indexOf(priority));
		case "ticket_type":
			return ({ type }) => type?.length ?? 0;
		default:
			throw new ApiError(400, { error: "invalid", description: "sort_by is not supported" });
	}
}
