import { describe, expect, it } from "vitest";
import type { SourceField, TargetField } from "../../../../src/core/sync/fields.ts";
import { fitToKinds } from "../../../../src/core/sync/fit-kinds.ts";
import type { MatchRule } from "../../../../src/core/sync/settings.ts";

const target = (id: string, role?: TargetField["role"]): TargetField => ({
	id,
	...(role && { role }),
	label: id,
	type: "text",
	isCustom: false,
	isRequired: false,
	length: null,
	options: [],
});
const source = (path: string): SourceField => ({
	path,
	label: path,
	type: "text",
	isFormula: false,
	isFilterable: true,
	isWritable: true,
	isUnique: false,
	length: null,
	options: [],
	leadsTo: null,
});
const person = [target("lastName", "last_name"), target("phone", "phone"), target("nick")];
const organization = [target("accountName", "name"), target("phone", "phone"), target("area")];
const PATHS = { name: "Name", last_name: "LastName", phone: "Phone" };
const SOURCES = Object.values(PATHS).map(source);
const from = (to: string, path: string) => ({
	target: to,
	source: { kind: "field" as const, path },
	policy: "append" as const,
	choices: {},
});
const asPerson = {
	becomes: ["person"] as const,
	fields: [from("lastName", "Name"), from("phone", "Fax"), from("nick", "Name")],
	matchRules: [
		{ by: "external_id" },
		{ by: "email", path: "PersonEmail" },
		{ by: "field", path: "Name", target: "nick" },
	] satisfies MatchRule[],
};

describe("an object that becomes other kinds", () => {
	it("keeps what was chosen, and gets the usual fields and rules of the kind that is new", () => {
		const both = new Map([["organization", organization] as const, ["person", person] as const]);
		const { fields, matchRules } = fitToKinds(asPerson, both, PATHS, SOURCES);
		expect(fields).toEqual([...asPerson.fields, { ...from("accountName", "Name"), policy: "overwrite" }]);
		expect(matchRules).toEqual([...asPerson.matchRules, { by: "name", path: "Name" }]);
	});

	it("loses the fields and rules of a kind that it becomes no more", () => {
		const only = new Map([["organization", organization] as const]);
		const { fields, matchRules } = fitToKinds(asPerson, only, PATHS, SOURCES);
		expect(fields.map((one) => one.target)).toEqual(["phone", "accountName"]);
		expect(matchRules).toEqual([{ by: "external_id" }, { by: "name", path: "Name" }]);
	});

	it("stays as it is while the kinds do", () => {
		const same = new Map([["person", person] as const]);
		const { fields, matchRules } = fitToKinds(asPerson, same, PATHS, SOURCES);
		expect({ fields, matchRules }).toEqual({ fields: asPerson.fields, matchRules: asPerson.matchRules });
	});
});
