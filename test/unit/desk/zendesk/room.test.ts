import { describe, expect, it } from "vitest";
import { parseRoom } from "../../../../src/desk/zendesk/room.ts";

const NOW = 1_000_000;
const parse = (headers: Record<string, string>) => parseRoom(new Headers(headers), NOW);

describe("an account's calls of the minute", () => {
	it("are what the answer says of them", () => {
		const headers = { "ratelimit-limit": "400", "ratelimit-remaining": "39", "ratelimit-reset": "42" };
		expect(parse(headers)).toEqual({ of: 400, left: 39, resetsAt: NOW + 42_000 });
	});

	it("may come without a time", () => {
		expect(parse({ "ratelimit-limit": "400", "ratelimit-remaining": "0" })).toEqual({
			of: 400,
			left: 0,
			resetsAt: null,
		});
	});

	it.each([{}, { "ratelimit-limit": "400" }, { "ratelimit-limit": "many", "ratelimit-remaining": "-1" }])(
		"aren't known from %j",
		(headers) => {
			expect(parse(headers as Record<string, string>)).toBeNull();
		},
	);
});
