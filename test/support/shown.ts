import { expect } from "vitest";
import type { SimMessage } from "../../sandbox/vendors/slack-simulator.ts";
import { problemsOf } from "./block-kit.ts";

/** A message of the app as its reader has it. */
export interface Shown extends SimMessage {
	/** Every text of the message, one below the other, as the app wrote it. */
	says: string;
	buttons: string[];
	/** What its select offers. */
	options: string[];
	/** Where its button leads that has an address. */
	url: string | null;
}

export function toShown(message: SimMessage): Shown {
	return { ...message, ...readBlocks(message.blocks) };
}

/** What a message's blocks say and offer. */
export function readBlocks(blocks: readonly unknown[]): Pick<Shown, "says" | "buttons" | "options" | "url"> {
	const elements = elementsOf(blocks);
	return {
		says: textsOf(blocks).join("\n"),
		buttons: elements.filter(({ options }) => options.length === 0).map(({ label }) => label),
		options: elements.flatMap(({ options }) => options.map(({ text }) => text)),
		url: elements.find(({ url }) => url)?.url ?? null,
	};
}

/** What the app shows has to fit Slack's limits, and no customer's text may have become markup. */
export function checked(message: Shown): Shown {
	expect(problemsOf({ text: message.text, blocks: message.blocks as object[] })).toEqual([]);
	return message;
}

/** Something to press or choose from. */
export interface Element {
	blockId: string;
	actionId: string;
	label: string;
	url: string | null;
	options: { text: string; value: string }[];
}

type Json = Record<string, unknown>;
const asJson = (value: unknown): Json => (typeof value === "object" && value !== null ? (value as Json) : {});
const asList = (value: unknown): Json[] => (Array.isArray(value) ? value.map(asJson) : []);
const textOf = (value: unknown): string => String(asJson(value).text ?? "");

function textsOf(blocks: readonly unknown[]): string[] {
	return blocks.map(asJson).flatMap((block) => {
		const inner = block.type === "context" ? asList(block.elements).map(textOf) : [];
		return [textOf(block.text), ...asList(block.fields).map(textOf), ...inner].filter(Boolean);
	});
}

function elementsOf(blocks: readonly unknown[]): Element[] {
	return blocks
		.map(asJson)
		.flatMap((block) =>
			[...(block.type === "actions" ? asList(block.elements) : []), asJson(block.accessory)].map(
				(element) => ({ element, blockId: String(block.block_id) }),
			),
		)
		.filter(({ element }) => element.action_id !== undefined)
		.map(({ element, blockId }) => ({
			blockId,
			actionId: String(element.action_id),
			label: textOf(element.text ?? element.placeholder),
			url: typeof element.url === "string" ? element.url : null,
			options: asList(element.options).map(({ text, value }) => ({
				text: textOf(text),
				value: String(value),
			})),
		}));
}

export function findButton(message: Shown, label: string | RegExp): Element {
	const found = elementsOf(message.blocks).find(
		({ label: text, options }) => options.length === 0 && fits(text, label),
	);
	if (!found) throw new Error(`no button ${label}, only ${message.buttons.join(", ")}: ${message.says}`);
	return found;
}

export function findOption(message: Shown, wanted: string | RegExp): { element: Element; value: string } {
	for (const element of elementsOf(message.blocks)) {
		const option = element.options.find(({ text }) => fits(text, wanted));
		if (option) return { element, value: option.value };
	}
	throw new Error(`no option ${wanted}, only ${message.options.join(", ")}`);
}

function fits(text: string, wanted: string | RegExp): boolean {
	return typeof wanted === "string" ? text === wanted : wanted.test(text);
}
