import { describe, expect, it } from "vitest";
import { matchDepartment } from "../../../src/core/match-department.ts";

const departments = ["Billing", "Billing Europe", "Hardware", "Customer hardware", "日本サポート"].map(
	(name, index) => ({
		id: String(index),
		name,
	}),
);

const nameOf = (typed: string) => {
	const match = matchDepartment(departments, typed);
	return match.kind === "one" ? match.department.name : match.near.map(({ name }) => name);
};

describe("a department by name", () => {
	it.each([
		["billing", "Billing"],
		["  BILLING europe ", "Billing Europe"],
		["hard", "Hardware"],
		["europe", "Billing Europe"],
		["日本", "日本サポート"],
		["Ｂｉｌｌｉｎｇ", "Billing"],
	])("%j is %j", (typed, name) => {
		expect(nameOf(typed)).toBe(name);
	});

	it("offers those that fit when several do", () => {
		expect(nameOf("bill")).toEqual(["Billing", "Billing Europe"]);
	});

	it("offers the first five when none does", () => {
		expect(nameOf("legal")).toHaveLength(5);
	});

	it("offers nothing where there are no departments", () => {
		expect(matchDepartment([], "billing")).toEqual({ kind: "unclear", near: [] });
	});
});
