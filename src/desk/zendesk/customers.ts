import type { Page, PageRequest, TicketSummary } from "../../core/ticket.ts";
import type { Customer } from "../../core/ticket-writing.ts";
import { isVendorError, type VendorErrorKind } from "../../lib/errors.ts";
import { path } from "../../lib/http.ts";
import { accountUrl, requireId } from "./address.ts";
import type { ZendeskClient } from "./client.ts";
import { clampSize } from "./lists.ts";
import { type MapContext, nameOr, toTicketSummary } from "./mapper.ts";
import {
	type FoundPeople,
	foundOrganizationsAnswer,
	foundPeopleAnswer,
	ticketsAnswer,
} from "./schema-writing.ts";
import { toSearchTerms } from "./search-query.ts";

const MAX_CUSTOMERS = 5;
const NOT_FOR_THEM: readonly VendorErrorKind[] = ["forbidden", "missing_scope", "not_found", "invalid"];
const MAX_NAME_LENGTH = 100;

/** A customer's 500 tickets that changed last: open ones are hardly ever older than that. */
const TICKETS_PAGE = 100;
const MAX_TICKET_PAGES = 5;

export async function findCustomers(
	client: ZendeskClient,
	words: string,
	address: string,
): Promise<Customer[]> {
	const terms = toSearchTerms(words);
	const name = [...words.trim()].slice(0, MAX_NAME_LENGTH).join("");
	if (terms === null) return [];
	const [people, organizations] = await Promise.all([
		client.read({
			pattern: "/users/search",
			query: {
				query: `role:end-user ${terms}`,
				per_page: String(MAX_CUSTOMERS),
				include: "organizations",
			},
			schema: foundPeopleAnswer,
		}),
		findOrganizations(client, name),
	]);
	const found = [
		...people.users
			.filter(({ role }) => role === null || role === "end-user")
			.map((user) => toPerson(user, people, address)),
		...organizations.map((organization) => toOrganization(organization, address)),
	];
	return found
		.map((customer, index) => ({ customer, index, rank: toRank(customer, name) }))
		.sort((a, b) => a.rank - b.rank || a.index - b.index)
		.slice(0, MAX_CUSTOMERS)
		.map(({ customer }) => customer);
}

/** Not every role may look for organizations; the people who were found are an answer without them. */
async function findOrganizations(
	client: ZendeskClient,
	name: string,
): Promise<{ id: string; name: string }[]> {
	try {
		const { organizations } = await client.read({
			pattern: "/organizations/autocomplete",
			query: { name, per_page: String(MAX_CUSTOMERS) },
			schema: foundOrganizationsAnswer,
		});
		return organizations;
	} catch (error) {
		if (isVendorError(error) && NOT_FOR_THEM.includes(error.kind)) return [];
		throw error;
	}
}

function toPerson(user: FoundPeople["users"][number], people: FoundPeople, address: string): Customer {
	const organization = people.organizations.find(({ id }) => id === user.organization_id);
	return {
		kind: "person",
		id: user.id,
		name: nameOr(user.name, user.id),
		email: user.email || null,
		organization: organization?.name || null,
		url: accountUrl({ address }, `/agent/users/${user.id}`).href,
	};
}

function toOrganization({ id, name }: { id: string; name: string }, address: string): Customer {
	return {
		kind: "organization",
		id,
		name: nameOr(name, id),
		email: null,
		organization: null,
		url: accountUrl({ address }, `/agent/organizations/${id}`).href,
	};
}

/** The very one that was typed comes first, whether it is a person or an organization. */
function toRank({ name, email }: Customer, words: string): number {
	const wanted = words.toLowerCase();
	const texts = [name.toLowerCase(), ...(email === null ? [] : [email.toLowerCase()])];
	if (texts.includes(wanted)) return 0;
	return texts.some((text) => text.startsWith(wanted)) ? 1 : 2;
}

/**
 * By the customer's own list, which knows a new ticket at once, unlike search. It can't be asked for open tickets
 * only: they are picked out here, and the cursor counts them.
 */
export async function listTicketsOf(
	client: ZendeskClient,
	customer: Pick<Customer, "kind" | "id">,
	{ cursor, size }: PageRequest,
	context: MapContext,
): Promise<Page<TicketSummary>> {
	const start = cursor !== null && /^\d{1,4}$/.test(cursor) ? Number(cursor) : 0;
	const count = clampSize(size);
	const open: TicketSummary[] = [];
	let after: Record<string, string> = {};
	let isComplete = false;
	for (let page = 0; page < MAX_TICKET_PAGES && !isComplete && open.length <= start + count; page++) {
		const answer = await client.read({
			...toListOf(customer),
			query: {
				"page[size]": String(TICKETS_PAGE),
				sort: "-updated_at",
				include: "users,groups,organizations",
				...after,
			},
			schema: ticketsAnswer,
		});
		const summaries = answer.tickets.map((ticket) => toTicketSummary(ticket, answer, context));
		open.push(
			...summaries.filter(({ status }) => status.category !== "solved" && status.category !== "closed"),
		);
		const next = answer.meta?.after_cursor;
		isComplete = !answer.meta?.has_more || !next;
		if (next) after = { "page[after]": next };
	}
	return {
		items: open.slice(start, start + count),
		total: isComplete ? open.length : null,
		next: open.length > start + count ? String(start + count) : null,
		previous: start > 0 ? String(Math.max(0, start - count)) : null,
	};
}

function toListOf({ kind, id }: Pick<Customer, "kind" | "id">) {
	return kind === "person"
		? { pattern: "/users/{id}/tickets/requested", path: path`/users/${requireId(id)}/tickets/requested` }
		: { pattern: "/organizations/{id}/tickets", path: path`/organizations/${requireId(id)}/tickets` };
}
