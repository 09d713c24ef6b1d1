import type { EventActor, TicketEventDetail } from "./ticket-event.ts";
import type { TicketFields, TicketObservation, TimedChange } from "./ticket-observation.ts";
import { isDone, type TicketSnapshot, toFields } from "./ticket-snapshot.ts";

/** An event before it has its id. */
export type Draft = TicketEventDetail & { at: number; actor: EventActor | null };

/** What a ticket was, as far as comparing its fields goes. */
export type Before = Pick<TicketSnapshot, "fields" | "overdue" | "escalated" | "told">;

interface Comparison {
	before: Before;
	observation: TicketObservation;
	/** When a poll says it ran past what was promised. */
	overdueHint: number | null;
	now: number;
}

/** Changes of fields, the most telling first: closed or reopened, status, assignee, department, priority, marks. */
export function compareFields({ before, observation, overdueHint, now }: Comparison): Draft[] {
	const { ticket } = observation;
	const after = toFields(ticket);
	const when = (change: TimedChange) => timeOf(change, before, observation, now);
	const drafts: Draft[] = [];

	const [from, to] = [before.fields, after];
	if (!sameLabelled(from.status, to.status, "category")) {
		drafts.push({ type: statusEvent(from, to), from: from.status, to: to.status, ...when("status") });
	}
	if (from.assignee !== to.assignee) {
		drafts.push({ type: "ticket.assigned", to: ticket.assignee, ...when("assignee") });
	}
	if (from.department?.id !== to.department?.id) {
		const departments = { from: from.department, to: to.department };
		drafts.push({ type: "ticket.moved", ...departments, ...when("department") });
	}
	if (!sameLabelled(from.priority, to.priority, "level")) {
		const priorities = { from: from.priority, to: to.priority };
		drafts.push({ type: "ticket.priority_changed", ...priorities, ...when("priority") });
	}
	if (observation.escalated && !before.escalated) {
		drafts.push({ type: "ticket.escalated", ...when("escalated") });
	}
	if (isOverdue(before, observation, overdueHint) && !before.overdue) {
		const at = overdueHint ?? observation.changes.overdue?.at ?? pastDueAt(ticket.dueAt, now) ?? now;
		drafts.push({ type: "ticket.overdue", dueAt: ticket.dueAt, at, actor: null });
	}
	return drafts;
}

/** Over once it is solved; a poll's word holds until then where the desk doesn't tell by the ticket. */
export function isOverdue(
	before: Pick<Before, "overdue" | "told">,
	observation: TicketObservation,
	overdueHint: number | null,
): boolean {
	if (isDone(observation.ticket.status)) return false;
	// A hint that comes again speaks of what was told already.
	if (overdueHint !== null && overdueHint > (before.told.overdue ?? 0)) return true;
	return observation.overdue ?? before.overdue;
}

function statusEvent(from: TicketFields, to: TicketFields) {
	if (isDone(from.status) === isDone(to.status)) return "ticket.status_changed";
	return isDone(to.status) ? "ticket.closed" : "ticket.reopened";
}

/** The history is read beside the ticket: what it says last may still be the change before this one. */
function timeOf(change: TimedChange, { told }: Before, { changes, ticket }: TicketObservation, now: number) {
	const known = changes[change];
	if (known && known.at > (told[change] ?? 0)) return known;
	return { at: ticket.updatedAt ?? now, actor: null };
}

/** The same by its meaning and by the desk's own word for it. */
function sameLabelled<K extends string>(
	a: ({ label: string | null } & Record<K, string | null>) | null,
	b: ({ label: string | null } & Record<K, string | null>) | null,
	meaning: K,
): boolean {
	return a?.label === b?.label && a?.[meaning] === b?.[meaning];
}

function pastDueAt(dueAt: number | null, now: number): number | null {
	return dueAt !== null && dueAt <= now ? dueAt : null;
}
