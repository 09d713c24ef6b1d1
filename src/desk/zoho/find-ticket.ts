import type { Ticket, TicketRef } from "../../core/ticket.ts";
import { isVendorError } from "../../lib/errors.ts";
import { path } from "../../lib/http.ts";
import { endsTheCall, rowsOf, type ZohoClient } from "./client.ts";
import { lastMessage } from "./conversation.ts";
import { toTicket } from "./mapper.ts";
import { RELATED, type TicketRow, ticketList, ticketRow } from "./schema.ts";

/** How many of the newest tickets are looked through for one that search doesn't know yet. */
const NEWEST = 20;

/** At most two calls. */
export async function findTicket(
	client: ZohoClient,
	ref: TicketRef,
	now: () => number,
	homeUrl: string,
	onId: (ticketId: string) => void = () => {},
): Promise<Ticket | null> {
	const [row, message] =
		ref.by === "number" ? await findByNumber(client, ref.number, onId) : await findById(client, ref.id, onId);
	if (!row || row.isTrashed || row.isDeleted) return null;
	return toTicket(row, { now: now(), homeUrl }, message);
}

type Found = [row: TicketRow | null, message: Ticket["lastMessage"]];

type OnId = (ticketId: string) => void;

async function findByNumber(client: ZohoClient, number: string, onId: OnId): Promise<Found> {
	const answer = await client.read({
		operation: "GET /tickets/search",
		path: "/tickets/search",
		query: { ticketNumber: number, limit: 1 },
		schema: ticketList,
	});
	const row = rowsOf(answer).find(({ ticketNumber }) => ticketNumber === number);
	if (!row) return [await findAmongNewest(client, number), null];
	onId(row.id);
	return [row, await lastMessage(client, row.id, row.assignee).catch(nullUnlessFatal)];
}

/**
 * Lists have a new ticket seconds before the search index has it, and right after "ticket created" people ask for
 * exactly that one. Its last message would be a third call.
 */
async function findAmongNewest(client: ZohoClient, number: string): Promise<TicketRow | null> {
	const answer = await client.read({
		operation: "GET /tickets",
		path: "/tickets",
		query: { include: RELATED, sortBy: "-createdTime", limit: NEWEST },
		schema: ticketList,
	});
	return rowsOf(answer).find(({ ticketNumber }) => ticketNumber === number) ?? null;
}

async function findById(client: ZohoClient, id: string, onId: OnId): Promise<Found> {
	onId(id);
	return Promise.all([readTicket(client, id), lastMessage(client, id, null).catch(nullUnlessFatal)]);
}

/** null for one that isn't there, or not for this person. */
export async function readTicket(client: ZohoClient, id: string): Promise<TicketRow | null> {
	try {
		return await client.read({
			operation: "GET /tickets/{id}",
			path: path`/tickets/${id}`,
			query: { include: RELATED },
			schema: ticketRow,
		});
	} catch (error) {
		if (isVendorError(error) && error.kind === "not_found") return null;
		throw error;
	}
}

/** A card without its last message is worth more than no card. */
function nullUnlessFatal(error: unknown): null {
	if (endsTheCall(error)) throw error;
	return null;
}
