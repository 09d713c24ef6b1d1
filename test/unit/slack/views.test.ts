import { describe, expect, it } from "vitest";
import type { ViewContext } from "../../../src/slack/views/view-context.ts";
import { problemsOf } from "../../support/block-kit.ts";
import { everyActingMessage } from "./acting-fixtures.ts";
import { TEXTS } from "./texts.ts";
import { everyMessage, HOSTILE, viewContext } from "./view-fixtures.ts";

const every = (view: ViewContext, text: string) => [
	...everyMessage(view, text),
	...everyActingMessage(view, text),
];

describe.each(["en", "ja"] as const)("every message in %s", (locale) => {
	describe.each(["zendesk", "zoho"] as const)("for %s", (provider) => {
		it.each(TEXTS)("is taken by Slack with %s text", (_, text) => {
			for (const deskName of ["Acme Support", text]) {
				for (const [name, message] of every(viewContext({ locale, provider, deskName }), text)) {
					expect(problemsOf(message), name).toEqual([]);
				}
			}
		});
	});

	it("never shows a person's text as markup, in its notification either", () => {
		for (const [name, message] of every(viewContext({ locale, deskName: HOSTILE }), HOSTILE)) {
			const shown = [message.text, ...message.blocks.flatMap(textsOf)].join("\n").replace(OUR_LINK, "");
			expect(shown, name).not.toMatch(/<!here|<!channel|<@|<https:\/\/evil|\*M\*|:boom:|\u202e/);
		}
	});
});

it("says the same thing in another way in each language", () => {
	const english = new Map(every(viewContext({ locale: "en" }), "x"));
	for (const [name, message] of every(viewContext({ locale: "ja" }), "x")) {
		expect(JSON.stringify(message.blocks), name).toMatch(/[\u3040-\u30ff]/);
		expect(JSON.stringify(english.get(name)?.blocks), name).not.toMatch(/[\u3040-\u30ff]/);
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
