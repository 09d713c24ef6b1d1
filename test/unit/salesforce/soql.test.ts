import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	compare,
	day,
	id,
	moment,
	name,
	number,
	pattern,
	quoted,
	reference,
	select,
} from "../../../src/salesforce/soql.ts";
import { readCondition, readQuery, unquote } from "./soql-values.ts";

const FIELD = name("Name");

/** Text with much of what means something to SOQL, LIKE, addresses and composite calls. */
const hostile = fc
	.array(
		fc.oneof(
			fc.constantFrom("'", "\\", '"', "%", "_", "\n", "\r", "\t", "\b", "\f", "\0", "\u007f", "\u2028"),
			fc.constantFrom("' OR '1'='1", "\\'", ") OR (Id != null", "@{contact.records[0].Id}", "--", "/*"),
			fc.string({ unit: "binary" }),
			fc.constantFrom("株式会社", "\uD83D\uDE00", "\uD83D"),
		),
		{ maxLength: 8 },
	)
	.map((parts) => parts.join(""));

describe("a quoted value", () => {
	it("is read by Salesforce as exactly what it was, whatever it is", () => {
		fc.assert(
			fc.property(hostile, (value) => {
				const [condition, ...others] = readCondition(compare(FIELD, "=", quoted(value)));
				expect(others).toEqual([]);
				expect(condition).toEqual({ field: "Name", operator: "=", values: [value.toWellFormed()] });
			}),
			{ numRuns: 500 },
		);
	}, 30_000);

	it("survives the way through an address", () => {
		fc.assert(
			fc.property(hostile, (value) => {
				const soql = compare(FIELD, "=", quoted(value));
				expect(decodeURIComponent(encodeURIComponent(soql))).toBe(soql);
			}),
		);
	});

	it("is never taken for a reference to another part of the call", () => {
		fc.assert(fc.property(hostile, (value) => !quoted(value).includes("@{")));
		expect(unquote(quoted("a@{b.id}"))).toBe("a@{b.id}");
	});
});

describe("a pattern", () => {
	it.each(["anywhere", "start"] as const)(
		"%s matches the value's own signs only as themselves",
		(where) => {
			fc.assert(
				fc.property(hostile, (value) => {
					const literal = pattern(value, where);
					const inner = literal.slice(where === "anywhere" ? 2 : 1, -2);
					expect(literal.endsWith("%'")).toBe(true);
					// No wildcard is left that isn't escaped.
					expect(inner.replace(/\\[\s\S]/g, "")).not.toMatch(/[%_']/);
					expect(unquote(`'${inner}'`)).toBe(value.toWellFormed());
					expect(readCondition(compare(FIELD, "LIKE", literal))).toHaveLength(1);
				}),
				{ numRuns: 300 },
			);
		},
		30_000,
	);
});

describe("names and ids", () => {
	it("are refused unless they have the form of one", () => {
		fc.assert(
			fc.property(hostile, (text) => {
				fc.pre(!/^[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*){0,5}$/.test(text));
				expect(() => name(text)).toThrow(TypeError);
				expect(() => id(text)).toThrow(TypeError);
			}),
		);
	});

	it.each(["", "Id ", "Id;", "Name, Id", "1Name", "A.", ".A", "a.b.c.d.e.f.g", "Name FROM User", "Ñame"])(
		"%j is no name",
		(text) => {
			expect(() => name(text)).toThrow(TypeError);
		},
	);

	it.each(["001", "00100000000000000", "001000000000001AA'", "001000000000001AAAA"])(
		"%j is no id",
		(text) => {
			expect(() => id(text)).toThrow(TypeError);
		},
	);

	it("of another part are references only", () => {
		expect(reference("contact.records[0].AccountId")).toBe("'@{contact.records[0].AccountId}'");
		for (const text of ["a}", "a b", "a'", "", "a..b"]) expect(() => reference(text)).toThrow(TypeError);
	});
});

describe("other values", () => {
	it.each(["1", "-1", "1.5", "-0.25", "123456789012345678"])("%s is a number", (text) => {
		expect(number(text)).toBe(text);
	});

	it.each(["", "1e5", "0x10", "1,000", "1 OR 1=1", "NaN", "--1", "1.", ".5", "１", "1234567890123456789"])(
		"%j is none",
		(text) => {
			expect(number(text)).toBeNull();
		},
	);

	it.each(["2026-02-29", "2026-13-01", "2026-1-1", "TODAY", "2026-01-01T00:00:00Z", ""])(
		"%j is no day",
		(text) => {
			expect(day(text)).toBeNull();
		},
	);

	it("are days that exist", () => {
		expect(day("2028-02-29")).toBe("2028-02-29");
	});

	it("are moments in UTC, with a fraction only where there is one", () => {
		expect(moment(Date.parse("2026-11-21T09:30:00Z"))).toBe("2026-11-21T09:30:00Z");
		expect(moment(Date.parse("2026-11-21T18:30:00.250+09:00"))).toBe("2026-11-21T09:30:00.250Z");
	});
});

it("a whole query is what it says", () => {
	const soql = select({
		fields: [name("Id"), name("Owner.Name")],
		from: name("Contact"),
		where: [compare(name("Email"), "=", quoted("o'hara@example.com"))],
		orderBy: [{ field: name("SystemModstamp"), direction: "DESC" }, { field: name("Id") }],
		limit: 5,
	});
	expect(soql).toBe(
		"SELECT Id, Owner.Name FROM Contact WHERE Email = 'o\\'hara@example.com' ORDER BY SystemModstamp DESC, Id LIMIT 5",
	);
	expect(readQuery(soql)).toMatchObject({ object: "Contact", fields: ["Id", "Owner.Name"], limit: 5 });
});
