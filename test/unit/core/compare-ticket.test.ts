import { describe, expect, it } from "vitest";
import { compareTicket, type TicketComparison } from "../../../src/core/compare-ticket.ts";
import type { TicketSnapshot } from "../../../src/core/ticket-snapshot.ts";
import { at, blueprint, KEN, LISTENING, MINA, message, OPEN, observed, SOLVED } from "./observations.ts";

type Look = Partial<TicketComparison> & Pick<TicketComparison, "observation">;

/** Looks one after the other; answers what the last one tells. */
function lookAt(...looks: Look[]) {
	let previous: TicketSnapshot | null = null;
	let last: ReturnType<typeof compareTicket> | null = null;
	for (const look of looks) {
		last = compareTicket({
			deskId: "desk",
			previous,
			listeningAt: LISTENING,
			now: at(60),
			overdueHint: null,
			...look,
		});
		previous = last.snapshot;
	}
	if (!last) throw new Error("no look");
	return last;
}

const typesOf = (result: ReturnType<typeof compareTicket>) =>
	result.notices.map(({ events }) => events.map(({ type }) => type));

const byMina = (minutes: number) => ({ at: at(minutes), actor: { agentId: MINA.id, name: MINA.name } });

describe("a ticket that nobody saw before", () => {
	it("is created when it is younger than the listening, whatever became of it meanwhile", () => {
		const observation = observed(
			{ createdAt: at(1), status: SOLVED, assignee: MINA },
			{ changes: { created: byMina(1), status: byMina(2) }, earlier: { status: OPEN } },
		);
		const { notices, snapshot } = lookAt({ observation });
		expect(notices).toHaveLength(1);
		expect(notices[0]).toMatchObject({
			revision: 1,
			at: at(1),
			events: [{ id: "desk:t1:ticket.created:r1", type: "ticket.created", actor: { agentId: "a1" } }],
		});
		expect(snapshot.revision).toBe(1);
	});

	it("is created also in the second in which listening began, where a desk keeps whole seconds", () => {
		const observation = observed({ createdAt: LISTENING });
		expect(typesOf(lookAt({ observation, listeningAt: LISTENING + 900 }))).toEqual([["ticket.created"]]);
	});

	it("tells each message after its creation by itself, its creation first", () => {
		const observation = observed(
			{ createdAt: at(1) },
			{ messages: [message("m1", at(1)), message("m2", at(2), { kind: "outgoing" })] },
		);
		expect(typesOf(lookAt({ observation }))).toEqual([
			["ticket.created"],
			["reply.received"],
			["reply.sent"],
		]);
	});

	it("says nothing of an old ticket that is as it was", () => {
		expect(lookAt({ observation: observed({ status: SOLVED }) }).notices).toEqual([]);
	});

	it("compares an old ticket with what its history says it was", () => {
		const observation = observed(
			{ status: SOLVED, assignee: MINA },
			{ earlier: { status: OPEN }, changes: { status: byMina(3) }, messages: [message("m1", at(2))] },
		);
		const { notices } = lookAt({ observation });
		expect(notices.map(({ events }) => events.map(({ id }) => id))).toEqual([
			["desk:t1:reply.received:m1"],
			["desk:t1:ticket.closed:r2"],
		]);
	});

	it("leaves out what was written before the listening began", () => {
		const observation = observed({}, { messages: [message("old", at(-1)), message("new", at(1))] });
		expect(lookAt({ observation }).notices.map(({ events }) => events[0].id)).toEqual([
			"desk:t1:reply.received:new",
		]);
	});

	it("goes on counting where a forgotten snapshot stopped", () => {
		const observation = observed({}, { messages: [message("new", at(1))] });
		const { notices } = lookAt({ observation, lastRevision: 7 });
		expect(notices[0]?.revision).toBe(8);
	});
});

describe("a change of a field", () => {
	const first = { observation: observed() };

	it.each([
		["ticket.status_changed", observed({ status: { category: "pending", label: null } })],
		["ticket.status_changed", observed({ status: { category: "open", label: "In review" } })],
		["ticket.closed", observed({ status: SOLVED })],
		["ticket.assigned", observed({ assignee: KEN })],
		["ticket.moved", observed({ department: { id: "d2", name: "Sales" } })],
		["ticket.moved", observed({ department: null })],
		["ticket.priority_changed", observed({ priority: { level: "high", label: null } })],
		["ticket.priority_changed", observed({ priority: null })],
		["ticket.escalated", observed({}, { escalated: true })],
		["ticket.overdue", observed({ dueAt: at(10) }, { overdue: true })],
	])("is %s, once", (type, observation) => {
		expect(typesOf(lookAt(first, { observation }))).toEqual([[type]]);
		expect(lookAt(first, { observation }, { observation }).notices).toEqual([]);
	});

	it("is nothing when only a department's name changed", () => {
		const observation = observed({ department: { id: "d1", name: "Help" } });
		expect(lookAt(first, { observation }).notices).toEqual([]);
	});

	it("of several fields is one notice, the most telling first", () => {
		const observation = observed(
			{ status: SOLVED, assignee: KEN, priority: null, department: null },
			{ escalated: true },
		);
		expect(typesOf(lookAt(first, { observation }))).toEqual([
			["ticket.closed", "ticket.assigned", "ticket.moved", "ticket.priority_changed", "ticket.escalated"],
		]);
	});

	it("back to where it was between two looks is nothing", () => {
		expect(lookAt(first, { observation: observed({ updatedAt: at(9) }) }).notices).toEqual([]);
	});

	it("from solved to open is a reopening and nothing else", () => {
		const solved = { observation: observed({ status: SOLVED }) };
		const { notices } = lookAt(solved, first);
		expect(notices[0]?.events).toMatchObject([{ type: "ticket.reopened", from: SOLVED, to: OPEN }]);
	});

	it("from solved to closed is no second closing", () => {
		const solved = { observation: observed({ status: SOLVED }) };
		const closed = { observation: observed({ status: { category: "closed", label: null } }) };
		expect(typesOf(lookAt(solved, closed))).toEqual([["ticket.status_changed"]]);
	});

	it("has the time and the actor that the history names", () => {
		const observation = observed({ status: SOLVED }, { changes: { status: byMina(4) } });
		expect(lookAt(first, { observation }).notices[0]).toMatchObject({
			at: at(4),
			events: [{ at: at(4), actor: { agentId: "a1" } }],
		});
	});

	it("has the ticket's own time and nobody's name where the history is behind", () => {
		const assigned = observed({ assignee: MINA }, { changes: { assignee: byMina(4) } });
		const again = observed({ assignee: KEN, updatedAt: at(8) }, { changes: { assignee: byMina(4) } });
		expect(lookAt(first, { observation: assigned }, { observation: again }).notices[0]).toMatchObject({
			at: at(8),
			events: [{ actor: null, to: KEN }],
		});
	});
});

describe("messages", () => {
	it("of the same time are all told, also when one shows later", () => {
		const one = { observation: observed({}, { messages: [message("m1", at(1))] }) };
		const both = { observation: observed({}, { messages: [message("m1", at(1)), message("m2", at(1))] }) };
		expect(lookAt(one, both).notices.map(({ events }) => events[0].id)).toEqual([
			"desk:t1:reply.received:m2",
		]);
	});

	it("that show after a newer one are told, each once", () => {
		const newer = { observation: observed({}, { messages: [message("m2", at(9))] }) };
		const late = { observation: observed({}, { messages: [message("m1", at(5)), message("m2", at(9))] }) };
		expect(lookAt(newer, late).notices).toHaveLength(1);
		expect(lookAt(newer, late, late).notices).toEqual([]);
	});

	it("that were forgotten by their age are not told again", () => {
		const old = message("m1", at(1));
		const looks = [
			{ observation: observed({}, { messages: [old] }) },
			{ observation: observed({}, { messages: [old, message("m2", at(30))] }) },
			{ observation: observed({}, { messages: [old, message("m2", at(30))] }) },
		];
		expect(lookAt(...looks).notices).toEqual([]);
	});

	it("keep who wrote them as the actor, and nothing of it in the message", () => {
		const actor = { agentId: MINA.id, name: "Mina" };
		const observation = observed({}, { messages: [message("m1", at(1), { kind: "comment", actor })] });
		const event = lookAt({ observation }).notices[0]?.events[0];
		expect(event).toMatchObject({ type: "comment.added", actor, message: { id: "m1" } });
		expect(event && "message" in event && event.message).not.toHaveProperty("actor");
	});

	it("come before a change of the same moment", () => {
		const observation = observed(
			{ status: SOLVED },
			{ messages: [message("m1", at(4), { kind: "outgoing" })], changes: { status: byMina(4) } },
		);
		expect(typesOf(lookAt({ observation: observed() }, { observation }))).toEqual([
			["reply.sent"],
			["ticket.closed"],
		]);
	});

	it("leave nothing of what they say in the snapshot", () => {
		const observation = observed(
			{ requester: { id: "r", name: "Secret Aya", email: null }, subject: "Secret subject" },
			{ messages: [message("m1", at(1), { text: "Secret text" })] },
		);
		expect(JSON.stringify(lookAt({ observation }).snapshot)).not.toContain("Secret");
	});
});

describe("running late", () => {
	const late = { observation: observed(), overdueHint: at(10) };
	const quiet = { observation: observed() };

	it("is told once when a poll says so, also when it says so again", () => {
		expect(lookAt(quiet, late).notices[0]).toMatchObject({
			at: at(10),
			events: [{ type: "ticket.overdue" }],
		});
		expect(lookAt(quiet, late, quiet, late).notices).toEqual([]);
	});

	it("is told again for a later promise after it was solved and opened again", () => {
		const solved = { observation: observed({ status: SOLVED }) };
		const again = { observation: observed(), overdueHint: at(50) };
		expect(typesOf(lookAt(quiet, late, solved, quiet, again))).toEqual([["ticket.overdue"]]);
		expect(lookAt(quiet, late, solved, quiet, late).notices).toEqual([]);
	});

	it("of a solved ticket is nothing", () => {
		expect(lookAt({ observation: observed({ status: SOLVED }), overdueHint: at(10) }).notices).toEqual([]);
	});

	it("from before the listening is nothing, after it is told", () => {
		const before = observed({ dueAt: at(-10) }, { overdue: true });
		expect(lookAt({ observation: before }).notices).toEqual([]);
		const after = observed({ dueAt: at(10) }, { overdue: true });
		expect(typesOf(lookAt({ observation: after }))).toEqual([["ticket.overdue"]]);
		expect(lookAt({ observation: observed(), overdueHint: at(-10) }).notices).toEqual([]);
	});
});

describe("a blueprint", () => {
	const outside = { observation: observed(), blueprint: null };
	const inReview = { observation: observed(), blueprint: blueprint("Review") };

	it("is told once when a ticket enters it", () => {
		expect(typesOf(lookAt(outside, inReview))).toEqual([["transition.upcoming"]]);
		expect(lookAt(outside, inReview, inReview).notices).toEqual([]);
	});

	it("is told again for another state, and for another assignee", () => {
		const refunded = { ...inReview, blueprint: blueprint("Refund") };
		const forKen = { observation: observed({ assignee: KEN }), blueprint: blueprint("Review") };
		expect(typesOf(lookAt(inReview, refunded))).toEqual([["transition.upcoming"]]);
		expect(typesOf(lookAt(inReview, forKen))).toEqual([["ticket.assigned"], ["transition.upcoming"]]);
	});

	it("says nothing of a state that a ticket had before anybody looked", () => {
		expect(lookAt(inReview).notices).toEqual([]);
	});

	it("is told with a new ticket", () => {
		const observation = observed({ createdAt: at(1) });
		expect(typesOf(lookAt({ observation, blueprint: blueprint("Review") }))).toEqual([
			["ticket.created"],
			["transition.upcoming"],
		]);
	});

	it("says nothing where nothing can be done next, or it was not read", () => {
		expect(lookAt(outside, { ...inReview, blueprint: blueprint("End", 0) }).notices).toEqual([]);
		expect(lookAt(inReview, { observation: observed(), blueprint: undefined }, inReview).notices).toEqual([]);
	});

	it("is nobody's own action", () => {
		const observation = observed({ assignee: MINA }, { changes: { assignee: byMina(2) } });
		const { notices } = lookAt(outside, { observation, blueprint: blueprint("Review") });
		expect(notices[1]?.events[0].actor).toBeNull();
	});
});

describe("a rating", () => {
	it("is a notice of its own with the rating's id", () => {
		const rating = { id: "r9", ticketId: "t1", score: "good", comment: null, ratedAt: at(7) } as const;
		const { notices } = lookAt({ observation: observed(), ratings: [rating] });
		expect(notices[0]).toMatchObject({ at: at(7), events: [{ id: "desk:t1:rating.received:r9", rating }] });
	});
});
