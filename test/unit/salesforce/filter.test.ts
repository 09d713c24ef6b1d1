import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SourceField, SourceType } from "../../../src/core/sync/fields.ts";
import { FILTER_OPERATORS, type FilterCondition } from "../../../src/core/sync/settings.ts";
import type { VendorError } from "../../../src/lib/errors.ts";
import { compileFilter } from "../../../src/salesforce/filter.ts";
import { readCondition } from "./soql-values.ts";

const TYPES: Readonly<Record<string, SourceType>> = {
	Id: "text",
	Name: "text",
	Email: "email",
	Phone: "phone",
	Website: "url",
	Notes__c: "long_text",
	Industry: "choice",
	Tiers__c: "choices",
	Active__c: "boolean",
	Seats__c: "integer",
	AnnualRevenue: "currency",
	Share__c: "percent",
	Score__c: "decimal",
	Since__c: "date",
	CreatedDate: "moment",
	OwnerId: "reference",
	"Owner.Name": "text",
	"Owner.Id": "text",
	BillingAddress: "other",
};

const FIELDS = new Map(Object.entries(TYPES).map(([path, type]) => [path, sourceField(path, type)]));

function sourceField(path: string, type: SourceType, isFilterable = true): SourceField {
	return {
		path,
		label: path,
		type,
		isFormula: false,
		isFilterable,
		isWritable: false,
		isUnique: false,
		length: null,
		options: [],
		leadsTo: null,
	};
}

const condition = (path: string, operator: FilterCondition["operator"], ...values: string[]) => ({
	path,
	operator,
	values,
});

const compile = (...all: FilterCondition[]) => compileFilter({ all, any: [] }, FIELDS);

const ACCOUNT = "001000000000001AAA";

describe("a condition", () => {
	it.each([
		[condition("Name", "is", "Acme"), "Name = 'Acme'"],
		[condition("Name", "is", "Acme", "O'Hara"), "Name IN ('Acme', 'O\\'Hara')"],
		[condition("Name", "is_not", "Acme"), "Name != 'Acme'"],
		[condition("Name", "is_not", "Acme", "Beta"), "(Name != 'Acme' AND Name != 'Beta')"],
		[condition("Name", "contains", "50%_a"), "Name LIKE '%50\\%\\_a%'"],
		[condition("Name", "starts_with", "A", "B"), "(Name LIKE 'A%' OR Name LIKE 'B%')"],
		[condition("Name", "greater", "M"), "Name > 'M'"],
		[condition("Name", "is_empty"), "Name = null"],
		[condition("Name", "is_not_empty"), "Name != null"],
		[condition("Name", "is", ""), "Name = ''"],
		[condition("Name", "is", " 株式会社 "), "Name = ' 株式会社 '"],
		[condition("Owner.Name", "is", "Mina"), "Owner.Name = 'Mina'"],
		[condition("OwnerId", "is", ACCOUNT), `OwnerId = '${ACCOUNT}'`],
		[condition("Owner.Id", "is_not", ACCOUNT), `Owner.Id != '${ACCOUNT}'`],
		[condition("OwnerId", "is_empty"), "OwnerId = null"],
		[condition("Industry", "is", "Energy"), "Industry = 'Energy'"],
		[condition("Industry", "contains", "ner"), "Industry LIKE '%ner%'"],
		[condition("Tiers__c", "includes", "A", "B"), "Tiers__c INCLUDES ('A', 'B')"],
		[condition("Tiers__c", "excludes", "A"), "Tiers__c EXCLUDES ('A')"],
		[condition("Tiers__c", "is", "A;B"), "Tiers__c = 'A;B'"],
		[condition("Active__c", "is", "True"), "Active__c = true"],
		[condition("Active__c", "is_not", "true", "false"), "(Active__c != true AND Active__c != false)"],
		[condition("Seats__c", "at_least", "10"), "Seats__c >= 10"],
		[condition("Seats__c", "is", "１０"), "Seats__c = 10"],
		[condition("AnnualRevenue", "greater", " 1000.50 "), "AnnualRevenue > 1000.50"],
		[condition("Share__c", "less", "-1"), "Share__c < -1"],
		[condition("Score__c", "is", "1", "2"), "Score__c IN (1, 2)"],
		[condition("Score__c", "at_most", "1", "2"), "(Score__c <= 1 OR Score__c <= 2)"],
		[condition("Since__c", "at_least", "2026-01-31"), "Since__c >= 2026-01-31"],
		[condition("CreatedDate", "greater", "2026-01-31T09:00:00+09:00"), "CreatedDate > 2026-01-31T00:00:00Z"],
		[condition("CreatedDate", "is", "2026-01-31 09:00"), "CreatedDate = 2026-01-31T09:00:00Z"],
		[
			condition("CreatedDate", "is", "2026-01-31"),
			"(CreatedDate >= 2026-01-31T00:00:00Z AND CreatedDate < 2026-02-01T00:00:00Z)",
		],
		[condition("CreatedDate", "less", "2026-01-31"), "CreatedDate < 2026-01-31T00:00:00Z"],
		[condition("CreatedDate", "at_most", "2026-01-31"), "CreatedDate < 2026-02-01T00:00:00Z"],
		[condition("CreatedDate", "greater", "2026-01-31"), "CreatedDate >= 2026-02-01T00:00:00Z"],
		[condition("CreatedDate", "at_least", "2026-01-31"), "CreatedDate >= 2026-01-31T00:00:00Z"],
		[
			condition("CreatedDate", "is_not", "2026-01-31"),
			"(CreatedDate < 2026-01-31T00:00:00Z OR CreatedDate >= 2026-02-01T00:00:00Z OR CreatedDate = null)",
		],
	])("%j is asked as %s", (asked, soql) => {
		expect(compile(asked)).toBe(soql);
		expect(readCondition(soql).length).toBeGreaterThan(0);
	});

	it.each([
		[condition("Seats__c", "is", "many"), "value"],
		[condition("Seats__c", "is", "1.5"), "value"],
		[condition("Seats__c", "is", ""), "value"],
		[condition("AnnualRevenue", "less", "1,000"), "value"],
		[condition("AnnualRevenue", "less", "1 OR Id != null"), "value"],
		[condition("Active__c", "is", "yes"), "value"],
		[condition("Since__c", "is", "2026-02-30"), "value"],
		[condition("Since__c", "is", "TODAY"), "value"],
		[condition("CreatedDate", "is", "2026-02-30"), "value"],
		[condition("CreatedDate", "is", "2026-01-31T25:00:00Z"), "value"],
		[condition("CreatedDate", "is", "yesterday"), "value"],
		[condition("OwnerId", "is", "Mina"), "value"],
		[condition("Id", "is", "' OR Id != '"), "value"],
		[condition("Name", "is"), "no_value"],
		[condition("Name", "contains", ""), "no_value"],
		[condition("OwnerId", "contains", "005"), "operator"],
		[condition("Tiers__c", "contains", "A"), "operator"],
		[condition("Industry", "includes", "Energy"), "operator"],
		[condition("Active__c", "less", "true"), "operator"],
		[condition("Active__c", "is_empty"), "operator"],
		[condition("BillingAddress", "is", "x"), "operator"],
		[condition("BillingAddress", "is_empty"), "operator"],
	])("%j is refused for its %s, by its place", (asked, refusal) => {
		const refused = { kind: "invalid", code: "INVALID_FILTER", fields: { "all.1": refusal } };
		expect(() => compile(condition("Name", "is", "Acme"), asked)).toThrow(expect.objectContaining(refused));
		const filter = { all: [], any: [asked] };
		expect(() => compileFilter(filter, FIELDS)).toThrow(
			expect.objectContaining({ fields: { "any.0": refusal } }),
		);
	});

	it("on a field that can't be asked about is refused", () => {
		const fields = new Map([["Notes__c", sourceField("Notes__c", "long_text", false)]]);
		const filter = { all: [condition("Notes__c", "is", "x")], any: [] };
		expect(() => compileFilter(filter, fields)).toThrow(
			expect.objectContaining({ code: "INVALID_FILTER", fields: { "all.0": "not_filterable" } }),
		);
	});

	it("on a field that isn't there names the field", () => {
		expect(() => compile(condition("Gone__c", "is", "x"))).toThrow(
			expect.objectContaining({ kind: "invalid", code: "INVALID_FIELD", fields: { Gone__c: "gone" } }),
		);
	});
});

describe("a filter", () => {
	it("without conditions asks nothing", () => {
		expect(compile()).toBeNull();
	});

	it("asks for all of some and any of others, without a doubt which belongs together", () => {
		const all = [condition("Name", "is", "Acme"), condition("Seats__c", "greater", "1")];
		const any = [condition("Industry", "is", "Energy"), condition("Owner.Name", "is_empty")];
		expect(compileFilter({ all, any }, FIELDS)).toBe(
			"(Name = 'Acme' AND Seats__c > 1 AND (Industry = 'Energy' OR Owner.Name = null))",
		);
	});

	const value = fc.oneof(
		fc.string({ unit: "binary", minLength: 1, maxLength: 12 }),
		fc.constantFrom(
			"' OR Name != '",
			"\\",
			"\\'",
			"%",
			"_",
			"@{a.id}",
			"\n",
			"1",
			"true",
			"2026-01-31",
			ACCOUNT,
		),
	);
	const filtersOf = (conditions: fc.Arbitrary<FilterCondition>) =>
		fc.record({ all: fc.array(conditions, { maxLength: 3 }), any: fc.array(conditions, { maxLength: 3 }) });

	it("carries every value as it was typed, and nothing else", () => {
		const filters = filtersOf(
			fc.record({
				path: fc.constantFrom("Name", "Email", "Phone", "Website", "Owner.Name"),
				operator: fc.constantFrom("is", "is_not", "contains", "starts_with", "less", "at_least"),
				values: fc.uniqueArray(value, { minLength: 1, maxLength: 3 }),
			}),
		);
		fc.assert(
			fc.property(filters, (filter) => {
				const asked = [...filter.all, ...filter.any];
				fc.pre(asked.length > 0);
				const typed = asked.flatMap(({ path, operator, values }) =>
					values.map((value) => `${path} ${inside(operator, value)}`),
				);
				const read = readCondition(compileFilter(filter, FIELDS) ?? "");
				const sent = read.flatMap(({ field, values }) => values.map((value) => `${field} ${value}`));
				expect(sent.sort()).toEqual(typed.sort());
			}),
			{ numRuns: 200 },
		);
	}, 30_000);

	it("reads only described fields, and refuses what it can't ask", () => {
		const path = fc.oneof(fc.constantFrom(...FIELDS.keys()), fc.string({ unit: "binary", maxLength: 12 }));
		const filters = filtersOf(
			fc.record({
				path,
				operator: fc.constantFrom(...FILTER_OPERATORS),
				values: fc.array(value, { maxLength: 2 }),
			}),
		);
		fc.assert(
			fc.property(filters, (filter) => {
				const soql = tryToCompile(filter);
				if (soql === null) return;
				for (const { field } of readCondition(soql)) expect(FIELDS.has(field)).toBe(true);
			}),
			{ numRuns: 300 },
		);
	}, 30_000);
});

function inside(operator: string, value: string): string {
	const text = value.toWellFormed();
	if (operator === "contains") return `%${text}%`;
	return operator === "starts_with" ? `${text}%` : text;
}

/** null for nothing to ask or a refusal; anything else than a refusal is a mistake. */
function tryToCompile(filter: Parameters<typeof compileFilter>[0]): string | null {
	try {
		return compileFilter(filter, FIELDS);
	} catch (error) {
		expect(error).toMatchObject({ name: "VendorError", kind: "invalid" });
		expect((error as VendorError).code).toMatch(/^INVALID_(FIELD|FILTER)$/);
		return null;
	}
}
