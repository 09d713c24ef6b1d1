import { VendorError } from "../../lib/errors.ts";
import { path } from "../../lib/http.ts";
import { requireId } from "./address.ts";
import type { WriteRequest, ZendeskClient } from "./client.ts";
import { refuse } from "./refusals.ts";
import { type Recipient, type WritableTicket, writableTicketAnswer } from "./schema-writing.ts";

export const UPDATE_TICKET = "PUT /tickets/{id}";

export function readWritableTicket(
	client: ZendeskClient,
	ticketId: string,
): Promise<{ ticket: WritableTicket; users: Recipient[] }> {
	return client.read({
		pattern: "/tickets/{id}",
		path: path`/tickets/${requireId(ticketId)}`,
		query: { include: "users" },
		schema: writableTicketAnswer,
	});
}

export function isClosed({ status }: WritableTicket): boolean {
	return status === "closed" || status === "deleted";
}

/** Everything about a ticket is written by one call, comments too. */
export async function putTicket(
	client: ZendeskClient,
	ticketId: string,
	ticket: Record<string, unknown>,
): Promise<void> {
	const request: WriteRequest = {
		method: "PUT",
		pattern: "/tickets/{id}",
		path: path`/tickets/${requireId(ticketId)}`,
		json: { ticket },
	};
	try {
		await client.write(request);
	} catch (error) {
		if (!(error instanceof VendorError) || error.status !== 422) throw error;
		throw (await isClosedNow(client, ticketId)) ? refuse("closed", UPDATE_TICKET, error.fields) : error;
	}
}

/** What a 422 says is in the account's language: whether the ticket is closed is looked up instead. */
async function isClosedNow(client: ZendeskClient, ticketId: string): Promise<boolean> {
	try {
		return isClosed((await readWritableTicket(client, ticketId)).ticket);
	} catch {
		return false;
	}
}

/** Makes a write fail with 409 if the ticket was changed after it was read. */
export function unlessChanged({ updated_at }: WritableTicket): Record<string, unknown> {
	return updated_at === null ? {} : { safe_update: true, updated_stamp: updated_at };
}

/** Reads and writes anew, once, when somebody else's change came between. */
export async function withoutCollision(operation: string, attempt: () => Promise<void>): Promise<void> {
	for (const isLast of [false, true]) {
		try {
			return await attempt();
		} catch (error) {
			if (!(error instanceof VendorError) || error.status !== 409) throw error;
			if (isLast) throw refuse("ticket_changed", operation);
		}
	}
}
