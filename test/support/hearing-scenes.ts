import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { DeskHand, Vendor } from "./hearing-story.ts";

/** How something comes to happen to a ticket: what it is like before, and what is done then. */
export interface Scene {
	/** Answers the ticket's id. */
	prepare(hand: DeskHand, subject: string, agent: string): string;
	/** null: to be made is all that happens to it. */
	act: ((hand: DeskHand, ticketId: string, agent: string) => void) | null;
	/** What happens along with it. */
	also?: string[];
}

const assigned = (hand: DeskHand, subject: string, agent: string) => hand.create(subject, { to: agent });

/** Each event, alone where it can be, of a ticket that `agent` has in the end. */
export const SCENES: Readonly<Record<string, Scene>> = {
	"ticket.created": { prepare: assigned, act: null },
	"ticket.assigned": {
		prepare(hand, subject) {
			const ticketId = hand.create(subject);
			// At Zendesk somebody's ticket is no longer new: that would be told along.
			hand.set(ticketId, { status: "open" });
			return ticketId;
		},
		act: (hand, ticketId, agent) => hand.set(ticketId, { to: agent }),
	},
	"ticket.status_changed": {
		prepare: assigned,
		act: (hand, ticketId) => hand.set(ticketId, { status: "waiting" }),
	},
	"ticket.closed": { prepare: assigned, act: (hand, ticketId) => hand.set(ticketId, { status: "done" }) },
	"ticket.reopened": {
		prepare(hand, subject, agent) {
			const ticketId = assigned(hand, subject, agent);
			hand.set(ticketId, { status: "done" });
			return ticketId;
		},
		act: (hand, ticketId) => hand.set(ticketId, { status: "open" }),
	},
	"ticket.priority_changed": {
		prepare: assigned,
		act: (hand, ticketId) => hand.set(ticketId, { priority: "high" }),
	},
	"ticket.moved": {
		prepare: (hand, subject, agent) => hand.create(subject, { to: agent, department: "support" }),
		act: (hand, ticketId) => hand.set(ticketId, { department: "billing" }),
	},
	"ticket.overdue": { prepare: assigned, act: (hand, ticketId) => hand.runLate(ticketId) },
	"ticket.escalated": { prepare: assigned, act: (hand, ticketId) => hand.escalate(ticketId) },
	"comment.added": {
		prepare: assigned,
		act: (hand, ticketId) => hand.comment(ticketId, "Waits for the carrier."),
	},
	"reply.received": {
		prepare: assigned,
		act: (hand, ticketId) => hand.customerWrites(ticketId, "Any news?"),
	},
	"reply.sent": {
		prepare: assigned,
		act: (hand, ticketId) => hand.agentWrites(ticketId, "It is on its way."),
	},
	"rating.received": { prepare: assigned, act: (hand, ticketId) => hand.rate(ticketId) },
	"transition.upcoming": {
		prepare(hand, subject) {
			const ticketId = hand.create(subject);
			hand.enterBlueprint(ticketId);
			return ticketId;
		},
		act: (hand, ticketId, agent) => hand.set(ticketId, { to: agent }),
		also: ["ticket.assigned"],
	},
};

/** A row of docs/events.md. `none`: the desk has no such thing. */
export interface EventRow {
	event: string;
	isOn: boolean;
	ways: Record<Vendor, Record<"webhook" | "poll", "yes" | "no" | "none">>;
}

/** What the documentation promises: nothing here knows it better. */
export function readEventTable(): EventRow[] {
	const document = readFileSync(join(import.meta.dirname, "../../docs/events.md"), "utf8");
	return [...document.matchAll(/^\| `([\w.]+)` \|(.+)\|$/gm)].map(([, event = "", cells = ""]) => {
		const [byDefault, ...ways] = cells.split("|").map((cell) => cell.trim());
		const [zendeskHook, zendeskPoll, zohoHook, zohoPoll] = ways.map(toWay);
		if (!zendeskHook || !zendeskPoll || !zohoHook || !zohoPoll) throw new Error(`unreadable row of ${event}`);
		return {
			event,
			isOn: byDefault === "on",
			ways: {
				zendesk: { webhook: zendeskHook, poll: zendeskPoll },
				zoho: { webhook: zohoHook, poll: zohoPoll },
			},
		};
	});
}

function toWay(cell: string): "yes" | "no" | "none" {
	const way = /^(yes|no|none)\b/.exec(cell)?.[1];
	if (!way) throw new Error(`a cell says neither yes nor no: ${cell}`);
	return way as "yes" | "no" | "none";
}
