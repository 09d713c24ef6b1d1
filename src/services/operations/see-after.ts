import type { Message, TicketSummary } from "../../core/ticket.ts";
import type { HelpDesk } from "../../desk/help-desk.ts";
import { isVendorError } from "../../lib/errors.ts";
import type { Operation } from "./operations.ts";

/** What tells whether something arrived: the ticket's last messages, or tickets like the new one. null: it can't be told. */
export type SeenAfter = { messages: Message[] } | { tickets: TicketSummary[] } | null;

/** The desk's clock and ours. */
const CLOCK_MARGIN_MS = 60_000;

/** Reading never fails an operation. */
export async function seeAfter(desk: HelpDesk, operation: Operation): Promise<SeenAfter> {
	try {
		const { ticketId } = operation;
		if (ticketId) return { messages: (await desk.conversation(ticketId, { cursor: null, size: 3 })).items };
		return await findLikeNew(desk, operation);
	} catch (error) {
		if (!isVendorError(error)) throw error;
		return null;
	}
}

/** The requester's tickets of since then, read from their own list: search learns of new tickets minutes later. */
async function findLikeNew(desk: HelpDesk, { written, createdAt }: Operation): Promise<SeenAfter> {
	if (written.kind !== "create") return null;
	const address = written.input.requester.email.toLowerCase();
	const people = await desk.customers(address);
	const requester = people.find(({ kind, email }) => kind === "person" && email?.toLowerCase() === address);
	if (!requester) return null;
	const { items } = await desk.ticketsOf(requester, { cursor: null, size: 10 });
	const tickets = items.filter((ticket) => ticket.createdAt >= createdAt - CLOCK_MARGIN_MS);
	return tickets.length > 0 ? { tickets } : null;
}
