import type { Message, Page, Ticket, TicketPeople, TicketRef, TicketSummary } from "../../core/ticket.ts";
import { isVendorError, type VendorErrorKind } from "../../lib/errors.ts";
import { type CallOptions, path } from "../../lib/http.ts";
import type { DeskAddress, HelpDesk, Portal, TokenSource } from "../help-desk.ts";
import { accountUrl, requireId } from "./address.ts";
import { listAssignees } from "./assignees.ts";
import { anonymousError, createClient, type ZendeskClient } from "./client.ts";
import { createTicket, upload } from "./creating.ts";
import { findCustomers, listTicketsOf } from "./customers.ts";
import { listAgents, listDepartments, listMessages, newestComments, searchTickets } from "./lists.ts";
import { type MapContext, toIdentity, toMessage, toTicket } from "./mapper.ts";
import { addComment, readReplyTargets, sendReply } from "./replying.ts";
import { brandsAnswer, currentUserAnswer, ticketAnswer } from "./schema.ts";
import { toListQuery, toSearchQuery } from "./search-query.ts";
import { readStats } from "./stats.ts";
import { readPriorities, readStatuses, readTicketForm } from "./ticket-forms.ts";
import { updateTicket } from "./updating.ts";

const NOTHING_FOUND: Page<TicketSummary> = { items: [], total: 0, next: null, previous: null };

/** Problems of the whole conversation with Zendesk; a card without its last message would hide them. */
const NOT_ONLY_THE_COMMENT: readonly VendorErrorKind[] = ["auth", "rate_limited", "aborted"];

export function openHelpDesk(desk: DeskAddress, tokens: TokenSource, call: CallOptions): HelpDesk {
	const { address } = desk;
	const client = createClient(address, tokens, call);
	const context = (): MapContext => ({ address, now: call.now() });

	return {
		async identify() {
			const { user } = await client.read({ pattern: "/users/me", schema: currentUserAnswer });
			const identity = toIdentity(user);
			if (!identity) throw anonymousError("GET /users/me");
			return identity;
		},
		portals: () => listPortals(client, address),
		departments: () => listDepartments(client),
		agents: (page) => listAgents(client, page),
		findTicket: (ref, _onId, onPeople) => findTicket(client, ref, context(), onPeople),
		async search(words, page) {
			const query = toSearchQuery(words);
			return query === null ? NOTHING_FOUND : searchTickets(client, query, page, context());
		},
		list: (query, agentId, page) =>
			searchTickets(client, toListQuery(query, agentId, call.now()), page, context()),
		conversation: (ticketId, page) => listMessages(client, ticketId, page),

		ticketForm: (departmentId) => readTicketForm(client, departmentId),
		statuses: (ticketId) => readStatuses(client, ticketId),
		priorities: () => readPriorities(client),
		assignees: (departmentId, words) => listAssignees(client, departmentId, words),
		replyTargets: (ticketId) => readReplyTargets(client, ticketId),
		upload: (file) => upload(client, file),

		createTicket: (ticket, key) => createTicket(client, ticket, key, context()),
		addComment: (ticketId, comment) => addComment(client, ticketId, comment),
		sendReply: (ticketId, reply) => sendReply(client, ticketId, reply),
		update: (ticketId, changes) => updateTicket(client, ticketId, changes),

		blueprint: async () => null,
		stats: (departmentId) => readStats(client, departmentId, call.now()),
		customers: (words) => findCustomers(client, words, address),
		ticketsOf: (customer, page) => listTicketsOf(client, customer, page, context()),
	};
}

/** The ticket and its newest comment, asked for side by side. */
async function findTicket(
	client: ZendeskClient,
	ref: TicketRef,
	context: MapContext,
	onPeople: (people: TicketPeople) => void = () => {},
): Promise<Ticket | null> {
	const id = requireId(ref.by === "id" ? ref.id : ref.number);
	const [shown, lastMessage] = await Promise.all([
		client
			.read({
				pattern: "/tickets/{id}",
				path: path`/tickets/${id}`,
				query: { include: "users,groups,organizations" },
				schema: ticketAnswer,
			})
			.then((answer) => {
				onPeople(toTicket(answer.ticket, answer, null, context));
				return answer;
			})
			.catch(nullIfOutOfSight),
		findLastMessage(client, id),
	]);
	return shown && toTicket(shown.ticket, shown, lastMessage, context);
}

async function findLastMessage(client: ZendeskClient, ticketId: string): Promise<Message | null> {
	try {
		const { comments, users } = await client.read(newestComments(ticketId, 1));
		return comments[0] ? toMessage(comments[0], users) : null;
	} catch (error) {
		if (isVendorError(error) && !NOT_ONLY_THE_COMMENT.includes(error.kind)) return null;
		throw error;
	}
}

/** A ticket that exists but is closed to this agent is answered 403, without saying which. */
function nullIfOutOfSight(error: unknown): null {
	if (isVendorError(error) && (error.kind === "not_found" || error.kind === "forbidden")) return null;
	throw error;
}

/** A Zendesk token answers for one account. Its name is the default brand's, which not every role may list. */
async function listPortals(client: ZendeskClient, address: string): Promise<Portal[]> {
	const url = accountUrl({ address }, "/agent").href;
	return [{ id: address, name: (await findAccountName(client)) ?? address, url, edition: null }];
}

async function findAccountName(client: ZendeskClient): Promise<string | null> {
	try {
		const query = { "page[size]": "100" };
		const { brands } = await client.read({ pattern: "/brands", query, schema: brandsAnswer });
		return brands.find((brand) => brand.default)?.name ?? null;
	} catch (error) {
		if (isVendorError(error) && ["forbidden", "missing_scope", "not_found"].includes(error.kind)) return null;
		throw error;
	}
}
