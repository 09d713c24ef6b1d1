import { visibleTickets } from "./api-tickets.ts";
import { searchAccounts, searchContacts } from "./directory-search.ts";
import {
	ANYTHING,
	type ApiRequest,
	DIGIT_LIST,
	DIGITS,
	type Endpoint,
	includeOf,
	limitOf,
	listPage,
	notFound,
	oneOf,
	someOf,
} from "./endpoints.ts";
import { presentAccountRow, presentContactRow } from "./present-directory.ts";
import { presentListRow } from "./present-ticket.ts";
import type { SimTicket } from "./state.ts";

const SEARCH = [["Desk.contacts.READ"], ["Desk.search.READ"]];
const PAGING = { from: DIGITS, limit: DIGITS };
const TICKETS = {
	...PAGING,
	departmentId: DIGITS,
	dueDate: someOf("overdue", "tomorrow", "currentWeek", "currentMonth", "today"),
	sortBy: oneOf("createdTime", "modifiedTime"),
	isSpam: oneOf("true", "false"),
};

export const customerEndpoints: Endpoint[] = [
	{
		path: "/contacts/search",
		scopes: SEARCH,
		weight: 3,
		query: {
			...PAGING,
			_all: ANYTHING,
			fullName: ANYTHING,
			lastName: ANYTHING,
			firstName: ANYTHING,
			email: ANYTHING,
			accountName: ANYTHING,
			id: DIGIT_LIST,
			sortBy: oneOf("relevance", "modifiedTime", "createdTime", "lastName", "firstName"),
		},
		answer({ state, query, viewer, now }) {
			const found = searchContacts(state, query, now);
			return searchPage(found, query, (contact) => presentContactRow(state, viewer.orgId, contact));
		},
	},
	{
		path: "/accounts/search",
		scopes: SEARCH,
		weight: 3,
		query: {
			...PAGING,
			_all: ANYTHING,
			accountName: ANYTHING,
			email: ANYTHING,
			id: DIGIT_LIST,
			sortBy: oneOf("relevance", "modifiedTime", "createdTime", "accountName"),
		},
		answer({ state, query, viewer, now }) {
			const found = searchAccounts(state, query, now);
			return searchPage(found, query, (account) => presentAccountRow(state, viewer.orgId, account));
		},
	},
	{
		path: "/contacts/:contactId{[0-9]+}/tickets",
		scopes: [["Desk.contacts.READ"], ["Desk.tickets.READ"], ["Desk.search.READ"]],
		weight: 3,
		query: { ...TICKETS, include: someOf("products", "departments", "team", "isRead", "assignee") },
		answer(request) {
			const { state, params } = request;
			if (!state.directory.contacts.has(params.contactId ?? "")) throw notFound();
			return ticketPage(request, ({ contact }) => contact?.id === params.contactId);
		},
	},
	{
		path: "/accounts/:accountId{[0-9]+}/tickets",
		scopes: [["Desk.tickets.READ"], ["Desk.search.READ"]],
		weight: 3,
		query: {
			...TICKETS,
			include: someOf("contacts", "products", "departments", "team", "isRead", "assignee"),
		},
		answer(request) {
			const { state, params } = request;
			if (!state.directory.accounts.has(params.accountId ?? "")) throw notFound();
			return ticketPage(request, ({ contact }) => contact?.account?.id === params.accountId);
		},
	},
];

/** Searches count from 0. */
function searchPage<T>(found: T[], query: URLSearchParams, present: (row: T) => object) {
	const from = Number(query.get("from") ?? 0);
	const page = found.slice(from, from + limitOf(query, 1, 100));
	return page.length > 0 ? { data: page.map(present), count: String(found.length) } : null;
}

function ticketPage(request: ApiRequest, isTheirs: (ticket: SimTicket) => boolean) {
	const { query, state } = request;
	const sortBy = query.get("sortBy") ?? "createdTime";
	const at = (ticket: SimTicket) => (sortBy.endsWith("createdTime") ? ticket.createdAt : ticket.modifiedAt);
	const sign = sortBy.startsWith("-") ? -1 : 1;
	const department = query.get("departmentId");
	const rows = visibleTickets(request)
		.filter((ticket) => isTheirs(ticket) && (department === null || ticket.departmentId === department))
		.sort((a, b) => sign * (at(a) - at(b)) || a.id.localeCompare(b.id));
	const page = listPage(rows, query, limitOf(query, 1, 99));
	return page && { data: page.map((ticket) => presentListRow(state, ticket, includeOf(query))) };
}
