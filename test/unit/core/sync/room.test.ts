import { describe, expect, it } from "vitest";
import { restUntil } from "../../../../src/core/sync/room.ts";

const NOW = 1_000_000;

describe("work in the background", () => {
	it.each([
		["goes on where nothing is known", null, null],
		["goes on while a tenth is left", { left: 40, of: 400, resetsAt: null }, null],
		[
			"rests below a tenth, until the vendor's own time",
			{ left: 39, of: 400, resetsAt: NOW + 42_000 },
			NOW + 42_000,
		],
		["rests a moment where that time is over", { left: 0, of: 400, resetsAt: NOW - 5_000 }, NOW + 1_000],
		[
			"looks again after a while where no time is told",
			{ left: 0, of: 5_000, resetsAt: null },
			NOW + 900_000,
		],
	])("%s", (_name, room, until) => {
		expect(restUntil(room, NOW)).toBe(until);
	});
});
