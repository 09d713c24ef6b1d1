import { visibleTickets } from "./api-tickets.ts";
import { isThere, keptOf } from "./directory.ts";
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
import type { SimAccount, SimContact, SimTicket } from "./state.ts";

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
			const email = query.get("email");
			const known = email?.includes("@") ? [state.directory.findByEmail(email)] : null;
			const candidates = known?.filter((one) => one !== undefined) ?? state.directory.contacts.values();
			const found = [...candidates].filter((contact) => {
				if (!isThere(contact) || keptOf(contact).indexedAt > now) return false;
				const name = fullName(contact);
				const account = contact.account?.name ?? "";
				return (
					isListed(query, contact.id) &&
					contains(
						query.get("_all"),
						() => `${name}\n${contact.email ?? ""}\n${account}\n${allOf(contact)}`,
					) &&
					contains(query.get("fullName"), () => name) &&
					contains(query.get("email"), () => contact.email ?? "") &&
					contains(query.get("accountName"), () => account)
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
			email: ANYTHING,
			id: DIGIT_LIST,
			sortBy: oneOf("relevance", "modifiedTime", "createdTime", "accountName"),
		},
		answer({ state, query, viewer, now }) {
			const found = [...state.directory.accounts.values()].filter(
				(account) =>
					isThere(account) &&
					keptOf(account).indexedAt <= now &&
					isListed(query, account.id) &&
					contains(query.get("_all"), () => `${account.name}\n${account.website ?? ""}\n${allOf(account)}`) &&
					contains(query.get("email"), () => keptOf(account).details.email ?? "") &&
					contains(query.get("accountName"), () => account.name),
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

const fullName = ({ firstName, lastName }: SimContact) => [firstName, lastName].filter(Boolean).join(" ");

/** Every other column. */
function allOf(record: SimAccount | SimContact): string {
	const { details, cf } = keptOf(record);
	return [...Object.values(details), ...Object.values(cf)].join("\n");
}

function isListed(query: URLSearchParams, id: string): boolean {
	return query.get("id")?.split(",").includes(id) ?? true;
}

function contains(wanted: string | null, text: () => string): boolean {
	if (wanted === null) return true;
	const words = wanted.toLowerCase().replaceAll("*", " ").split(/\s+/).filter(Boolean);
	const haystack = text().toLowerCase();
	return words.every((word) => haystack.includes(word));
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
