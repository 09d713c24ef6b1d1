import { describe, expect, it } from "vitest";
import { toLocale } from "../../../src/core/locale.ts";

describe("the language to answer in", () => {
	it.each([
		["ja-JP", "ja"],
		["ja", "ja"],
		["JA_jp", "ja"],
		["en-GB", "en"],
		["de-DE", "en"],
		["", "en"],
		[null, "en"],
		["de,ja;q=0.8,en;q=0.5", "ja"],
		["ja;q=0.3, en-US;q=0.9", "en"],
		["ja;q=0, en;q=0.1", "en"],
		["ja;q=0", "en"],
		["*", "en"],
		["japanese", "en"],
	] as const)("is chosen from %j as %s", (languages, locale) => {
		expect(toLocale(languages)).toBe(locale);
	});
});
