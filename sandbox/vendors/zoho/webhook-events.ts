import type { SimEvent } from "./journal.ts";
import { presentComment, presentThread } from "./present-conversation.ts";
import { iso, presentTicket } from "./present-ticket.ts";
import { type SimWebhook, statusTypeOf, type ZohoState } from "./state.ts";

/** One entry of a delivery's list. */
export function presentEvent(state: ZohoState, { subscriptions }: SimWebhook, event: SimEvent) {
	const { type, ticket, at } = event;
	const withPrevious = type === "Ticket_Update" && subscriptions[type]?.includePrevState === true;
	return {
		eventType: type,
		eventTime: String(at),
		orgId: ticket.orgId,
		payload: payloadOf(state, event),
		...(withPrevious ? { prevState: previousOf(event) } : {}),
	};
}

function payloadOf(state: ZohoState, { type, ticket, item, at }: SimEvent) {
	if (type === "Ticket_Delete") return { id: ticket.id };
	if (item) {
		// The department is not among what threads and comments tell.
		const shown =
			item.kind === "thread"
				? presentThread(state, ticket, item, false)
				: presentComment(state, ticket, item);
		return { ticketId: ticket.id, ...shown };
	}
	const first = ticket.items[0];
	const resource = presentTicket(state, ticket, new Set(), at);
	if (type !== "Ticket_Add" || !first) return resource;
	return { ...resource, firstThread: { ticketId: ticket.id, ...presentThread(state, ticket, first, false) } };
}

/** Partial: what was changed. */
function previousOf({ ticket, previous = {} }: SimEvent) {
	const { status, priority, assigneeId, departmentId, subject, dueAt, isEscalated } = previous;
	return {
		id: ticket.id,
		...(status === undefined ? {} : { status, statusType: statusTypeOf(status) }),
		...(priority === undefined ? {} : { priority }),
		...(assigneeId === undefined ? {} : { assigneeId }),
		...(departmentId === undefined ? {} : { departmentId }),
		...(subject === undefined ? {} : { subject }),
		...(dueAt === undefined ? {} : { dueDate: dueAt === null ? null : iso(dueAt) }),
		...(isEscalated === undefined ? {} : { isEscalated }),
	};
}
