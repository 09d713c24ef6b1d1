import { describe, expect, it } from "vitest";
import { pressMapping, readMappings } from "../../../../src/admin/salesforce/fields-input.ts";
import { readFilter } from "../../../../src/admin/salesforce/filter-input.ts";
import { pressRow, readPress, readRows } from "../../../../src/admin/salesforce/rows-input.ts";

describe("rows of a form", () => {
	it("come in the order of their numbers, not in the order they were sent", () => {
		expect(readRows({ "path.10": "c", "path.2": "b", "path.0": "a", version: "3" })).toEqual([
			{ path: "a" },
			{ path: "b" },
			{ path: "c" },
		]);
	});

	it("move, go, and stay where there is no place to move to", () => {
		const rows = ["a", "b", "c"];
		const press = (button: string) => pressRow(rows, readPress({ do: button }));
		expect(press("up.2")).toEqual(["a", "c", "b"]);
		expect(press("down.0")).toEqual(["b", "a", "c"]);
		expect(press("remove.1")).toEqual(["a", "c"]);
		expect(press("up.0")).toEqual(rows);
		expect(press("down.2")).toEqual(rows);
		expect(press("remove.99")).toEqual(rows);
		expect(press("")).toEqual(rows);
	});
});

describe("mappings of a form", () => {
	it("are words where there are braces, else a field; a choice is another word, none, or the same", () => {
		const [name, tier] = readMappings({
			"target.0": "name",
			"source.0": " {Name} GmbH ",
			"policy.0": "never_clear",
			"target.1": "tier",
			"source.1": "Tier__c",
			"policy.1": "no such policy",
			"choice.1.Gold.1": "is:gold",
			"choice.1.Silver": "none",
			"choice.1.Bronze": "",
		});
		expect(name).toEqual({
			target: "name",
			source: { kind: "template", text: "{Name} GmbH" },
			policy: "never_clear",
			choices: {},
		});
		expect(tier?.source).toEqual({ kind: "field", path: "Tier__c" });
		expect(tier?.policy).toBe("overwrite");
		expect(tier?.choices).toEqual({ "Gold.1": "gold", Silver: "" });
	});

	it("are one more after a target was added, and no more when it is there already", () => {
		const [first] = readMappings({ "target.0": "name", "source.0": "Name" });
		const add = (target: string) =>
			pressMapping(first ? [first] : [], { do: "add", what: "" }, { new_target: target }).map(
				(one) => one.target,
			);
		expect(add("notes")).toEqual(["name", "notes"]);
		expect(add("name")).toEqual(["name"]);
		expect(add("")).toEqual(["name"]);
	});
});

describe("a filter of a form", () => {
	it("has its conditions in two groups, a value in each line, none where none is asked", () => {
		const fields = {
			"group.0": "all",
			"path.0": "Industry",
			"operator.0": "is",
			"values.0": "Retail\r\n Energy \n\nRetail",
			"group.1": "any",
			"path.1": "Website",
			"operator.1": "is_empty",
			"values.1": "left over",
		};
		expect(readFilter(fields, readPress({ do: "save" })).filter).toEqual({
			all: [{ path: "Industry", operator: "is", values: ["Retail", "Energy"] }],
			any: [{ path: "Website", operator: "is_empty", values: [] }],
		});
		expect(readFilter(fields, readPress({ do: "remove.0" })).filter.all).toEqual([]);
	});
});
