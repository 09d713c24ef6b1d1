import { describe, expect, it } from "vitest";
import { findMoves } from "../../../src/services/workspaces/channel-moves.ts";

const map = (channels: Record<string, string>) =>
	Object.entries(channels).map(([departmentId, channelId]) => ({ departmentId, channelId }));
const moves = (before: Record<string, string>, after: Record<string, string>) =>
	findMoves("w1", map(before), map(after)).map(({ from, to }) => `${from}>${to}`);

describe("what waits for a channel that is not mapped any more", () => {
	it.each([
		["another channel for all", { "*": "C1" }, { "*": "C2" }, ["C1>C2"]],
		["the same channel again", { "*": "C1" }, { "*": "C1" }, []],
		["one channel for all in place of many", { a: "C1", b: "C2" }, { "*": "C3" }, ["C1>C3", "C2>C3"]],
		["one of the many for all", { a: "C1", b: "C2" }, { "*": "C2" }, ["C1>C2"]],
		["another channel for one department", { a: "C1", b: "C2" }, { a: "C3", b: "C2" }, ["C1>C3"]],
		[
			"another channel for two departments that share it",
			{ a: "C1", b: "C1" },
			{ a: "C2", b: "C2" },
			["C1>C2"],
		],
	])("goes to the one in its place: %s", (_, before, after, expected) => {
		expect(moves(before, after)).toEqual(expected);
	});

	it.each([
		["departments part", { a: "C1", b: "C1" }, { a: "C2", b: "C3" }],
		["its department goes nowhere now", { a: "C1", b: "C2", c: "C3" }, { b: "C2", c: "C3" }],
		["another department still has it", { a: "C1", b: "C1" }, { a: "C2", b: "C1" }],
		["all parts into many", { "*": "C1" }, { a: "C2", b: "C3" }],
	])("stays where it is unless there is one: %s", (_, before, after) => {
		expect(moves(before, after)).toEqual([]);
	});
});
