import { describe, expect, it } from "vitest";
import { parseRecordId } from "../../../../src/services/sync/sync-record.ts";

describe("the record of a pasted text", () => {
	it.each([
		["an id of 18 characters", "0015g00000A1bCdAAJ"],
		["with spaces around it", "  0015g00000A1bCdAAJ "],
		[
			"a page of Lightning",
			"https://acme.lightning.force.com/lightning/r/Account/0015g00000A1bCdAAJ/view?ws=%2Flightning",
		],
		["a page of Classic", "https://acme.my.salesforce.com/0015g00000A1bCdAAJ"],
		["15 characters", "0015g00000A1bCd"],
	])("is found in %s", (_what, text) => {
		expect(parseRecordId(text)).toBe("0015g00000A1bCdAAJ");
	});

	it.each(["", "Acme", "https://acme.my.salesforce.com/home", "0015g00000A1bCdAAJx"])(
		"is none in %j",
		(text) => {
			expect(parseRecordId(text)).toBeNull();
		},
	);
});
