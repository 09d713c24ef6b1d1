import { describe, expect, it } from "vitest";
import { toCsvLine } from "../../../src/lib/csv.ts";

describe("a line of CSV", () => {
	it("keeps commas, quotes and line ends inside their cell", () => {
		expect(toCsvLine(["a,b", 'say "hi"', "two\nlines", 7, null])).toBe(
			'"a,b","say ""hi""","two\nlines",7,\r\n',
		);
	});

	it("writes what a spreadsheet would run as the text it is", () => {
		for (const formula of ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "＝1", "|cmd"])
			expect(toCsvLine([formula])).toBe(`"'${formula}"\r\n`);
	});

	it("leaves other text alone", () => {
		expect(toCsvLine(["#support", "田中=さん"])).toBe('"#support","田中=さん"\r\n');
	});
});
