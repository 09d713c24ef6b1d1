import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCommand } from "../../../src/core/command.ts";
import {
	type Action,
	MORE_ACTION_ID,
	parseAction,
	toActionId,
	toActionValue,
	toOptionValue,
} from "../../../src/slack/actions.ts";

const ACTIONS: Action[] = [
	{ kind: "open" },
	{ kind: "sign_in" },
	{ kind: "refresh", deskId: "d1", ticketId: "520000000006907" },
	{ kind: "share", deskId: "d1", ticketId: "1042" },
	{ kind: "show", deskId: "d1", ticketId: "1042" },
	{ kind: "run", deskId: "d1", command: parseCommand('search 𠮷野家 "x"'), cursor: "abc==", from: 11 },
	{ kind: "run", deskId: null, command: parseCommand("hlep"), cursor: null, from: 1 },
	{ kind: "not_me", linkId: "l-1" },
	...(["reply", "comment", "status", "assign", "assign_me", "priority", "tags", "move"] as const).map(
		(kind) => ({ kind, deskId: "d1", ticketId: "1042" }),
	),
	{ kind: "create", deskId: "d1" },
	{ kind: "create", deskId: null },
	{ kind: "send_again", operationId: "op-1" },
];

describe("an action", () => {
	it.each(ACTIONS.map((action) => [action.kind, action] as const))("%s survives a button", (kind, action) => {
		for (const index of [0, 3]) {
			expect(parseAction({ actionId: toActionId(kind, index), value: toActionValue(action) })).toEqual(
				action,
			);
		}
	});

	it("that leads to a page needs no value", () => {
		expect(parseAction({ actionId: "open", value: null })).toEqual({ kind: "open" });
	});

	it("of a list row fits into an option of a select", () => {
		const show: Action = { kind: "show", deskId: "x".repeat(22), ticketId: "5".repeat(19) };
		expect(toActionValue(show)?.length).toBeLessThanOrEqual(75);
	});

	it("of a ticket survives an overflow menu, with the longest ids too", () => {
		for (const kind of ["refresh", "priority", "tags", "move"] as const) {
			const action = { kind, deskId: "x".repeat(22), ticketId: "5".repeat(19) };
			const value = toOptionValue(action);
			expect(value?.length).toBeLessThanOrEqual(75);
			expect(parseAction({ actionId: MORE_ACTION_ID, value })).toEqual(action);
		}
	});

	it("has at most 2000 characters, or none", () => {
		const long = (length: number): Action => ({
			kind: "run",
			deskId: "d1",
			command: { verb: "help" },
			cursor: "x".repeat(length),
			from: 1,
		});
		expect(toActionValue(long(5000))).toBeNull();
		fc.assert(
			fc.property(fc.nat(2500), fc.string({ unit: "binary", maxLength: 300 }), (length, text) => {
				const value = toActionValue({ ...long(length), command: parseCommand(text) } as Action);
				expect(value?.length ?? 0).toBeLessThanOrEqual(2000);
			}),
		);
	});

	it("with the longest command still has room for a cursor", () => {
		for (const text of [
			'"'.repeat(200),
			"\\x".repeat(200),
			"𠮷".repeat(200),
			`<https://a.example/${"é".repeat(400)}>`,
		]) {
			const run: Action = {
				kind: "run",
				deskId: "x".repeat(22),
				command: parseCommand(text),
				cursor: "c".repeat(500),
				from: 1,
			};
			expect(toActionValue(run)).not.toBeNull();
		}
	});
});

describe("what isn't ours", () => {
	it.each([
		["unknown", "x"],
		["", null],
		["refresh", null],
		["refresh", "not json"],
		["refresh", '["d1"]'],
		["refresh", '["d1",5]'],
		["refresh", '["","5"]'],
		["share", '{"deskId":"d1"}'],
		["run", '["d1",{"verb":"erase"},null,1]'],
		["run", '["d1",{"verb":"help"},null,0]'],
		["run", '["d1",{"verb":"help"}]'],
		["run", `["d1",{"verb":"help"},"${"x".repeat(2000)}",1]`],
		["more", '["d1","5"]'],
		["more", "share"],
		["more", 'not_me:["d1","5"]'],
		["more", 'more:refresh:["d1","5"]'],
		["more", 'send_again:["d1","5"]'],
		["more", null],
		["reply", '["d1"]'],
		["create", '[""]'],
		["create", "{}"],
		["create", null],
		["send_again", ""],
		["send_again", "x".repeat(65)],
		["not_me", ""],
		["not_me", null],
		["__proto__", "[]"],
	])("%j with %j is no action", (actionId, value) => {
		expect(parseAction({ actionId, value })).toBeNull();
	});

	it("never throws", () => {
		fc.assert(
			fc.property(
				fc.constantFrom("refresh", "run", "show:2", "not_me", "create", "more", "send_again", "x"),
				fc.oneof(fc.string(), fc.json()),
				(actionId, value) => {
					expect(() => parseAction({ actionId, value })).not.toThrow();
				},
			),
		);
	});
});
