import { describe, expect, it } from "vitest";
import type { SourceField, SourceType } from "../../../src/core/sync/fields.ts";
import { operatorsFor, takesValues } from "../../../src/core/sync/filter-operators.ts";
import { compileCondition } from "../../../src/salesforce/condition.ts";
import { name } from "../../../src/salesforce/soql.ts";

const VALUES: Readonly<Record<SourceType, string>> = {
	text: "Acme",
	long_text: "Acme",
	phone: "+44 20",
	email: "a@acme.example",
	url: "acme.example",
	choice: "Gold",
	choices: "Gold",
	boolean: "true",
	integer: "5",
	decimal: "5.5",
	currency: "5.5",
	percent: "5.5",
	date: "2026-11-22",
	moment: "2026-11-22",
	reference: "001000000000001AAA",
	other: "",
};
const TYPES = Object.keys(VALUES) as SourceType[];

describe("the questions that are offered for a field", () => {
	it.each(TYPES.filter((type) => type !== "other"))("can all be asked of %s", (type) => {
		const flags = { isFormula: false, isFilterable: true, isWritable: true, isUnique: false };
		const texts = { path: "Field__c", label: "", length: null, options: [], leadsTo: null };
		const field: SourceField = { ...texts, ...flags, type };
		const refused = operatorsFor(type).filter((operator) => {
			const values = takesValues(operator) ? [VALUES[type]] : [];
			return "refusal" in compileCondition({ operator, values }, field, name("Field__c"));
		});
		expect(operatorsFor(type).length).toBeGreaterThan(1);
		expect(refused).toEqual([]);
	});

	it("are none for what can't be compared", () => {
		expect(operatorsFor("other")).toEqual([]);
	});
});
