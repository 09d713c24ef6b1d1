import { visibleTickets } from "./api-tickets.ts";
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
import { consoleUrlOf, presentListRow } from "./present-ticket.ts";
import type { SimAccount, SimContact, SimTicket, ZohoState } from "./state.ts";

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
		answer({ state, query, viewer }) {
			const found = state.contacts.filter((contact) => {
				const name = fullName(contact);
				const account = contact.account?.name ?? "";
				return (
					contains(query.get("_all"), `${name}\n${contact.email ?? ""}\n${account}`) &&
					contains(query.get("fullName"), name) &&
					contains(query.get("email"), contact.email ?? "") &&
					contains(query.get("accountName"), account)
				);
			});
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
			id: DIGIT_LIST,
			sortBy: oneOf("relevance", "modifiedTime", "createdTime", "accountName"),
		},
		answer({ state, query, viewer }) {
			const found = accountsOf(state).filter(
				({ name, website }) =>
					contains(query.get("_all"), `${name}\n${website ?? ""}`) &&
					contains(query.get("accountName"), name),
			);
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
			if (!state.contacts.some(({ id }) => id === params.contactId)) throw notFound();
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
			if (!accountsOf(state).some(({ id }) => id === params.accountId)) throw notFound();
			return ticketPage(request, ({ contact }) => contact?.account?.id === params.accountId);
		},
	},
];

const fullName = ({ firstName, lastName }: SimContact) => [firstName, lastName].filter(Boolean).join(" ");

function accountsOf(state: ZohoState): SimAccount[] {
	const accounts = state.contacts.flatMap(({ account }) => account ?? []);
	return [...new Map(accounts.map((account) => [account.id, account])).values()];
}

function contains(wanted: string | null, text: string): boolean {
	const words = (wanted ?? "").toLowerCase().replaceAll("*", " ").split(/\s+/).filter(Boolean);
	return words.every((word) => text.toLowerCase().includes(word));
}

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

function presentContactRow(state: ZohoState, orgId: string, contact: SimContact) {
	const { id, firstName, lastName, email, account } = contact;
	return {
		id,
		firstName,
		lastName,
		email,
		phone: null,
		mobile: null,
		type: null,
		accountId: account?.id ?? null,
		account: account && { id: account.id, accountName: account.name, website: account.website },
		webUrl: consoleUrlOf(state, orgId, "Contacts", id),
		cf: {},
		customFields: {},
	};
}

function presentAccountRow(state: ZohoState, orgId: string, { id, name, website }: SimAccount) {
	return {
		id,
		accountName: name,
		website,
		email: null,
		phone: null,
		webUrl: consoleUrlOf(state, orgId, "Accounts", id),
		cf: {},
		customFields: {},
	};
}
