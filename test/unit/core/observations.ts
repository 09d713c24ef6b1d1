import type { Agent, Ticket, TicketStatus } from "../../../src/core/ticket.ts";
import type { ObservedMessage, TicketObservation } from "../../../src/core/ticket-observation.ts";
import type { Blueprint } from "../../../src/core/ticket-writing.ts";

export const LISTENING = Date.parse("2026-11-20T09:00:00Z");
export const MINUTE = 60_000;
export const at = (minutes: number) => LISTENING + minutes * MINUTE;

export const MINA: Agent = { id: "a1", name: "Mina", email: "mina@example.com" };
export const KEN: Agent = { id: "a2", name: "Ken", email: null };
export const OPEN: TicketStatus = { category: "open", label: null };
export const SOLVED: TicketStatus = { category: "solved", label: null };

export function ticket(changes: Partial<Ticket> = {}): Ticket {
	return {
		id: "t1",
		number: "1042",
		subject: "Printer",
		url: "https://acme.example/1042",
		status: OPEN,
		priority: { level: "normal", label: null },
		department: { id: "d1", name: "Support" },
		assignee: null,
		requester: null,
		createdAt: at(-1000),
		updatedAt: at(5),
		dueAt: null,
		overdue: false,
		organization: null,
		lastMessage: null,
		...changes,
	};
}

export function observed(
	changes: Partial<Ticket> = {},
	more: Partial<Omit<TicketObservation, "ticket">> = {},
): TicketObservation {
	return {
		ticket: ticket(changes),
		tags: [],
		escalated: false,
		overdue: null,
		messages: [],
		changes: {},
		earlier: {},
		...more,
	};
}

export function message(id: string, createdAt: number, more: Partial<ObservedMessage> = {}): ObservedMessage {
	const actor = { agentId: null, name: "Aya" };
	return { id, kind: "incoming", author: "Aya", text: id, createdAt, attachments: 0, actor, ...more };
}

export function blueprint(state: string, transitions = 1): Blueprint {
	return {
		name: "Refund",
		state,
		restrictsStatus: true,
		transitions: Array.from({ length: transitions }, (_, n) => ({
			id: `x${n}`,
			name: `Step ${n}`,
			toState: null,
			mine: true,
			owners: ["Mina"],
		})),
	};
}
