/** What a workspace, and an agent for their direct messages, wants to hear, and when. */
import * as v from "valibot";
import type { PriorityLevel, StatusCategory } from "./ticket.ts";
import { TICKET_EVENT_TYPES, type TicketEventType } from "./ticket-event.ts";

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

/** A stored JSON column; what can't be read counts as "as delivered". */
export function parseSwitches(text: string): Switches {
	const parsed = v.safeParse(v.record(v.string(), v.boolean()), parseText(text));
	if (!parsed.success) return {};
	return Object.fromEntries(
		TICKET_EVENT_TYPES.filter((type) => type in parsed.output).map((type) => [type, parsed.output[type]]),
	);
}

/** Whether a channel hears of an event. */
export function isSwitchedOn(switches: Switches, type: TicketEventType): boolean {
	return switches[type] ?? DEFAULT_SWITCHES[type];
}

export const FILTER_PRIORITIES = ["urgent", "high", "normal", "low", "none"] as const;
export const FILTER_STATUSES = ["new", "open", "pending", "on_hold", "solved", "closed"] as const;

const filtersSchema = v.object({
	priorities: v.optional(v.array(v.picklist(FILTER_PRIORITIES)), []),
	statuses: v.optional(v.array(v.picklist(FILTER_STATUSES)), []),
	tags: v.optional(v.array(v.string()), []),
});

/** A stored JSON column; what can't be read lets everything through. */
export function parseFilters(text: string): Filters {
	const parsed = v.safeParse(filtersSchema, parseText(text));
	return parsed.success ? parsed.output : NO_FILTERS;
}

function parseText(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
