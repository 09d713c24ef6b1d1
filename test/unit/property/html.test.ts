import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { toMessage } from "../../../src/desk/zoho/message.ts";
import { conversationRow } from "../../../src/desk/zoho/schema.ts";
import { htmlToText } from "../../../src/lib/html-text.ts";
import { inline, quote } from "../../../src/slack/mrkdwn.ts";
import { buildConversation } from "../../../src/slack/views/conversation.ts";
import { problemsOf } from "../../support/block-kit.ts";
import { NOW, ticket, viewContext } from "../slack/view-fixtures.ts";
import { hostilePiece, hostileText, hugeText } from "./hostile.ts";
import { dangersIn, livingIn, markupOf } from "./markup.ts";

const TAGS = [
	"a",
	"b",
	"blockquote",
	"br",
	"code",
	"div",
	"li",
	"ol",
	"p",
	"pre",
	"script",
	"style",
	"table",
	"td",
	"ul",
];
const ATTRIBUTES = [' href="https://evil.example"', " title='>'", ' onclick="<!here>"', " x=", ' "', "/"];

const tag = fc
	.tuple(
		fc.constantFrom("<", "</", "<\n", "<!--", "<!"),
		fc.constantFrom(...TAGS),
		fc.constantFrom("", ...ATTRIBUTES),
	)
	.map(([open, name, attribute]) => `${open}${name}${attribute}>`);
const entity = fc.constantFrom(
	"&lt;!here&gt;",
	"&#60;!channel&#62;",
	"&#x3C;@U1>",
	"&amp;lt;",
	"&#0;",
	"&#xD800;",
	"&",
);

/** HTML as mail programs, editors and attackers write it. */
const html = fc.array(fc.oneof(tag, entity, hostilePiece), { maxLength: 60 }).map((parts) => parts.join(""));
const anyHtml = fc.oneof(
	{ weight: 9, arbitrary: html },
	{ weight: 1, arbitrary: hugeText },
	{
		weight: 1,
		arbitrary: html.map((part) =>
			(part || "<p>").repeat(Math.ceil(40_000 / (part.length || 3))).slice(0, 40_000),
		),
	},
);

describe("HTML of strangers", () => {
	it("becomes text that is never longer than it was", () => {
		fc.assert(
			fc.property(anyHtml, (source) => {
				const text = htmlToText(source);
				// A list item's mark is the only thing that is added.
				const marks = source.match(/<li/gi)?.length ?? 0;
				expect(text.length).toBeLessThanOrEqual(source.length + marks * 8);
				expect(text).not.toMatch(/\0|\n{3}|^\s|\s$/);
			}),
			{ numRuns: 500 },
		);
	});

	it("becomes text in Slack: no mention, link, emoji, style, code or quote of its own", () => {
		fc.assert(
			fc.property(anyHtml, (source) => {
				const text = htmlToText(source);
				expect(livingIn(inline(text).mrkdwn)).toEqual([]);
				expect(livingIn(quote(text, 300).mrkdwn).filter(({ kind }) => kind !== "quote")).toEqual([]);
			}),
			{ numRuns: 500 },
		);
	});

	it("says what plain words in it say", () => {
		const words = fc.stringMatching(/^[a-z]{1,8}( [a-z]{1,8}){0,4}$/);
		fc.assert(
			fc.property(
				fc.array(words, { minLength: 1, maxLength: 5 }),
				fc.constantFrom("p", "div", "li", "h1"),
				(all, name) => {
					const text = htmlToText(all.map((one) => `<${name}>${one}</${name}>`).join(""));
					expect(text.replace(/^• /gm, "").split(/\n+/)).toEqual(all);
				},
			),
		);
	});
});

describe("a message of a Zoho desk, whatever its fields hold", () => {
	const row = fc.record(
		{
			id: fc.constantFrom("507417", 1),
			type: fc.constantFrom("comment", "thread", null, "new"),
			direction: fc.constantFrom("in", "out", null),
			visibility: fc.constantFrom("public", "private", null),
			status: fc.constantFrom("SUCCESS", "FAILED", null),
			summary: fc.option(hostileText),
			plainText: fc.option(hostileText),
			content: fc.option(anyHtml),
			contentType: fc.constantFrom("html", "text/html", "plainText", "text/plain", null),
			createdTime: fc.constantFrom("2026-11-02T08:00:00.000Z", NOW, "never", null),
			commentedTime: fc.constantFrom("2026-11-02T08:00:00.000Z", null),
			author: fc.option(fc.record({ name: fc.option(hostileText), email: fc.option(hostileText) })),
			commenter: fc.option(
				fc.record({ name: fc.option(hostileText), type: fc.constantFrom("END_USER", "AGENT") }),
			),
			isPublic: fc.option(fc.boolean()),
		},
		{ requiredKeys: ["id"] },
	);

	it("is read, and shown in a conversation without a mention, within Slack's limits", () => {
		fc.assert(
			fc.property(
				fc.array(row, { minLength: 1, maxLength: 5 }),
				fc.constantFrom("en" as const, "ja" as const),
				(rows, locale) => {
					const messages = rows.flatMap((one) => toMessage(v.parse(conversationRow, one), new Map()) ?? []);
					const shown = buildConversation({
						...viewContext({ locale, provider: "zoho" }),
						deskId: "d1",
						ticket: ticket(),
						page: { items: messages, total: messages.length, next: null, previous: null },
					});
					expect(problemsOf(shown)).toEqual([]);
					for (const markup of [shown.text, ...markupOf(shown)]) {
						expect(dangersIn(markup, ["acme.zendesk.com"])).toEqual([]);
					}
				},
			),
			{ numRuns: 300 },
		);
	});
});
