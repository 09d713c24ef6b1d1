import { describe, expect, it } from "vitest";
import { tellDifference } from "../../../../src/services/sync/describe-settings.ts";

const mapping = (target: string, path: string) => ({
	target,
	source: { kind: "field", path },
	policy: "overwrite",
	choices: {},
});

describe("what the log says of changed settings", () => {
	it("is what differs, from and to, and of lists only the lines that do", () => {
		const before = {
			isOn: true,
			deletes: "ignore",
			fields: [mapping("name", "Name"), mapping("phone", "Phone")],
		};
		const after = { isOn: true, deletes: "tag", fields: [mapping("name", "Name"), mapping("phone", "Fax")] };
		expect(tellDifference(before, after)).toEqual({
			"deletes.from": "ignore",
			"deletes.to": "tag",
			"fields.from": "phone ← Phone (overwrite)",
			"fields.to": "phone ← Fax (overwrite)",
		});
	});

	it("is the whole list where only its order changed", () => {
		const [one, other] = [{ by: "external_id" }, { by: "email", path: "Email" }];
		expect(tellDifference({ matchRules: [one, other] }, { matchRules: [other, one] })).toEqual({
			"matchRules.from": "external_id; Email = email",
			"matchRules.to": "Email = email; external_id",
		});
	});

	it("is nothing where nothing changed", () => {
		const filter = { all: [{ path: "Industry", operator: "is", values: ["Retail"] }], any: [] };
		expect(tellDifference({ filter }, { filter: structuredClone(filter) })).toEqual({});
	});
});
