import { describe, expect, it } from "vitest";
import { markOf, type OperationInput } from "../../../src/services/operations/input.ts";

const targets = { from: null, to: [{ name: null, address: "aya@globex.example" }], cc: [] };
const input: OperationInput<"reply"> = { text: "Hello", status: null, targets, attachments: [] };

describe("what was confirmed", () => {
	it("is the same whatever order its parts were written in", async () => {
		const turned = { attachments: [], targets, status: null, text: "Hello" };
		expect(await markOf({ kind: "reply", input: turned })).toBe(await markOf({ kind: "reply", input }));
	});

	it.each([
		["another text", { text: "Hello there" }],
		["another status", { status: "solved" }],
		["another recipient", { targets: { ...targets, cc: targets.to } }],
		["a file more", { attachments: ["F1"] }],
	])("is something else with %s", async (_, change) => {
		const changed = await markOf({ kind: "reply", input: { ...input, ...change } });
		expect(changed).not.toBe(await markOf({ kind: "reply", input }));
	});
});
