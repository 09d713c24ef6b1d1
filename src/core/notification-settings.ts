/** What a workspace, and an agent for their direct messages, wants to hear, and when. */
import type { PriorityLevel, StatusCategory } from "./ticket.ts";
import type { TicketEventType } from "./ticket-event.ts";

/** Only what differs from the defaults. */
export type Switches = Partial<Record<TicketEventType, boolean>>;

/** The default switches of a workspace's channels. */
export const DEFAULT_SWITCHES: Readonly<Record<TicketEventType, boolean>> = {
	"ticket.created": true,
	"ticket.assigned": true,
	"ticket.status_changed": true,
	"ticket.closed": true,
	"ticket.reopened": true,
	"ticket.priority_changed": true,
	"ticket.moved": true,
	"ticket.overdue": true,
	"ticket.escalated": true,
	"comment.added": true,
	"reply.received": true,
	"reply.sent": true,
	"rating.received": true,
	"transition.upcoming": true,
};

/** Only tickets that fit are told of. An empty list lets everything through; each list is ANDed with the others. */
export interface Filters {
	priorities: (PriorityLevel | "none")[];
	statuses: StatusCategory[];
	/** Any of them, compared without regard to case. */
	tags: string[];
}

export const NO_FILTERS: Filters = { priorities: [], statuses: [], tags: [] };

/** Minutes after midnight in `timezone`; `from` > `to` goes over midnight. */
export interface QuietHours {
	from: number;
	to: number;
}

/** A card per ticket with later events in its thread, or one message per event. */
export type Layout = "threads" | "flat";

/** Where a desk's departments go: all to one channel, or each to its own. */
export type MappingMode = "all" | "each";
