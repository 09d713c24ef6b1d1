import { describe, expect, it } from "vitest";
import { applyPolicies, targetsToRead } from "../../../../src/core/sync/apply-policies.ts";
import type { FieldMapping, FieldPolicy, TargetField } from "../../../../src/core/sync/fields.ts";
import { hashValues } from "../../../../src/core/sync/hash-values.ts";
import { mapRecord, pathsOf } from "../../../../src/core/sync/map-record.ts";
import type { CrmRecord, FieldValue } from "../../../../src/core/sync/record.ts";

function record(fields: Record<string, FieldValue>): CrmRecord {
	return {
		object: "account",
		id: "001000000000001AAA",
		stampAt: 0,
		isDeleted: false,
		mergedInto: null,
		convertedTo: null,
		accountId: null,
		name: "Globex KK",
		fields,
	};
}

function field(target: string, path: string, policy: FieldPolicy = "overwrite"): FieldMapping {
	return { target, source: { kind: "field", path }, policy, choices: {} };
}

function template(target: string, text: string): FieldMapping {
	return { target, source: { kind: "template", text }, policy: "overwrite", choices: {} };
}

function targets(...fields: Partial<TargetField>[]): Map<string, TargetField> {
	const base = {
		label: "",
		type: "text",
		isCustom: true,
		isRequired: false,
		length: null,
		options: [],
	} as const;
	return new Map(fields.map((one) => [one.id ?? "", { ...base, id: "", ...one }]));
}

describe("a mapped record", () => {
	it("has a value per target, from fields and from words around them", () => {
		const mapped = mapRecord(
			record({ Name: "Globex KK", "Owner.Name": "Ken <b>" }),
			[field("name", "Name"), template("notes", "{Name} is {Owner.Name}'s")],
			targets({ id: "name" }, { id: "notes" }),
		);
		expect(mapped).toEqual({ values: { name: "Globex KK", notes: "Globex KK is Ken <b>'s" }, problems: [] });
	});

	it("has nothing where all fields of a template are empty", () => {
		const mapped = mapRecord(
			record({ Name: null, "Owner.Name": "" }),
			[template("notes", "{Name} of {Owner.Name}")],
			targets({ id: "notes" }),
		);
		expect(mapped.values).toEqual({ notes: null });
	});

	it("takes the last of two mappings onto one target, also when the first had a problem", () => {
		const mapped = mapRecord(
			record({ A: "x", B: 3 }),
			[field("count", "A"), field("count", "B")],
			targets({ id: "count", type: "integer" }),
		);
		expect(mapped).toEqual({ values: { count: 3 }, problems: [] });
	});

	it("is not to be written when a needed field is empty, a value doesn't fit, or the target is gone", () => {
		const mapped = mapRecord(
			record({ Name: " ", Size: "large" }),
			[field("name", "Missing"), field("size", "Size"), field("gone", "Name")],
			targets({ id: "name", isRequired: true }, { id: "size", type: "integer" }),
		);
		expect(mapped.problems.map(({ target, reason }) => [target, reason])).toEqual([
			["name", "required_missing"],
			["size", "invalid_value"],
			["gone", "field_gone"],
		]);
	});

	it("leaves out what is never cleared", () => {
		const mapped = mapRecord(
			record({ Phone: null }),
			[field("phone", "Phone", "never_clear")],
			targets({ id: "phone" }),
		);
		expect(mapped.values).toEqual({});
	});

	it("reads each path once, those of templates too", () => {
		const mappings = [field("a", "Name"), template("b", "{Name} {Owner.Name} {not a path}")];
		expect(pathsOf(mappings)).toEqual(["Name", "Owner.Name"]);
	});
});

describe("what is really written", () => {
	const all = targets({ id: "a" }, { id: "tags", type: "tags" }, { id: "phone", type: "phone" });

	it("asks the desk only for targets whose policy needs to know", () => {
		const mappings = [field("a", "A"), field("b", "B", "only_if_empty"), field("tags", "T", "append")];
		expect(targetsToRead(mappings)).toEqual(["b", "tags"]);
	});

	it("fills only what is empty", () => {
		const mappings = [field("a", "A", "only_if_empty")];
		expect(applyPolicies({ a: "new" }, { a: "old" }, mappings, all)).toEqual({});
		expect(applyPolicies({ a: "new" }, { a: "" }, mappings, all)).toEqual({ a: "new" });
	});

	it("adds what isn't there yet, and writes nothing when it is", () => {
		const mappings = [field("a", "A", "append"), field("tags", "T", "append")];
		expect(applyPolicies({ a: "two", tags: ["x", "y"] }, { a: "one", tags: ["x"] }, mappings, all)).toEqual({
			a: "one\ntwo",
			tags: ["x", "y"],
		});
		expect(
			applyPolicies({ a: "one", tags: ["x"] }, { a: "one\ntwo", tags: ["x", "z"] }, mappings, all),
		).toEqual({});
	});

	it("never appends nothing over something", () => {
		expect(applyPolicies({ a: null }, { a: "kept" }, [field("a", "A", "append")], all)).toEqual({});
	});
});

describe("the fingerprint", () => {
	it("is the same whatever the order, and another for any other value or account", () => {
		const one = hashValues({ a: "x", b: null }, null);
		expect(hashValues({ b: null, a: "x" }, null)).toBe(one);
		const others = [
			hashValues({ a: "x" }, null),
			hashValues({ a: "X", b: null }, null),
			hashValues({ a: "x", b: "" }, null),
			hashValues({ a: "x", b: null }, "001"),
			hashValues({ a: ["x"], b: null }, null),
		];
		expect(new Set([one, ...others]).size).toBe(6);
	});

	it("tells a hundred thousand names apart", () => {
		const hashes = new Set(
			Array.from({ length: 100_000 }, (_, index) => hashValues({ name: `Name ${index}` }, null)),
		);
		expect(hashes.size).toBe(100_000);
	});
});
