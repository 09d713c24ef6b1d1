import type { CallOptions } from "../../lib/http.ts";
import type { DeskAddress, HelpDesk, TokenSource } from "../help-desk.ts";
import { createZohoClient } from "./client.ts";
import { readConversation } from "./conversation.ts";
import { requireDataCentre } from "./data-centres.ts";
import { findTicket } from "./find-ticket.ts";
import { listTickets, searchTickets, toSearchWords } from "./lists.ts";
import type { RowContext } from "./mapper.ts";
import { identify, readAgents, readDepartments, readPortals } from "./people.ts";

export function openHelpDesk(desk: DeskAddress, tokens: TokenSource, call: CallOptions): HelpDesk {
	const client = createZohoClient(desk, tokens, call);
	const homeUrl = desk.portalUrl ?? `https://${requireDataCentre(desk.address).deskHost}/`;
	const context = (): RowContext => ({ now: call.now(), homeUrl });
	return {
		identify: () => identify(client, desk),
		portals: () => readPortals(client, desk),
		departments: () => readDepartments(client),
		agents: (page) => readAgents(client, page),
		findTicket: (ref) => findTicket(client, ref, call.now, homeUrl),
		async search(words, page) {
			const plain = toSearchWords(words);
			if (plain === "") return { items: [], total: 0, next: null, previous: null };
			return searchTickets(client, { _all: plain }, page, context());
		},
		list: (query, agentId, page) => listTickets(client, query, agentId, page, context()),
		conversation: (ticketId, page) => readConversation(client, ticketId, page),
	};
}
