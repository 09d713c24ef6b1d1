import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseMrkdwn } from "../../../../sandbox/playground/client/mrkdwn/parse.ts";
import type { Block, Inline } from "../../../../sandbox/playground/client/mrkdwn/tree.ts";

const text = (value: string): Inline => ({ kind: "text", text: value });
const bold = (...children: Inline[]): Inline => ({ kind: "bold", children });
const italic = (...children: Inline[]): Inline => ({ kind: "italic", children });
const line = (...children: Inline[]): Block[] => [{ kind: "paragraph", children }];

const CASES: [what: string, source: string, tree: Block[]][] = [
	["plain text", "Printer on fire", line(text("Printer on fire"))],
	["nothing", "", []],
	["bold", "a *b c* d", line(text("a "), bold(text("b c")), text(" d"))],
	["italic in bold", "*a _b_*", line(bold(text("a "), italic(text("b"))))],
	["strike", "~gone~", line({ kind: "strike", children: [text("gone")] })],
	["a mark inside a word", "2*3*4 and snake_case_name", line(text("2*3*4 and snake_case_name"))],
	["a mark before a gap", "* not bold*", line(text("* not bold*"))],
	["a mark made harmless by a zero-width space", "*\u200bno*", line(text("*\u200bno*"))],
	["a mark that never ends", "*open", line(text("*open"))],
	["marks that end on another line", "*a\nb*", line(text("*a"), { kind: "break" }, text("b*"))],
	["code, in which nothing is live", "`*a* <@U1>`", line({ kind: "code", text: "*a* @U1" })],
	["entities", "a &amp;&lt;b&gt; &quot;", line(text("a &<b> &quot;"))],
	["an entity that was escaped twice", "&amp;lt;", line(text("&lt;"))],
	[
		"a link with a label",
		"<https://a.example/x?y=1&amp;z=2|the *page*>",
		line({ kind: "link", url: "https://a.example/x?y=1&z=2", label: "the *page*" }),
	],
	[
		"a bold link",
		"*<https://a.example/1|#1> Subject*",
		line(bold({ kind: "link", url: "https://a.example/1", label: "#1" }, text(" Subject"))),
	],
	[
		"a mail address",
		"<mailto:a@b.example>",
		line({ kind: "link", url: "mailto:a@b.example", label: "a@b.example" }),
	],
	["a script address", "<javascript:alert(1)|x>", line(text("<javascript:alert(1)|x>"))],
	["an HTML tag", "<img src=x onerror=alert(1)>", line(text("<img src=x onerror=alert(1)>"))],
	["a person", "<@U0ALEX0001>", line({ kind: "user", id: "U0ALEX0001", label: null })],
	["a channel", "<#C0SUPPORT1|support>", line({ kind: "channel", id: "C0SUPPORT1", label: "support" })],
	["a group", "<!subteam^S01|on-call>", line({ kind: "group", id: "S01", label: "on-call" })],
	["everyone", "<!here>", line({ kind: "broadcast", range: "here" })],
	["an escaped mention", "&lt;!here&gt;", line(text("<!here>"))],
	[
		"a date",
		"<!date^1764000000^{date_short} {time}|24 Nov>",
		line({ kind: "date", epoch: 1764000000, format: "{date_short} {time}", url: null, fallback: "24 Nov" }),
	],
	[
		"a date with a link",
		"<!date^1^{ago}^https://a.example/|x>",
		line({ kind: "date", epoch: 1, format: "{ago}", url: "https://a.example/", fallback: "x" }),
	],
	["an emoji", "ok :tada:", line(text("ok "), { kind: "emoji", name: "tada" })],
	["a time of day", "at 10:30", line(text("at 10:30"))],
	[
		"a quote, typed or escaped",
		"> a\n&gt; b\nc",
		[
			{ kind: "quote", children: [text("a"), { kind: "break" }, text("b")] },
			{ kind: "paragraph", children: [text("c")] },
		],
	],
	[
		"preformatted text",
		"a\n```\n*b* &lt;i&gt;\n```\nc",
		[
			{ kind: "paragraph", children: [text("a")] },
			{ kind: "pre", text: "*b* <i>" },
			{ kind: "paragraph", children: [text("c")] },
		],
	],
];

describe("parseMrkdwn", () => {
	it.each(CASES)("reads %s", (_what, source, tree) => {
		expect(parseMrkdwn(source, { verbatim: true })).toEqual(tree);
	});

	it("makes bare addresses and @here live unless the text is verbatim", () => {
		const source = "see https://a.example/x, @here";
		expect(parseMrkdwn(source, { verbatim: true })).toEqual(line(text(source)));
		expect(parseMrkdwn(source, { verbatim: false })).toEqual(
			line(
				text("see "),
				{ kind: "link", url: "https://a.example/x", label: "https://a.example/x" },
				text(", "),
				{ kind: "broadcast", range: "here" },
			),
		);
	});

	it("answers any text without throwing, and links only to addresses a click may open", () => {
		const piece = fc.oneof(
			fc.string({ unit: "grapheme" }),
			fc.constantFrom(
				"*",
				"_",
				"~",
				"`",
				"```",
				"<",
				">",
				"|",
				"!date^",
				"^",
				"&lt;",
				"\n",
				":a:",
				"javascript:",
			),
		);
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 60 }), fc.boolean(), (pieces, verbatim) => {
				for (const url of urlsOf(parseMrkdwn(pieces.join(""), { verbatim }))) {
					expect(url).toMatch(/^(?:https?:\/\/|mailto:|tel:)/i);
				}
			}),
		);
	});

	it("keeps text without markup as it is", () => {
		const plain = fc.stringMatching(/^[a-zA-Z0-9 .,'"()/é日本語]+$/);
		fc.assert(
			fc.property(plain, (source) => {
				expect(parseMrkdwn(source, { verbatim: true })).toEqual(line(text(source)));
			}),
		);
	});

	it("reads 40,000 characters of unfinished marks in less than two seconds", () => {
		const started = performance.now();
		for (const unit of ["*a ", "_a ~b *c ", "<a ", "`a", ":a", "```"]) {
			parseMrkdwn(unit.repeat(40_000 / unit.length));
		}
		expect(performance.now() - started).toBeLessThan(2000);
	});
});

function urlsOf(blocks: Block[]): string[] {
	const nodes = blocks.flatMap((block) => (block.kind === "pre" ? [] : block.children));
	const walk = (node: Inline): string[] => {
		if ("children" in node) return node.children.flatMap(walk);
		return "url" in node && node.url !== null ? [node.url] : [];
	};
	return nodes.flatMap(walk);
}
