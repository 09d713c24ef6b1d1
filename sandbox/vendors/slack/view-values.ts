import type { SlackSimulator } from "../slack-simulator.ts";
import { elementsOf, toElementState, toInitialState } from "./action-values.ts";
import { isJson, type Json } from "./block-elements.ts";
import type { Interactions } from "./interactions.ts";
import type { ViewState } from "./state.ts";

/** What the inputs of a view hold, and what Slack's own client stops before the app sees it. */

type Given = Parameters<SlackSimulator["submitView"]>[0]["values"];

export function blocksOfView(view: ViewState): Json[] {
	return Array.isArray(view.view.blocks) ? view.view.blocks.filter(isJson) : [];
}

const STATELESS = new Set(["button", "overflow", "image"]);

export function collectValues(
	view: ViewState,
	given: Given,
	offered: Interactions["offered"],
): ViewState["values"] {
	const values: ViewState["values"] = {};
	for (const block of blocksOfView(view)) {
		const blockId = String(block.block_id);
		for (const element of elementsOf(block)) {
			if (STATELESS.has(String(element.type)) || element.action_id === undefined) continue;
			const actionId = String(element.action_id);
			const typed = given[blockId]?.[actionId];
			const known = view.values[blockId]?.[actionId];
			const held = isJson(known) ? known : toInitialState(element);
			const value = typed === undefined ? held : toElementState(element, typed, offered(actionId));
			values[blockId] = { ...values[blockId], [actionId]: value };
		}
	}
	return values;
}

const WORDS = {
	en: {
		required: "Please complete this required field.",
		email: "Enter a valid e-mail address.",
		url: "Enter an address that begins with http:// or https://.",
		number: "Enter a number.",
		whole: "Enter a whole number.",
		least: (least: string) => `Enter ${least} or more.`,
		most: (most: string) => `Enter ${most} or less.`,
		short: (least: number) => `Enter at least ${least} characters.`,
		long: (most: number) => `Enter at most ${most} characters.`,
		many: (most: number) => `Choose at most ${most}.`,
	},
	ja: {
		required: "この必須フィールドに入力してください。",
		email: "有効なメールアドレスを入力してください。",
		url: "http:// または https:// で始まるアドレスを入力してください。",
		number: "数値を入力してください。",
		whole: "整数を入力してください。",
		least: (least: string) => `${least}以上の数値を入力してください。`,
		most: (most: string) => `${most}以下の数値を入力してください。`,
		short: (least: number) => `${least}文字以上で入力してください。`,
		long: (most: number) => `${most}文字以内で入力してください。`,
		many: (most: number) => `選択できるのは${most}件までです。`,
	},
} as const;

type FieldWords = (typeof WORDS)["en"] | (typeof WORDS)["ja"];

export function findFieldErrors(
	view: ViewState,
	values: ViewState["values"],
	locale: string,
): Record<string, string> {
	const words = locale.startsWith("ja") ? WORDS.ja : WORDS.en;
	const errors: Record<string, string> = {};
	for (const block of blocksOfView(view)) {
		if (block.type !== "input" || !isJson(block.element)) continue;
		const blockId = String(block.block_id);
		const value = values[blockId]?.[String(block.element.action_id)];
		const error = errorOf(block.element, isJson(value) ? value : {}, block.optional === true, words);
		if (error !== null) errors[blockId] = error;
	}
	return errors;
}

function errorOf(element: Json, value: Json, isOptional: boolean, words: FieldWords): string | null {
	const { type: _, ...content } = value;
	const isEmpty = Object.values(content).every(
		(one) => one === null || (Array.isArray(one) && one.length === 0),
	);
	if (isEmpty) return isOptional ? null : words.required;
	const text = typeof value.value === "string" ? value.value : "";
	const [least, most] = [Number(element.min_length ?? 0), Number(element.max_length ?? 3000)];
	switch (element.type) {
		case "email_text_input":
			return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? null : words.email;
		case "url_text_input":
			return /^https?:\/\/\S+$/.test(text) ? null : words.url;
		case "number_input":
			return numberError(element, text, words);
		case "plain_text_input":
			if (text.length < least) return words.short(least);
			return text.length > most ? words.long(most) : null;
		default: {
			const chosen = Object.values(content).find(Array.isArray) ?? [];
			const limit = Number(element.max_selected_items ?? Number.POSITIVE_INFINITY);
			return chosen.length > limit ? words.many(limit) : null;
		}
	}
}

function numberError(element: Json, text: string, words: FieldWords): string | null {
	if (!/^-?\d+(\.\d+)?$/.test(text)) return words.number;
	if (element.is_decimal_allowed !== true && text.includes(".")) return words.whole;
	const { min_value: least, max_value: most } = element;
	if (least !== undefined && Number(text) < Number(least)) return words.least(String(least));
	return most !== undefined && Number(text) > Number(most) ? words.most(String(most)) : null;
}
