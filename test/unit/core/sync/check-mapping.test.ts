import { describe, expect, it } from "vitest";
import { checkMappings, findUnknownChoices, findUnmapped } from "../../../../src/core/sync/check-mapping.ts";
import type { FieldMapping, SourceField, TargetField } from "../../../../src/core/sync/fields.ts";

function source(path: string, over: Partial<SourceField> = {}): SourceField {
	const flags = { isFormula: false, isFilterable: true, isWritable: true, isUnique: false };
	return { path, label: path, type: "text", length: null, options: [], leadsTo: null, ...flags, ...over };
}

function target(id: string, over: Partial<TargetField> = {}): TargetField {
	return {
		id,
		label: id,
		type: "text",
		isCustom: false,
		isRequired: false,
		length: null,
		options: [],
		...over,
	};
}

function from(text: string, to: string, choices: Record<string, string> = {}): FieldMapping {
	const isTemplate = text.includes("{");
	const read = isTemplate ? { kind: "template" as const, text } : { kind: "field" as const, path: text };
	return { target: to, source: read, policy: "overwrite", choices };
}

const SOURCES = new Map(
	[
		source("Name"),
		source("IsActive", { type: "boolean" }),
		source("Secret__c", { type: "other" }),
		source("Tier__c", {
			type: "choice",
			options: ["Gold", "Silver"].map((value) => ({ value, label: value })),
		}),
	].map((field) => [field.path, field]),
);
const TARGETS = new Map(
	[
		target("name", { role: "name" }),
		target("notes", { type: "long_text" }),
		target("seats", { type: "integer" }),
		target("tier", { type: "choice", options: [{ value: "gold", label: "Gold customers" }] }),
	].map((field) => [field.id, field]),
);

const refusalOf = (mapping: FieldMapping) => checkMappings([mapping], SOURCES, TARGETS).get(0) ?? null;

describe("a mapping", () => {
	it.each([
		["a field of a kind that fits", from("Name", "name"), null],
		["words with fields into a text", from("{Name} ({Tier__c})", "notes"), null],
		["nothing", from("", "name"), "no_source"],
		["a field that Salesforce doesn't have", from("Gone__c", "name"), "source_gone"],
		["words with such a field", from("{Name} {Gone__c}", "notes"), "source_gone"],
		["a field that the desk doesn't have", from("Name", "gone"), "target_gone"],
		["a text into a number", from("Name", "seats"), "cannot_map"],
		["words into a number", from("{Name}", "seats"), "cannot_map"],
		["what can't be read, within words", from("{Secret__c}", "notes"), "cannot_map"],
	])("from %s", (_what, mapping, refusal) => {
		expect(refusalOf(mapping)).toBe(refusal);
	});

	it("is refused where its target has one already, and the first stays", () => {
		const refusals = checkMappings([from("Name", "notes"), from("Tier__c", "notes")], SOURCES, TARGETS);
		expect([...refusals]).toEqual([[1, "twice"]]);
	});
});

describe("what has to be mapped", () => {
	it("is a name always, and what the desk needs", () => {
		const all = [...TARGETS.values(), target("plan", { isRequired: true })];
		const ids = (mappings: FieldMapping[]) => findUnmapped(mappings, all).map(({ id }) => id);
		expect(ids([])).toEqual(["name", "plan"]);
		expect(ids([from("Name", "name"), from("Name", "plan")])).toEqual([]);
	});
});

describe("choices without a counterpart", () => {
	const unknown = (choices: Record<string, string>) =>
		findUnknownChoices(from("Tier__c", "tier", choices), SOURCES.get("Tier__c"), TARGETS.get("tier"));

	it("are those that the desk has neither as a value nor by a name, upper or lower case", () => {
		expect(unknown({})).toEqual(["Silver"]);
	});

	it("are none that somebody said what they are, or that they are left empty", () => {
		expect(unknown({ Silver: "gold" })).toEqual([]);
		expect(unknown({ Silver: "" })).toEqual([]);
	});

	it("are those, too, that were mapped to what the desk no longer has", () => {
		expect(unknown({ Gold: "platinum", Silver: "" })).toEqual(["Gold"]);
	});
});
