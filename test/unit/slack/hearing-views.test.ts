import { describe, expect, it } from "vitest";
import { parseAction } from "../../../src/slack/actions.ts";
import type { ViewContext } from "../../../src/slack/views/view-context.ts";
import { problemsOf } from "../../support/block-kit.ts";
import { everyHearingMessage } from "./hearing-fixtures.ts";
import { elementsOf } from "./message-reading.ts";
import { TEXTS } from "./texts.ts";
import { HOSTILE, viewContext } from "./view-fixtures.ts";

describe.each(["en", "ja"] as const)("what is said without being asked in %s", (locale) => {
	describe.each(["zendesk", "zoho"] as const)("for %s", (provider) => {
		it.each(TEXTS)("is taken by Slack with %s text", (_, text) => {
			const view = viewContext({ locale, provider, deskName: text || "Acme Support" });
			for (const [name, message] of everyHearingMessage(view, text)) {
				expect(problemsOf(message), name).toEqual([]);
			}
		});
	});

	it("never shows a person's text as markup, in its notification either", () => {
		for (const [name, message] of everyHearingMessage(viewContext({ locale, deskName: HOSTILE }), HOSTILE)) {
			const shown = [message.text, ...message.blocks.flatMap(textsOf)].join("\n").replace(OUR_LINK, "");
			expect(shown, name).not.toMatch(/<!here|<!channel|<@|<https:\/\/evil|\*M\*|:boom:|\u202e/);
		}
	});

	it("never speaks of undefined, null or nothing at all in a notification", () => {
		for (const [name, message] of everyHearingMessage(viewContext({ locale }), "")) {
			expect(message.text, name).not.toMatch(/undefined|null|NaN|\s{2}|^\s|\s$/);
			expect(message.text.length, name).toBeGreaterThan(0);
		}
	});
});

it("says the same thing in another way in each language", () => {
	const english = new Map(said(viewContext({ locale: "en" })));
	for (const [name, message] of said(viewContext({ locale: "ja" }))) {
		expect(JSON.stringify(message.blocks), name).toMatch(/[\u3040-\u30ff]/);
		expect(JSON.stringify(english.get(name)?.blocks), name).not.toMatch(/[\u3040-\u30ff]/);
	}
});

const said = (view: ViewContext) => everyHearingMessage(view, "x");

it("has no button or choice that its receiver can't read", () => {
	for (const [name, message] of said(viewContext())) {
		for (const { actionId, value, options } of elementsOf(message)) {
			const values = options.length > 0 ? options.map((option) => option.value) : [value];
			for (const one of values) expect(parseAction({ actionId, value: one }), name).not.toBeNull();
		}
	}
});

/** The addresses of links, of which only the label is read as text. */
const OUR_LINK = /<https:\/\/(acme\.zendesk\.com|deskbridge\.example)\/[^<>|]*\|/g;

/** Texts that Slack reads as markup; a button's plain text and value are not. */
function textsOf(block: object): string[] {
	const found: string[] = [];
	JSON.stringify(block, (_, value) => {
		if (value?.type === "mrkdwn") found.push(value.text);
		return value;
	});
	return found;
}
