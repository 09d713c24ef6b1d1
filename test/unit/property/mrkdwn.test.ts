import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clampText, escapeMrkdwn, inline, link, md, quote, toLine } from "../../../src/slack/mrkdwn.ts";
import { anyText, hostileText } from "./hostile.ts";
import { dangersIn, livingIn } from "./markup.ts";

/** Escaped text that a reader of Slack's markup finds any life in. */
function expectDead(markup: string, but: readonly string[] = []) {
	expect(livingIn(markup).filter(({ kind }) => !but.includes(kind))).toEqual([]);
	expect(markup.isWellFormed()).toBe(true);
	expect(markup).not.toMatch(/&(?!(amp|lt|gt);)/);
	expect(markup).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b\ufeff\0]/);
}

describe("whatever people write", () => {
	it("is read by Slack as text: no mention, link, emoji, style, code, quote or date", () => {
		fc.assert(
			fc.property(anyText, (text) => {
				expectDead(escapeMrkdwn(text));
			}),
			{ numRuns: 1000 },
		);
	});

	it("is dead on one line too, and cut to what was asked for", () => {
		fc.assert(
			fc.property(anyText, fc.integer({ min: 1, max: 300 }), (text, max) => {
				const { mrkdwn } = inline(text, max);
				expectDead(mrkdwn);
				expect([...mrkdwn].length).toBeLessThanOrEqual(max);
				expect(mrkdwn).not.toContain("\n");
			}),
			{ numRuns: 1000 },
		);
	});

	it("is a quotation as a quotation, and nothing else, of bounded length", () => {
		fc.assert(
			fc.property(
				anyText,
				fc.integer({ min: 1, max: 2000 }),
				fc.integer({ min: 1, max: 20 }),
				(text, max, lines) => {
					const { mrkdwn } = quote(text, max, lines);
					expectDead(mrkdwn, ["quote"]);
					expect(mrkdwn.split("\n").length).toBeLessThanOrEqual(lines);
					for (const line of mrkdwn.split("\n")) expect(line).toMatch(/^(> .*)?$/su);
					expect([...mrkdwn].length).toBeLessThanOrEqual(Math.floor(max * 1.5) + 2 * lines);
				},
			),
			{ numRuns: 1000 },
		);
	});

	it("changes nothing about the words of ours around it", () => {
		fc.assert(
			fc.property(hostileText, hostileText, (first, second) => {
				const { mrkdwn } = md`*by* ${first} · ${second} _end_`;
				expect(dangersIn(mrkdwn)).toEqual([]);
				expect(livingIn(mrkdwn).filter(({ kind }) => kind === "bold").length).toBe(1);
			}),
			{ numRuns: 1000 },
		);
	});

	it("as a link's label leads nowhere but where the link does", () => {
		fc.assert(
			fc.property(hostileText, hostileText, (path, label) => {
				const { mrkdwn } = link(`https://desk.example/${path}`, label);
				const life = livingIn(mrkdwn);
				expect(life.length).toBeLessThanOrEqual(1);
				expect(dangersIn(mrkdwn, ["desk.example"])).toEqual([]);
			}),
			{ numRuns: 1000 },
		);
	});

	it("as a link's address is a web address or no link", () => {
		fc.assert(
			fc.property(hostileText, (address) => {
				for (const { kind, url } of livingIn(link(address, "here").mrkdwn)) {
					expect(kind).toBe("link");
					expect(url).toMatch(/^https?:\/\//);
				}
			}),
			{ numRuns: 1000 },
		);
	});

	it("comes to no life by being cut", () => {
		fc.assert(
			fc.property(anyText, fc.nat(100), (text, max) => {
				expectDead(clampText(escapeMrkdwn(text), max));
			}),
			{ numRuns: 1000 },
		);
	});

	it("keeps the words it is made of", () => {
		fc.assert(
			fc.property(fc.stringMatching(/^[A-Za-z0-9 ,.!?äöüß件名号]{0,200}$/), (text) => {
				expect(escapeMrkdwn(text)).toBe(text);
				expect(inline(text).mrkdwn).toBe(toLine(text));
			}),
		);
	});
});
