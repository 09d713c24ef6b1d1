import type { TicketEventType } from "../../core/ticket-event.ts";

/** Each event's name and, in one line, what it tells. */
export const englishEvents: Record<TicketEventType, readonly [name: string, description: string]> = {
	"ticket.created": ["New ticket", "A ticket came in or was created."],
	"ticket.assigned": ["Assignee", "A ticket was assigned, or has no assignee any more."],
	"ticket.status_changed": ["Status", "The status changed, other than by closing or reopening."],
	"ticket.closed": ["Closed", "A ticket was solved or closed."],
	"ticket.reopened": ["Reopened", "A solved or closed ticket was opened again."],
	"ticket.priority_changed": ["Priority", "The priority was raised, lowered or removed."],
	"ticket.moved": ["Department", "A ticket was moved to another department."],
	"ticket.overdue": ["Overdue", "A ticket ran past the time that was promised."],
	"ticket.escalated": ["Escalated", "A ticket was escalated."],
	"comment.added": ["Internal comment", "Somebody wrote a comment that customers don't see."],
	"reply.received": ["Reply from the customer", "The customer wrote again."],
	"reply.sent": ["Reply to the customer", "An agent answered the customer."],
	"rating.received": ["Rating", "The customer said how satisfied they are."],
	"transition.upcoming": ["Next transitions", "A blueprint reached a state: what may be done next."],
};
