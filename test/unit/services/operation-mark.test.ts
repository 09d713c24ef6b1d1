import { describe, expect, it } from "vitest";
import { markOf } from "../../../src/services/operations/input.ts";

const targets = { from: null, to: [{ name: null, address: "aya@globex.example" }], cc: [] };
const reply = { kind: "reply", input: { text: "Hello", status: null, targets, attachments: [] } } as const;

describe("what was confirmed", () => {
	it("is the same whatever order its parts were written in", async () => {
		const { text, status, attachments } = reply.input;
		const turned = {
			kind: "reply",
			input: { attachments: [...attachments], targets, status, text },
		} as const;
		expect(await markOf({ ...turned, input: { ...turned.input } })).toBe(
			await markOf({ ...reply, input: { ...reply.input, attachments: [] } }),
		);
	});

	it.each([
		["another text", { text: "Hello there" }],
		["another status", { status: "solved" }],
		["another recipient", { targets: { ...targets, cc: targets.to } }],
		["a file more", { attachments: ["F1"] }],
	])("is something else with %s", async (_, change) => {
		const input = { ...reply.input, attachments: [] as string[], ...change };
		expect(await markOf({ kind: "reply", input })).not.toBe(
			await markOf({ kind: "reply", input: { ...reply.input, attachments: [] } }),
		);
	});
});
