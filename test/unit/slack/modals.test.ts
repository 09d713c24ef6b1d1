import type { ModalView } from "slack-web-api-client";
import { describe, expect, it } from "vitest";
import { parseModalState } from "../../../src/slack/modal-state.ts";
import { problemsOfView } from "../../support/block-kit.ts";
import { everyModal } from "./acting-fixtures.ts";
import { TEXTS } from "./texts.ts";
import { HOSTILE, viewContext } from "./view-fixtures.ts";

describe.each(["en", "ja"] as const)("every modal in %s", (locale) => {
	it.each(TEXTS)("is taken by Slack with %s text", (_, text) => {
		const provider = locale === "ja" ? "zoho" : "zendesk";
		for (const [name, modal] of everyModal(viewContext({ locale, provider }), text)) {
			expect(problemsOfView(modal), name).toEqual([]);
		}
	});

	it("never shows a person's text as markup", () => {
		for (const [name, modal] of everyModal(viewContext({ locale }), HOSTILE)) {
			const shown = markupOf(modal).replace(/<https:\/\/acme\.zendesk\.com\/[^<>|]*\|/g, "");
			expect(shown, name).not.toMatch(/<!here|<!channel|<@|<https:\/\/evil|\*M\*|:boom:|\u202e/);
		}
	});

	it("knows again what it is about, by ids alone", () => {
		for (const [name, modal] of everyModal(viewContext({ locale }), "Jane Doe jane@customer.example")) {
			expect(parseModalState(modal)?.modal, name).toBe(modal.callback_id);
			expect(modal.private_metadata, name).not.toContain("Jane");
		}
	});
});

it("says the same thing in another way in each language", () => {
	const english = new Map(everyModal(viewContext({ locale: "en" }), "x"));
	for (const [name, modal] of everyModal(viewContext({ locale: "ja" }), "x")) {
		expect(JSON.stringify(modal), name).toMatch(/[\u3040-\u30ff]/);
		expect(JSON.stringify(english.get(name)), name).not.toMatch(/[\u3040-\u30ff]/);
	}
});

/** Texts that Slack reads as markup. */
function markupOf(modal: ModalView): string {
	const found: string[] = [];
	JSON.stringify(modal, (_, value) => {
		if (value?.type === "mrkdwn") found.push(value.text);
		return value;
	});
	return found.join("\n");
}
