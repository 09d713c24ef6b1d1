import type { ChaosDesk, TicketChange } from "./chaos-desks.ts";
import type { Random } from "./chaos-random.ts";
import type { World } from "./chaos-world.ts";

export interface PlannedChange {
	/** Milliseconds after the beginning. */
	at: number;
	make(): void;
}

/** What the desks ought to have been heard of, filled while changes are made. */
export interface ChaosTicket {
	deskId: string;
	desk: ChaosDesk;
	/** Empty until it was opened. */
	id: string;
	/** Written after the ticket was opened, as far as anybody listened. */
	messages: number;
}

export const CHANGES_PER_TICKET = 12;
const BURSTS = 2;
/** Between two changes of one burst: a person's clicks, a trigger's rules. */
const MOST_BETWEEN_MS = 60;
const MESSAGE_SHARE = 0.12;
const LINKED_SHARE = 0.15;

/** Changes of many tickets, mixed: each is touched in two short bursts somewhere in `withinMs`. */
export function planChanges(world: World, random: Random, options: { count: number; withinMs: number }) {
	const tickets: ChaosTicket[] = [];
	const planned: PlannedChange[] = [];
	for (let left = options.count, index = 0; left > 0; index += 1) {
		const count = Math.min(left, CHANGES_PER_TICKET);
		left -= count;
		const desk = world.desks[index % world.desks.length];
		if (!desk) throw new Error("no desks");
		const ticket: ChaosTicket = { deskId: desk.id, desk, id: "", messages: 0 };
		tickets.push(ticket);
		const isOld = Math.floor(index / world.desks.length) % 2 === 0;
		if (isOld) ticket.id = world.old[desk.name].shift() ?? "";
		const change = createChanger(ticket, random);
		const starts = Array.from({ length: BURSTS }, () => random.below(options.withinMs)).sort((a, b) => a - b);
		let at = 0;
		for (let number = 0; number < count; number += 1) {
			const start = starts[Math.floor((number * BURSTS) / count)] ?? 0;
			at = Math.max(start, at + random.below(MOST_BETWEEN_MS));
			planned.push({ at, make: change });
		}
	}
	return { tickets, planned: planned.sort((a, b) => a.at - b.at) };
}

/** Each call does one thing to the ticket that makes a difference; the first one opens it where there is none. */
function createChanger(ticket: ChaosTicket, random: Random): () => void {
	const { desk } = ticket;
	const last: TicketChange = {};
	const other = <T>(list: readonly T[], now: T | undefined) => random.pick(list.filter((one) => one !== now));

	function changeField(): TicketChange {
		const chance = random.next();
		if (chance < 0.35) return { status: other(desk.statuses, last.status) };
		if (chance < 0.6) return { priority: other(desk.priorities, last.priority) };
		if (chance < 0.85) {
			const isHeard = !desk.linked.includes(last.assignee ?? "") && random.chance(LINKED_SHARE);
			const people = isHeard ? desk.linked : desk.strangers;
			return { assignee: other(people, last.assignee) };
		}
		return { department: other(desk.departments, last.department) };
	}

	function write(): void {
		ticket.messages += 1;
		const text = `Message ${ticket.messages}`;
		if (random.chance(0.5)) {
			desk.customerWrites(ticket.id, text);
			// It may have reopened the ticket.
			delete last.status;
		} else desk.agentWrites(ticket.id, text, random.chance(0.5));
	}

	return () => {
		if (ticket.id === "") {
			const department = random.pick(desk.departments);
			ticket.id = desk.open({ subject: `Ticket ${random.below(1e6)}`, department });
			last.department = department;
		} else if (random.chance(MESSAGE_SHARE)) write();
		else {
			const change = changeField();
			Object.assign(last, change);
			desk.change(ticket.id, change);
		}
	};
}
