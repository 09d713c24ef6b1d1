import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	clampText,
	escapeMrkdwn,
	inline,
	join,
	link,
	md,
	quote,
	slackDate,
	toDistance,
} from "../../../src/slack/mrkdwn.ts";

const hostile = fc
	.array(
		fc.oneof(
			fc.constantFrom(
				...[
					"<",
					">",
					"&",
					"*",
					"_",
					"~",
					"`",
					"|",
					"!",
					"@",
					"#",
					"<!here>",
					"<@U1>",
					"&lt;",
					":smile:",
					"\n",
					" ",
				],
				...[
					"\u202e",
					"\u2066",
					"\u200b",
					"\u200d",
					"\ud800",
					"\u0007",
					"a",
					"1",
					"絵",
					"👩‍💻",
					"> ",
					"https://x.example",
				],
			),
			fc.string({ unit: "binary", maxLength: 4 }),
		),
		{ maxLength: 40 },
	)
	.map((parts) => parts.join(""));

describe("text from people", () => {
	it.each([
		["<!channel> & <@U1>", "&lt;!channel&gt; &amp; &lt;@U1&gt;"],
		["<https://evil.example|Zendesk>", "&lt;https://evil.example|Zendesk&gt;"],
		["&lt;", "&amp;lt;"],
		["*bold* ~gone~ `code`", "∗bold∗ ∼gone∼ ˋcodeˋ"],
		["_slanted_ (_x_)", "ˍslantedˍ (ˍxˍ)"],
		["order_id_42 and file_name.pdf", "order_id_42 and file_name.pdf"],
		["> quoted\n  >> twice", "› quoted\n  › twice"],
		["a > b", "a &gt; b"],
		[":poop: at 10:30:45", "∶poop: at 10:30:45"],
		[":boom:0:", "∶boom∶0:"],
		["a:b:c 1:100:2", "a∶b:c 1∶100:2"],
		["pay\u202egnp.exe\u2066x\u2069", "paygnp.exex"],
		["zero\u200bwidth\ufeff", "zerowidth"],
		["a\u200db", "ab"],
		["👩\u200d💻", "👩\u200d💻"],
		["bell\u0007", "bell"],
		["half \ud83d", "half \ufffd"],
		["one\r\ntwo\u2028three", "one\ntwo\nthree"],
		["日本語の件名", "日本語の件名"],
		["", ""],
	])("%j becomes %j", (text, escaped) => {
		expect(escapeMrkdwn(text)).toBe(escaped);
	});

	it("never formats, mentions, links, quotes or hides", () => {
		fc.assert(
			fc.property(hostile, (text) => {
				const escaped = escapeMrkdwn(text);
				expect(escaped).not.toMatch(/[<>*~`]/);
				expect(escaped).not.toMatch(/&(?!(amp|lt|gt);)/);
				expect(escaped).not.toMatch(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/);
				expect(escaped).not.toMatch(/^\s*&gt;/m);
				expect(escaped).not.toMatch(/:[a-z][a-z0-9_+-]*:/i);
				expect(escaped).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b\ufeff]/);
				expect(escaped.isWellFormed()).toBe(true);
			}),
			{ numRuns: 2000 },
		);
	});

	it("takes no longer the worse it is", () => {
		for (const part of [":a", ":", "a", "<", "<@", "&", "_", "\u200d", " ", "> "]) {
			const text = `:${part.repeat(50_000)}`;
			expect(inline(text).mrkdwn.length).toBeLessThan(1000);
			expect(escapeMrkdwn(text).length).toBeGreaterThan(0);
		}
	});

	it("is escaped wherever it is put into markup", () => {
		expect(md`*${"<!here> *x*"}* ${3} ${md`_ours_`}`.mrkdwn).toBe("*&lt;!here&gt; ∗x∗* 3 _ours_");
	});

	it("stays on one line in running text", () => {
		expect(inline("a\n\n b\tc ").mrkdwn).toBe("a b c");
	});
});

describe("cutting", () => {
	it.each([
		["short", 10, "short"],
		["exactly ten", 11, "exactly ten"],
		["more than ten", 10, "more than…"],
		["a&amp;b", 4, "a…"],
		["a&amp;b", 5, "a…"],
		["a&amp;bcd", 7, "a&amp;…"],
		["see <https://x.example|here> now", 12, "see…"],
		["if a < b then", 9, "if a < b…"],
		["👍👍👍👍", 3, "👍👍…"],
		["ab", 1, "…"],
		["ab", 0, ""],
	])("%j to %i is %j", (text, max, cut) => {
		expect(clampText(text, max)).toBe(cut);
	});

	it("keeps the limit, whole characters and whole entities", () => {
		fc.assert(
			fc.property(hostile, fc.nat(60), (text, max) => {
				const cut = clampText(escapeMrkdwn(text), max);
				expect([...cut].length).toBeLessThanOrEqual(max);
				expect(cut.isWellFormed()).toBe(true);
				expect(cut).not.toMatch(/&(?!(amp|lt|gt);)/);
			}),
			{ numRuns: 2000 },
		);
	});
});

describe("a link", () => {
	it("keeps its address and label apart", () => {
		expect(link("https://a.example/x?a=1&b=2|3>", "a|b > c").mrkdwn).toBe(
			"<https://a.example/x?a=1&amp;b=2%7C3%3E|a¦b &gt; c>",
		);
	});

	it.each(["javascript:alert(1)", "not an address", "", `https://a.example/${"x".repeat(300)}`])(
		"is only its label for %j",
		(url) => {
			expect(link(url, "label").mrkdwn).toBe("label");
		},
	);

	it("can't be broken out of", () => {
		fc.assert(
			fc.property(hostile, hostile, (path, label) => {
				const { mrkdwn } = link(`https://a.example/${path}`, label);
				expect(mrkdwn).toMatch(/^(<https:\/\/a\.example\/[^<>|\s]*\|[^<>|]+>|[^<>|]*)$/);
			}),
			{ numRuns: 1000 },
		);
	});
});

describe("a quote", () => {
	it("marks every line and leaves empty ones out", () => {
		expect(quote("one\n\n  two > 1\n> three", 100).mrkdwn).toBe("> one\n> two &gt; 1\n> › three");
	});

	it("is cut by characters and by lines", () => {
		expect(quote("x".repeat(500), 10).mrkdwn).toBe(`> ${"x".repeat(9)}…`);
		expect(quote("a\nb\nc", 100, 2).mrkdwn).toBe("> a\n> b…");
	});

	it("of nothing is nothing", () => {
		expect(quote(" \n\u200b\n", 100).mrkdwn).toBe("");
	});
});

describe("moments", () => {
	it("are shown by Slack in the reader's zone", () => {
		expect(slackDate(1_764_000_000_999, "{date_short} {time}", "24 Nov").mrkdwn).toBe(
			"<!date^1764000000^{date_short} {time}|24 Nov>",
		);
	});

	it.each([Number.NaN, -1, 0, Number.POSITIVE_INFINITY])("that are none (%d) show the fallback", (ms) => {
		expect(slackDate(ms, "{time}", "some time").mrkdwn).toBe("some time");
	});

	const minute = 60_000;
	it.each([
		[30_000, 0, "minute"],
		[59 * minute, 59, "minute"],
		[60 * minute, 1, "hour"],
		[47 * 60 * minute, 1, "day"],
		[29 * 24 * 60 * minute, 29, "day"],
		[65 * 24 * 60 * minute, 2, "month"],
		[800 * 24 * 60 * minute, 2, "year"],
	] as const)("%i ms apart are %i of the unit %s, both ways", (ms, count, unit) => {
		expect(toDistance(1e12, 1e12 + ms)).toEqual({ count, unit });
		expect(toDistance(1e12 + ms, 1e12)).toEqual({ count, unit });
	});
});

it("joins what there is", () => {
	expect(join([md`a`, null, md``, md`b`], " · ").mrkdwn).toBe("a · b");
});
