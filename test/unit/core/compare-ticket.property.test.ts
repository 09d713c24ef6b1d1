import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareTicket } from "../../../src/core/compare-ticket.ts";
import type { Notice } from "../../../src/core/ticket-event.ts";
import type { TicketObservation } from "../../../src/core/ticket-observation.ts";
import { observeSince, type TicketSnapshot } from "../../../src/core/ticket-snapshot.ts";
import { at, blueprint, KEN, LISTENING, MINA, message, observed } from "./observations.ts";

/** What happens at a desk, one thing a minute at most. */
const step = fc.oneof(
	fc.record({
		kind: fc.constant("status" as const),
		to: fc.constantFrom("open", "pending", "solved", "closed"),
	}),
	fc.record({ kind: fc.constant("assignee" as const), to: fc.constantFrom(MINA, KEN, null) }),
	fc.record({ kind: fc.constant("priority" as const), to: fc.constantFrom("high", "low", null) }),
	fc.record({ kind: fc.constant("state" as const), to: fc.constantFrom("Review", "Refund", null) }),
	fc.record({ kind: fc.constant("message" as const), sameTime: fc.boolean() }),
	fc.record({ kind: fc.constant("nothing" as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

interface World {
	observation: TicketObservation;
	state: string | null;
}

function after(world: World, happened: Step, minute: number): World {
	const { observation } = world;
	const ticket = { ...observation.ticket, updatedAt: at(minute) };
	const next = { ...observation, ticket };
	if (happened.kind === "status") {
		ticket.status = { category: happened.to as "open", label: null };
	} else if (happened.kind === "assignee") ticket.assignee = happened.to;
	else if (happened.kind === "priority") {
		ticket.priority = happened.to ? { level: happened.to as "high", label: null } : null;
	} else if (happened.kind === "message") {
		const last = observation.messages.at(-1)?.createdAt ?? at(minute);
		const time = happened.sameTime ? last : at(minute);
		next.messages = [...observation.messages, message(`m${minute}`, time)];
	}
	return { observation: next, state: happened.kind === "state" ? happened.to : world.state };
}

/** Looks at a world again and again; `looks` says after which steps. */
function hear(steps: readonly Step[], looks: readonly boolean[], isOld: boolean) {
	let world: World = { observation: observed({ createdAt: isOld ? at(-100) : at(0) }), state: null };
	let previous: TicketSnapshot | null = null;
	const told: string[] = [];
	const notices: Notice[] = [];
	const look = (now: number) => {
		const since = observeSince(previous, LISTENING);
		const messages = world.observation.messages.filter(({ createdAt }) => createdAt > since).slice(-30);
		const result = compareTicket({
			deskId: "desk",
			previous,
			observation: { ...world.observation, messages },
			listeningAt: LISTENING,
			now,
			overdueHint: null,
			blueprint: world.state ? blueprint(world.state) : null,
		});
		previous = JSON.parse(JSON.stringify(result.snapshot)) as TicketSnapshot;
		notices.push(...result.notices);
		told.push(...result.notices.flatMap(({ events }) => events.map(({ id }) => id)));
		return result;
	};
	look(at(0));
	for (const [index, happened] of steps.entries()) {
		world = after(world, happened, index + 1);
		if (looks[index % Math.max(1, looks.length)]) look(at(index + 1));
	}
	look(at(steps.length + 1));
	return { told, notices, again: look(at(steps.length + 2)), messages: world.observation.messages };
}

const worlds = [
	fc.array(step, { maxLength: 25 }),
	fc.array(fc.boolean(), { maxLength: 7 }),
	fc.boolean(),
] as const;

describe("however often a ticket is looked at", () => {
	it("no event is told twice, and nothing by looking again", () => {
		fc.assert(
			fc.property(...worlds, (steps, looks, isOld) => {
				const { told, again } = hear(steps, looks, isOld);
				expect(new Set(told).size).toBe(told.length);
				expect(again.notices).toEqual([]);
			}),
		);
	});

	it("every message is told, whatever time it bears", () => {
		fc.assert(
			fc.property(...worlds, (steps, looks, isOld) => {
				const { told, messages } = hear(steps, looks, isOld);
				const heard = told.filter((id) => id.includes(":reply.")).map((id) => id.split(":").at(-1));
				expect(heard.toSorted()).toEqual(messages.map(({ id }) => id).toSorted());
			}),
		);
	});

	it("revisions grow by one with every notice", () => {
		fc.assert(
			fc.property(...worlds, (steps, looks, isOld) => {
				const { notices } = hear(steps, looks, isOld);
				expect(notices.map(({ revision }) => revision)).toEqual(notices.map((_, index) => index + 1));
			}),
		);
	});

	it("a close and a reopening are never told as a change of status too", () => {
		fc.assert(
			fc.property(...worlds, (steps, looks, isOld) => {
				for (const { events } of hear(steps, looks, isOld).notices) {
					const status = events.filter(({ type }) => /status_changed|closed|reopened/.test(type));
					expect(status.length).toBeLessThanOrEqual(1);
				}
			}),
		);
	});
});
