import type { CallOptions } from "../../lib/http.ts";
import type { DeskAddress, HelpDesk, TokenSource } from "../help-desk.ts";
import { readBlueprint, toBlueprint } from "./blueprint.ts";
import { createZohoClient } from "./client.ts";
import { readConversation } from "./conversation.ts";
import { createTicket } from "./create-ticket.ts";
import { findCustomers, listTicketsOf } from "./customers.ts";
import { requireDataCentre } from "./data-centres.ts";
import { readPriorities, readStatuses } from "./fields.ts";
import { findTicket } from "./find-ticket.ts";
import { listTickets, searchTickets, toSearchWords } from "./lists.ts";
import type { RowContext } from "./mapper.ts";
import { findAssignees, identify, readAgents, readDepartments, readPortals } from "./people.ts";
import { readReplyTargets, sendReply } from "./reply.ts";
import { readStats } from "./stats.ts";
import { readTicketForm } from "./ticket-form.ts";
import { updateTicket } from "./update-ticket.ts";
import { addComment, upload } from "./write-message.ts";

export function openHelpDesk(desk: DeskAddress, tokens: TokenSource, call: CallOptions): HelpDesk {
	const client = createZohoClient(desk, tokens, call);
	const homeUrl = desk.portalUrl ?? `https://${requireDataCentre(desk.address).deskHost}/`;
	const context = (): RowContext => ({ now: call.now(), homeUrl });
	return {
		identify: () => identify(client, desk),
		portals: () => readPortals(client, desk),
		departments: () => readDepartments(client),
		agents: (page) => readAgents(client, page),
		findTicket: (ref, onId, onPeople) =>
			findTicket(client, ref, { now: call.now(), homeUrl }, { onId, onPeople }),
		async search(words, page) {
			const plain = toSearchWords(words);
			if (plain === "") return { items: [], total: 0, next: null, previous: null };
			return searchTickets(client, { _all: plain }, page, context());
		},
		list: (query, agentId, page) => listTickets(client, query, agentId, page, context()),
		conversation: (ticketId, page) => readConversation(client, ticketId, page),
		ticketForm: (departmentId) => readTicketForm(client, departmentId),
		statuses: (ticketId) => readStatuses(client, ticketId),
		priorities: (ticketId) => readPriorities(client, ticketId),
		assignees: (departmentId, words) => findAssignees(client, departmentId, words),
		replyTargets: (ticketId) => readReplyTargets(client, ticketId),
		upload: (file) => upload(client, file),
		createTicket: (ticket) => createTicket(client, ticket, context()),
		addComment: (ticketId, comment) => addComment(client, ticketId, comment),
		sendReply: (ticketId, reply) => sendReply(client, ticketId, reply),
		update: (ticketId, changes) => updateTicket(client, ticketId, changes),
		async blueprint(ticketId) {
			const row = await readBlueprint(client, ticketId);
			return row && toBlueprint(row);
		},
		stats: (departmentId) => readStats(client, departmentId, call.now()),
		customers: (words) => findCustomers(client, words),
		ticketsOf: (customer, page) => listTicketsOf(client, customer, page, context()),
	};
}
