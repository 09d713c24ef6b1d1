import { describe, expect, test } from "vitest";
import { parseId, toId, toId18, toSortKey } from "../../../../sandbox/vendors/salesforce/ids.ts";

describe("record ids", () => {
	test.each([
		["001000000000001", "001000000000001AAA"],
		["00D000000000001", "00D000000000001EAA"],
		["0015000000VALDt", "0015000000VALDtAAP"],
	])("%s has its check letters", (short, long) => {
		expect(toId18(short)).toBe(long);
	});

	test("are numbered within an object and an org", () => {
		expect(toId("003", "GA0", 1)).toMatch(/^003GA0000000001\w{3}$/);
		expect(new Set(Array.from({ length: 5000 }, (_, n) => toId("003", "GA0", n))).size).toBe(5000);
	});

	test("are recognised by their length and letters", () => {
		expect(parseId("001000000000001AAA")).toBe("001000000000001");
		expect(parseId("001000000000001")).toBe("001000000000001");
		expect(["", "48213", "00100000000000-", "001000000000001AA"].map(parseId)).toEqual([
			null,
			null,
			null,
			null,
		]);
	});

	test("are in the order of their numbers, which is not that of their letters", () => {
		const ids = Array.from({ length: 200 }, (_, n) => toId("003", "GA0", n));
		expect(ids.map(toSortKey)).toEqual(ids.map(toSortKey).sort());
		expect([...ids].sort()).not.toEqual(ids);
	});
});
