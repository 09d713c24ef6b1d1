/** What is kept of a ticket between two looks: states and ids, nothing that people wrote. */
import type { Ticket } from "./ticket.ts";
import type { TicketFields, TicketObservation, TimedChange } from "./ticket-observation.ts";
import type { Blueprint } from "./ticket-writing.ts";

export interface TicketSnapshot {
	/** Of the last notice; 0 before the first. */
	revision: number;
	fields: TicketFields;
	overdue: boolean;
	escalated: boolean;
	/** When each last changed as far as was told: history that is older speaks of what is known. */
	told: Partial<Record<TimedChange, number>>;
	/** A message from `floor` on that isn't in `seen` is new. */
	messages: { floor: number; seen: [id: string, at: number][] };
	/** What the next transitions were told for; null: in none. */
	blueprint: { name: string; state: string; assignee: string | null } | null;
}

/** Messages that were written first don't always show first. */
const LATE_MS = 10 * 60_000;
const MAX_SEEN = 200;

export function toFields({ status, priority, assignee, department }: Ticket): TicketFields {
	return { status, priority, assignee: assignee?.id ?? null, department };
}

export function isDone({ category }: TicketFields["status"]): boolean {
	return category === "solved" || category === "closed";
}

/** From when on a look has to read messages and history, both up to and including that time. */
export function observeSince(previous: TicketSnapshot | null, since: number): number {
	return (previous?.messages.floor ?? toWholeSecond(since)) - 1;
}

/** Desks that keep whole seconds say that something happened before it did. */
export function toWholeSecond(time: number): number {
	return Math.floor(time / 1000) * 1000;
}

/** The messages of a look that no look before it had. */
export function newMessages(known: TicketSnapshot["messages"], messages: TicketObservation["messages"]) {
	const seen = new Set(known.seen.map(([id]) => id));
	return messages.filter(({ id, createdAt }) => createdAt >= known.floor && !seen.has(id));
}

/** What to know of messages after these. */
export function afterMessages(
	known: TicketSnapshot["messages"],
	added: TicketObservation["messages"],
): TicketSnapshot["messages"] {
	if (added.length === 0) return known;
	const all: [string, number][] = [...known.seen, ...added.map((m): [string, number] => [m.id, m.createdAt])];
	const newest = Math.max(...all.map(([, at]) => at));
	const kept = all
		.filter(([, at]) => at >= newest - LATE_MS)
		.sort((a, b) => a[1] - b[1])
		.slice(-MAX_SEEN);
	// More than can be remembered: what is older than the oldest of them counts as seen.
	const oldest = kept.length === MAX_SEEN ? (kept[0]?.[1] ?? 0) : 0;
	return { floor: Math.max(known.floor, newest - LATE_MS, oldest), seen: kept };
}

export function afterBlueprint(
	blueprint: Blueprint | null,
	assignee: string | null,
): TicketSnapshot["blueprint"] {
	return blueprint ? { name: blueprint.name, state: blueprint.state, assignee } : null;
}
