/** What happens to tickets, in the product's own words. Times are milliseconds since 1970, ids are text. */
import type { Agent, Department, Message, Ticket, TicketPriority, TicketStatus } from "./ticket.ts";
import type { Blueprint } from "./ticket-writing.ts";

export const TICKET_EVENT_TYPES = [
	"ticket.created",
	"ticket.assigned",
	"ticket.status_changed",
	"ticket.closed",
	"ticket.reopened",
	"ticket.priority_changed",
	"ticket.moved",
	"ticket.overdue",
	"ticket.escalated",
	"comment.added",
	"reply.received",
	"reply.sent",
	"rating.received",
	"transition.upcoming",
] as const;
export type TicketEventType = (typeof TICKET_EVENT_TYPES)[number];

/** Who did something at the desk. `agentId` is null for customers, automations and people the desk doesn't name. */
export interface EventActor {
	agentId: string | null;
	name: string | null;
}

export interface Rating {
	id: string;
	/** null where the desk doesn't tell: such a rating can't be routed. */
	ticketId: string | null;
	score: "good" | "ok" | "bad";
	comment: string | null;
	ratedAt: number;
}

/** `null` in `from` stands for "not known" as well as for "nothing": only `to` is certain. */
export type TicketEventDetail =
	| { type: "ticket.created" }
	| { type: "ticket.assigned"; to: Agent | null }
	| {
			type: "ticket.status_changed" | "ticket.closed" | "ticket.reopened";
			from: TicketStatus | null;
			to: TicketStatus;
	  }
	| { type: "ticket.priority_changed"; from: TicketPriority | null; to: TicketPriority | null }
	| { type: "ticket.moved"; from: Department | null; to: Department | null }
	| { type: "ticket.overdue"; dueAt: number | null }
	| { type: "ticket.escalated" }
	| { type: "comment.added" | "reply.received" | "reply.sent"; message: Message }
	| { type: "rating.received"; rating: Rating }
	| { type: "transition.upcoming"; blueprint: Blueprint };

export type TicketEvent = TicketEventDetail & {
	/** desk:ticket:type:(message or rating id, else revision). The same however it was heard of. */
	id: string;
	/** When it happened at the desk. */
	at: number;
	/** null: unknown, so that it is nobody's own action. */
	actor: EventActor | null;
};

/** What one message in Slack says: one change of a ticket, be it of several fields, or one message of its conversation. */
export interface Notice {
	deskId: string;
	/** As it was when the change was seen. */
	ticket: Ticket;
	tags: string[];
	/** Grows by one with every change seen of this ticket: a card is never turned back to a smaller one. */
	revision: number;
	/** At least one, the most telling first. */
	events: [TicketEvent, ...TicketEvent[]];
	/** When it happened at the desk: of its first event. */
	at: number;
}
