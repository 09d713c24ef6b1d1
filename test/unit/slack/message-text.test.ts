import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { prefillFromMessage, toPlainText } from "../../../src/slack/message-text.ts";

const nameOf = (id: string) => (id === "U1" ? "Mina Kato" : null);

describe("a Slack message as plain text", () => {
	it.each([
		["Tom &amp; Jerry &lt;b&gt;", "Tom & Jerry <b>"],
		["&amp;lt;", "&lt;"],
		["ask <@U1>, <@U2> or <@U3|kim>", "ask @Mina Kato, @… or @kim"],
		["see <#C1|billing> and <#C2|>", "see #billing and #…"],
		["<!here> <!subteam^S1|@agents> <!date^1^{date}|2 Nov>", "@here @agents 2 Nov"],
		["<https://a.example/x|the page>", "the page (https://a.example/x)"],
		["<https://a.example/x|a.example/x> <https://b.example>", "https://a.example/x https://b.example"],
		["<mailto:a@b.example|a@b.example> <tel:+81>", "a@b.example +81"],
		["two\r\nlines\u202e", "two\nlines"],
	])("of %j is %j", (mrkdwn, text) => {
		expect(toPlainText(mrkdwn, nameOf)).toBe(text);
	});
});

describe("a ticket made from a message", () => {
	const ending = "From Slack: https://acme.slack.com/archives/C1/p1";

	it("has its first line as the subject and leads back to it", () => {
		expect(prefillFromMessage("\n Printer jam \nin room 2", ending)).toEqual({
			subject: "Printer jam",
			description: `\n Printer jam \nin room 2\n\n${ending}`,
		});
	});

	it("of nothing but a file leads back to it too", () => {
		expect(prefillFromMessage("", ending)).toEqual({ subject: "", description: ending });
	});

	it("fits into Slack's inputs, the way back whole", () => {
		fc.assert(
			fc.property(fc.string({ unit: "grapheme", minLength: 2900, maxLength: 4000 }), (text) => {
				const { subject, description } = prefillFromMessage(text, ending);
				expect(subject.length).toBeLessThanOrEqual(100);
				expect(description.length).toBeLessThanOrEqual(3000);
				expect(description.endsWith(ending)).toBe(true);
			}),
			{ numRuns: 50 },
		);
	});
});
