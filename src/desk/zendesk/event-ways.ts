import type { TicketEventType } from "../../core/ticket-event.ts";
import type { EventWays } from "../desk-feed.ts";

const BOTH: EventWays = { webhook: true, poll: true };
const POLL: EventWays = { webhook: false, poll: true };
const NEITHER: EventWays = { webhook: false, poll: false };

/** Escalation and blueprints are Zoho's; Zendesk sends no event for ratings, due dates and SLA breaches. */
export const EVENT_WAYS: Readonly<Record<TicketEventType, EventWays>> = {
	"ticket.created": BOTH,
	"ticket.assigned": BOTH,
	"ticket.status_changed": BOTH,
	"ticket.closed": BOTH,
	"ticket.reopened": BOTH,
	"ticket.priority_changed": BOTH,
	"ticket.moved": BOTH,
	"ticket.overdue": POLL,
	"ticket.escalated": NEITHER,
	"comment.added": BOTH,
	"reply.received": BOTH,
	"reply.sent": BOTH,
	"rating.received": POLL,
	"transition.upcoming": NEITHER,
};
