import type { Ticket, TicketPeople, TicketRef } from "../../core/ticket.ts";
import { isVendorError } from "../../lib/errors.ts";
import { path } from "../../lib/http.ts";
import { endsTheCall, rowsOf, type ZohoClient } from "./client.ts";
import { lastMessage } from "./conversation.ts";
import { type RowContext, toTicket } from "./mapper.ts";
import { RELATED, type TicketRow, ticketList, ticketRow } from "./schema.ts";

/** How many of the newest tickets are looked through for one that search doesn't know yet. */
const NEWEST = 20;

/** At most two calls. */
export async function findTicket(
	client: ZohoClient,
	ref: TicketRef,
	context: RowContext,
	{ onId, onPeople }: Listeners = {},
): Promise<Ticket | null> {
	const heard: Heard = {
		id: (id) => onId?.(id),
		row: (row) => row && onPeople?.(toTicket(row, context, null)),
	};
	const [row, message] =
		ref.by === "number"
			? await findByNumber(client, ref.number, heard)
			: await findById(client, ref.id, heard);
	if (!row || row.isTrashed || row.isDeleted) return null;
	return toTicket(row, context, message);
}

interface Listeners {
	onId?: ((ticketId: string) => void) | undefined;
	onPeople?: ((people: TicketPeople) => void) | undefined;
}

type Found = [row: TicketRow | null, message: Ticket["lastMessage"]];

interface Heard {
	id(ticketId: string): void;
	row(row: TicketRow | null): void;
}

async function findByNumber(client: ZohoClient, number: string, heard: Heard): Promise<Found> {
	const answer = await client.read({
		operation: "GET /tickets/search",
		path: "/tickets/search",
		query: { ticketNumber: number, limit: 1 },
		schema: ticketList,
	});
	const row = rowsOf(answer).find(({ ticketNumber }) => ticketNumber === number);
	if (!row) return [await findAmongNewest(client, number), null];
	heard.id(row.id);
	heard.row(row);
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

async function findById(client: ZohoClient, id: string, heard: Heard): Promise<Found> {
	heard.id(id);
	const reading = readTicket(client, id).then((row) => {
		heard.row(row);
		return row;
	});
	return Promise.all([reading, lastMessage(client, id, null).catch(nullUnlessFatal)]);
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
