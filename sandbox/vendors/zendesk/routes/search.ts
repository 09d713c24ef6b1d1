import { Hono } from "hono";
import type { ZendeskContext, ZendeskEnv } from "../app-env.ts";
import { searchOrganizations, searchPeople } from "../directory/search.ts";
import { ApiError, badPagination } from "../errors.ts";
import { agentsOnly, needs } from "../guard.ts";
import { toOffset, toOffsetLinks } from "../paging.ts";
import { visibleTickets } from "../rights.ts";
import { matchesTicket } from "../search-match.ts";
import { parseSearchQuery, type Term } from "../search-query.ts";
import { toOrganizationJson, toTicketJson, toUserJson } from "../serialize.ts";
import { parseSearchInclude, toTicketSideloads } from "../sideloads.ts";
import type { OrganizationRecord, TicketRecord, UserRecord } from "../state.ts";

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
		const terms = toTerms(c);
		const tickets = findTickets(c, terms).sort(toOrder(c));
		const users = findUsers(c, terms);
		const start = (page - 1) * perPage;
		const shownTickets = tickets.slice(start, start + perPage);
		const userStart = Math.max(0, start - tickets.length);
		const shownUsers = users.slice(userStart, userStart + perPage - shownTickets.length);
		const organizations = findOrganizations(c, terms);
		const organizationStart = Math.max(0, userStart - users.length);
		const shownOrganizations = organizations.slice(
			organizationStart,
			organizationStart + perPage - shownTickets.length - shownUsers.length,
		);
		const count = tickets.length + users.length + organizations.length;
		return c.json({
			results: [
				...shownTickets.map((ticket) => ({ ...toTicketJson(account, ticket), result_type: "ticket" })),
				...shownUsers.map((user) => ({ ...toUserJson(account, user), result_type: "user" })),
				...shownOrganizations.map((one) => ({
					...toOrganizationJson(account, one),
					result_type: "organization",
				})),
			],
			...toTicketSideloads(account, shownTickets, parseSearchInclude(c.req.query("include"))),
			facets: null,
			...toOffsetLinks(url, page, perPage, Math.min(count, MAX_RESULTS)),
			count,
		});
	})
	.get("/search/count", needs("read", null), agentsOnly, (c) => {
		const terms = toTerms(c);
		const found = [findTickets(c, terms), findUsers(c, terms), findOrganizations(c, terms)];
		return c.json({ count: found.flat().length });
	});

function toTerms(c: ZendeskContext): Term[] {
	const { organizationFields, userFields } = c.env.account.directory;
	return parseSearchQuery(
		requireQuery(c),
		[...organizationFields, ...userFields].map(({ key }) => key),
	);
}

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
	return searchPeople(c.env.account, terms, c.env.clock.now());
}

function findOrganizations(c: ZendeskContext, terms: readonly Term[]): OrganizationRecord[] {
	if (!asksFor("organization", terms)) return [];
	return searchOrganizations(c.env.account, terms, c.env.clock.now());
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
