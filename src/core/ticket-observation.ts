/** What one look at a ticket shows. */
import type { Department, Message, Ticket, TicketPriority, TicketStatus } from "./ticket.ts";
import type { EventActor } from "./ticket-event.ts";

/** The fields whose changes are events. */
export interface TicketFields {
	status: TicketStatus;
	priority: TicketPriority | null;
	/** The agent's id. */
	assignee: string | null;
	department: Department | null;
}
export type TicketField = keyof TicketFields;

export interface ObservedMessage extends Message {
	actor: EventActor;
}

/** What a desk's history may time. */
export type TimedChange = TicketField | "created" | "overdue" | "escalated";

/** Everything the comparison with a snapshot needs, from as few calls as the desk allows. */
export interface TicketObservation {
	ticket: Ticket;
	tags: string[];
	escalated: boolean;
	/** null: the desk doesn't tell by the ticket (Zendesk's SLA): what a poll said holds until it is solved. */
	overdue: boolean | null;
	/** Written after `since`, oldest first; drafts and the ticket's own description are none. At most 30, the newest. */
	messages: ObservedMessage[];
	/** Who last changed a field after `since`, and when, as far as the desk's history tells. */
	changes: Partial<Record<TimedChange, { at: number; actor: EventActor | null }>>;
	/** What a field was at `since`, where the history tells: stands in for a snapshot that doesn't exist yet. */
	earlier: Partial<TicketFields>;
}
