import { describe, expect, it } from "vitest";
import { canMap, convertValue } from "../../../../src/core/sync/convert-value.ts";
import type { SourceType, TargetField, TargetType } from "../../../../src/core/sync/fields.ts";

function target(type: TargetType, more: Partial<TargetField> = {}): TargetField {
	return { id: "x", label: "X", type, isCustom: true, isRequired: false, length: null, options: [], ...more };
}

const TIERS = [
	{ value: "gold", label: "Gold" },
	{ value: "tier_2", label: "Silver" },
];

describe("which sources a target takes", () => {
	// The vendor's table, then what goes beyond it.
	it.each<[SourceType, TargetType[]]>([
		["text", ["text"]],
		["choice", ["text", "choice"]],
		["choices", ["text", "choices", "tags"]],
		["currency", ["text", "decimal"]],
		["decimal", ["text", "decimal"]],
		["boolean", ["text", "boolean"]],
		["date", ["text", "date"]],
		["moment", ["text", "date"]],
		["integer", ["text", "integer"]],
		["percent", ["text", "decimal"]],
		["url", ["text", "url"]],
		["long_text", ["text", "long_text"]],
		["reference", ["text"]],
	])("%s fits %j", (source, targets) => {
		expect(targets.filter((one) => !canMap(source, one))).toEqual([]);
	});

	it.each<[SourceType, TargetType]>([
		["other", "text"],
		["text", "integer"],
		["decimal", "integer"],
		["text", "boolean"],
		["text", "date"],
		["long_text", "choice"],
	])("%s never becomes %s", (source, type) => {
		expect(canMap(source, type)).toBe(false);
	});
});

describe("a converted value", () => {
	it.each([null, "", []])("of nothing (%j) clears, whatever the target", (value) => {
		for (const type of ["text", "integer", "choice", "tags", "date"] as const) {
			expect(convertValue(value, target(type), {})).toEqual({ ok: true, value: null });
		}
	});

	it("is a text with numbers and choices as people write them", () => {
		expect(convertValue(12.5, target("text"), {})).toEqual({ ok: true, value: "12.5" });
		expect(convertValue(["a", "b"], target("text"), {})).toEqual({ ok: true, value: "a, b" });
		expect(convertValue(true, target("text"), {})).toEqual({ ok: true, value: "true" });
	});

	it("is cut where it is too long, without breaking a character in two", () => {
		const converted = convertValue("ab😀cd", target("text", { length: 4 }), {});
		expect(converted).toEqual({ ok: true, value: "ab…" });
		expect(convertValue("x".repeat(10_000), target("text", { length: 255 }), {})).toMatchObject({
			value: `${"x".repeat(254)}…`,
		});
	});

	it("is a choice by value, by value in other case, or by label", () => {
		const tier = target("choice", { options: TIERS });
		expect(convertValue("gold", tier, {})).toEqual({ ok: true, value: "gold" });
		expect(convertValue("GOLD", tier, {})).toEqual({ ok: true, value: "gold" });
		expect(convertValue("Silver", tier, {})).toEqual({ ok: true, value: "tier_2" });
	});

	it("is the choice that somebody gave it, also none; one without is told", () => {
		const tier = target("choice", { options: TIERS });
		expect(convertValue("Premium", tier, { Premium: "gold" })).toEqual({ ok: true, value: "gold" });
		expect(convertValue("Basic", tier, { Basic: "" })).toEqual({ ok: true, value: null });
		expect(convertValue("Premium", tier, {})).toEqual({ ok: false, reason: "unknown_choice" });
		expect(convertValue("toString", tier, {})).toEqual({ ok: false, reason: "unknown_choice" });
	});

	it("is several choices only when each is known", () => {
		const tiers = target("choices", { options: TIERS });
		expect(convertValue(["Gold", "Silver"], tiers, {})).toEqual({ ok: true, value: ["gold", "tier_2"] });
		expect(convertValue(["Gold", "Iron"], tiers, {})).toEqual({ ok: false, reason: "unknown_choice" });
	});

	it("is words without spaces as tags, each once", () => {
		expect(convertValue(["Key Account", "key account", "<b>"], target("tags"), {})).toEqual({
			ok: true,
			value: ["key_account", "b"],
		});
		expect(convertValue("重要 顧客", target("tags"), {})).toEqual({ ok: true, value: ["重要_顧客"] });
	});

	it("is a day of UTC from a moment", () => {
		expect(convertValue("2026-11-21T23:30:00Z", target("date"), {})).toEqual({
			ok: true,
			value: "2026-11-21",
		});
		expect(convertValue("2026-11-21", target("date"), {})).toEqual({ ok: true, value: "2026-11-21" });
		expect(convertValue("soon", target("date"), {})).toEqual({ ok: false, reason: "invalid_value" });
	});

	it("is refused where its kind doesn't fit", () => {
		expect(convertValue(1.5, target("integer"), {})).toEqual({ ok: false, reason: "invalid_value" });
		expect(convertValue("yes", target("boolean"), {})).toEqual({ ok: false, reason: "invalid_value" });
		expect(convertValue("nobody", target("email"), {})).toEqual({ ok: false, reason: "invalid_value" });
	});
});
