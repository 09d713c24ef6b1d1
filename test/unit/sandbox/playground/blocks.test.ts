import fc from "fast-check";
import { h } from "preact";
import { describe, expect, it, vi } from "vitest";
import { toSandboxHref } from "../../../../sandbox/playground/client/addresses.ts";
import { Blocks } from "../../../../sandbox/playground/client/blocks/block.tsx";
import type { BlockContext } from "../../../../sandbox/playground/client/blocks/context.ts";
import { en } from "../../../../sandbox/playground/client/words/en.ts";
import { drawTree, everyElement, findAll, textOf } from "./render-tree.ts";

function createContext(changes: Partial<BlockContext> = {}): BlockContext {
	return {
		reader: { tz: "UTC", locale: "en-US" },
		now: Date.UTC(2026, 10, 21),
		words: en,
		people: [{ id: "U1", name: "Mina Kato" }],
		channels: [{ id: "C1", name: "support" }],
		toHref: (url) => toSandboxHref(url, { vendorHosts: ["zendesk.com"] }),
		act: () => {},
		actSoon: () => {},
		suggest: async () => [],
		busy: null,
		inputs: null,
		...changes,
	};
}

function draw(blocks: unknown[], ctx = createContext()) {
	return drawTree(h(Blocks, { blocks, ctx }));
}

function press(drawn: ReturnType<typeof draw>): void {
	const onClick = findAll(drawn, "button")[0]?.props.onClick;
	if (typeof onClick !== "function") throw new Error("there is no button to press");
	onClick();
}

const plain = (text: string) => ({ type: "plain_text", text });

describe("Blocks", () => {
	it("draws a ticket card: title linked to the simulated desk, fields, quote and buttons", () => {
		const drawn = draw([
			{
				type: "section",
				text: { type: "mrkdwn", text: "*<https://acme.zendesk.com/agent/tickets/1042|#1042 Printer>*" },
			},
			{ type: "context", elements: [{ type: "mrkdwn", text: ":large_green_circle: *Open* · High" }] },
			{ type: "section", fields: [{ type: "mrkdwn", text: "*Requester*\nBob" }, plain("Nobody")] },
			{ type: "section", text: { type: "mrkdwn", text: "&gt; It is &lt;on&gt; fire", verbatim: true } },
			{
				type: "actions",
				elements: [{ type: "button", action_id: "reply", style: "primary", text: plain("Reply") }],
			},
		]);
		expect(findAll(drawn, "a")[0]?.props).toMatchObject({
			href: "/vendors/acme.zendesk.com/agent/tickets/1042",
			target: "_blank",
			rel: "noopener noreferrer",
		});
		expect(textOf(findAll(drawn, "blockquote"))).toBe("It is <on> fire");
		expect(textOf(findAll(drawn, "button"))).toBe("Reply");
		expect(findAll(drawn, "button")[0]?.props.class).toContain("primary");
		expect(textOf(drawn)).toContain("Requester");
	});

	it("names mentioned people and channels", () => {
		const drawn = draw([{ type: "section", text: { type: "mrkdwn", text: "<@U1> in <#C1>, <@U9>" } }]);
		expect(textOf(drawn)).toBe("@Mina Kato in #support, @U9");
	});

	it("leaves markup in plain text alone", () => {
		const drawn = draw([{ type: "section", text: plain("*a* <https://x.example|y>") }]);
		expect(textOf(drawn)).toBe("*a* <https://x.example|y>");
		expect(findAll(drawn, "a")).toEqual([]);
	});

	it("hands a click on with the element and its block", () => {
		const act = vi.fn();
		const button = { type: "button", action_id: "share", value: "1042", text: plain("Share") };
		const drawn = draw([{ type: "actions", block_id: "b1", elements: [button] }], createContext({ act }));
		press(drawn);
		expect(act).toHaveBeenCalledExactlyOnceWith(button, "b1");
	});

	it("takes no second click while the first is under way", () => {
		const act = vi.fn();
		const button = { type: "button", action_id: "share", text: plain("Share") };
		const ctx = createContext({ act, busy: "b1/share" });
		const drawn = draw([{ type: "actions", block_id: "b1", elements: [button] }], ctx);
		press(drawn);
		expect(act).not.toHaveBeenCalled();
	});

	it("never makes a script address clickable", () => {
		const url = "javascript:alert(1)";
		const drawn = draw([
			{ type: "actions", elements: [{ type: "button", action_id: "x", url, text: plain("x") }] },
			{
				type: "rich_text",
				elements: [{ type: "rich_text_section", elements: [{ type: "link", url, text: "y" }] }],
			},
		]);
		expect(findAll(drawn, "a")).toEqual([]);
	});

	it("draws rich text: styles, lists and quotes", () => {
		const leaf = (text: string, style = {}) => ({ type: "text", text, style });
		const drawn = draw([
			{
				type: "rich_text",
				elements: [
					{ type: "rich_text_section", elements: [leaf("a", { bold: true }), leaf("*b*")] },
					{
						type: "rich_text_list",
						style: "bullet",
						elements: [{ type: "rich_text_section", elements: [leaf("one")] }],
					},
					{ type: "rich_text_quote", elements: [{ type: "user", user_id: "U1" }] },
				],
			},
		]);
		expect(textOf(findAll(drawn, "strong"))).toBe("a");
		expect(textOf(findAll(drawn, "li"))).toBe("one");
		expect(textOf(findAll(drawn, "blockquote"))).toBe("@Mina Kato");
		expect(textOf(drawn)).toContain("*b*");
	});

	it("shows a field's error beside the field", () => {
		const inputs = {
			get: () => ({ type: "plain_text_input", value: "kept" }),
			set: () => {},
			errors: { subject: "Give the ticket a subject." },
		};
		const block = {
			type: "input",
			block_id: "subject",
			label: plain("Subject"),
			element: { type: "plain_text_input", action_id: "s" },
		};
		const drawn = draw([block], createContext({ inputs }));
		expect(findAll(drawn, "input")[0]?.props.value).toBe("kept");
		expect(textOf(drawn)).toBe("SubjectGive the ticket a subject.");
	});

	it("names a block it cannot draw", () => {
		expect(textOf(draw([{ type: "hologram" }]))).toBe(en.unsupported("hologram"));
	});

	it("draws any JSON without throwing and without HTML", () => {
		const types = fc.constantFrom("section", "context", "actions", "header", "image", "rich_text", "divider");
		const block = fc.record({
			type: types,
			text: fc.jsonValue(),
			elements: fc.jsonValue(),
			fields: fc.jsonValue(),
		});
		fc.assert(
			fc.property(fc.array(fc.oneof(block, fc.jsonValue()), { maxLength: 5 }), (blocks) => {
				for (const { tag, props } of everyElement(draw(blocks))) {
					expect(tag).not.toBe("script");
					expect(props).not.toHaveProperty("dangerouslySetInnerHTML");
				}
			}),
		);
	});
});
