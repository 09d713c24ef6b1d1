import { describe, expect, it } from "vitest";
import { AGREEMENT } from "../../../src/locales/pages/agreement.ts";
import { en } from "../../../src/locales/pages/en.ts";
import { ja } from "../../../src/locales/pages/ja.ts";
import { pageMessages } from "../../../src/locales/pages/messages.ts";

/** Every text by its path; functions are asked with arguments that stand out. */
function textsOf(value: unknown, path = ""): [string, string][] {
	if (typeof value === "string") return [[path, value]];
	if (typeof value === "function") return [[path, String(value("⟦1⟧", "⟦2⟧", "⟦3⟧"))]];
	return Object.entries(value as object).flatMap(([key, inner]) => textsOf(inner, `${path}.${key}`));
}

const marks = (text: string) => [...new Set(text.match(/⟦\d⟧/g) ?? [])].sort();

describe("the pages of a Japanese desk", () => {
	it("call tickets as its vendor does", () => {
		const wordsOf = (provider: "zendesk" | "zoho") => JSON.stringify(pageMessages("ja", provider).settings);
		expect(wordsOf("zoho")).toContain("問い合わせ");
		expect(wordsOf("zoho")).not.toContain("チケット");
		expect(wordsOf("zendesk")).toContain("チケット");
		expect(wordsOf("zendesk")).not.toContain("問い合わせ");
	});
});

describe("the pages' languages", () => {
	const english = textsOf(en);
	const japanese = new Map(textsOf(ja));

	it("say the same things", () => {
		expect([...japanese.keys()].sort()).toEqual(english.map(([path]) => path).sort());
	});

	it("name the same people and desks in each text", () => {
		for (const [path, text] of english)
			expect([path, marks(japanese.get(path) ?? "")]).toEqual([path, marks(text)]);
	});

	it("leave nothing empty and shout nowhere", () => {
		for (const [path, text] of [...english, ...japanese]) {
			expect(text.trim(), path).not.toBe("");
			expect(text, path).not.toMatch(/[!！]/);
		}
	});

	it("agree to as many things", () => {
		for (const part of ["read", "kept", "sent"] as const) {
			expect(AGREEMENT.ja[part]).toHaveLength(AGREEMENT.en[part].length);
		}
	});
});
