import type { Page, PageRequest, TicketSummary } from "../../core/ticket.ts";
import type { Customer } from "../../core/ticket-writing.ts";
import { path } from "../../lib/http.ts";
import { rowsOf, type ZohoClient } from "./client.ts";
import { listOpenTickets, toSearchWords } from "./lists.ts";
import { emailOf, nameOf, type RowContext } from "./mapper.ts";
import { accountList, contactList } from "./schema-writing.ts";

const MOST = 5;

export async function findCustomers(client: ZohoClient, words: string): Promise<Customer[]> {
	const plain = toSearchWords(words);
	if (plain === "") return [];
	const query = { _all: plain, limit: MOST };
	const [contacts, accounts] = await Promise.all([
		client.read({ operation: "GET /contacts/search", path: "/contacts/search", query, schema: contactList }),
		client.read({ operation: "GET /accounts/search", path: "/accounts/search", query, schema: accountList }),
	]);
	const people = rowsOf(contacts).map(
		(row): Customer => ({
			kind: "person",
			id: row.id,
			name: nameOf(row) ?? emailOf(row) ?? "",
			email: emailOf(row),
			organization: row.account?.accountName || null,
			url: toUrl(row.webUrl),
		}),
	);
	const organizations = rowsOf(accounts).map(
		(row): Customer => ({
			kind: "organization",
			id: row.id,
			name: row.accountName ?? "",
			email: row.email || null,
			organization: null,
			url: toUrl(row.webUrl),
		}),
	);
	const distance = rank(plain);
	return [...people, ...organizations].sort((a, b) => distance(a) - distance(b)).slice(0, MOST);
}

const toUrl = (url: string | null | undefined): string | null => (url?.startsWith("https://") ? url : null);

/** What was typed in full comes first, then what begins with it; the vendor's own order for the rest. */
function rank(words: string): (customer: Customer) => number {
	const wanted = words.toLowerCase();
	return ({ name, email }) => {
		const texts = [name.toLowerCase(), email?.toLowerCase() ?? ""];
		if (texts.includes(wanted)) return 0;
		return texts.some((text) => text.startsWith(wanted)) ? 1 : 2;
	};
}

/** A contact's rows bring no contact along: who it is was asked. */
export function listTicketsOf(
	client: ZohoClient,
	{ kind, id }: Pick<Customer, "kind" | "id">,
	page: PageRequest,
	context: RowContext,
): Promise<Page<TicketSummary>> {
	const list =
		kind === "person"
			? {
					operation: "GET /contacts/{id}/tickets",
					path: path`/contacts/${id}/tickets`,
					include: "departments,assignee",
				}
			: {
					operation: "GET /accounts/{id}/tickets",
					path: path`/accounts/${id}/tickets`,
					include: "contacts,departments,assignee",
				};
	return listOpenTickets(client, {}, page, context, { ...list, sortBy: "-modifiedTime" });
}
