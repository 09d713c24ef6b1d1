import { type SimTicket, UNTOUCHED, type ZohoState } from "./state.ts";

/** How long after its creation search finds a ticket. */
const INDEX_DELAY = 5_000;

type Given = Pick<SimTicket, "orgId" | "subject" | "priority" | "departmentId" | "contact" | "assigneeId">;

/** The next number of its organisation; open, without a message. */
export function addNewTicket(state: ZohoState, now: number, given: Given): SimTicket {
	const numbers = [...state.tickets.values()]
		.filter(({ orgId }) => orgId === given.orgId)
		.map(({ number }) => Number(number));
	const ticket: SimTicket = {
		...given,
		id: state.nextId(),
		number: String(Math.max(0, ...numbers) + 1),
		status: "Open",
		createdAt: now,
		modifiedAt: now,
		dueAt: null,
		closedAt: null,
		indexedAt: now + INDEX_DELAY,
		items: [],
		cf: {},
		details: {},
		tags: [],
		...UNTOUCHED,
		history: [],
	};
	state.tickets.set(ticket.id, ticket);
	return ticket;
}
