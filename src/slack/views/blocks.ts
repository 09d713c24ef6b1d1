import type {
	ActionsBlock,
	AnyMessageBlock,
	Button,
	ContextBlock,
	Overflow,
	SectionBlock,
	StaticSelect,
} from "slack-web-api-client";
import {
	type Action,
	MORE_ACTION_ID,
	type TicketAction,
	toActionId,
	toActionValue,
	toOptionValue,
} from "../actions.ts";
import { clampText, type Mrkdwn, toLine, toWebUrl } from "../mrkdwn.ts";

/** What is posted: `text` is what a phone's notification and a screen reader say. */
export interface SlackMessage {
	text: string;
	blocks: AnyMessageBlock[];
}

/** Slack's limits are 3000, 2000 and 75; a little less, since it doesn't say how it counts emoji. */
const MAX_SECTION = 2900;
const MAX_FIELD = 1900;
const MAX_LABEL = 70;
const MAX_TEXT = 1000;
/** More of a label is never looked at. */
const MAX_READ = 2000;
/** A cursor beyond this would crowd the rows out of the message. */
const MAX_CURSOR = 1000;

export type ActionElement = ActionsBlock["elements"][number];

/** Drops what isn't there, so that builders can write conditions in place. */
export function toMessage(text: Mrkdwn, blocks: readonly (AnyMessageBlock | null)[]): SlackMessage {
	return {
		text: cutTo(text.mrkdwn, MAX_TEXT) || "…",
		blocks: blocks.filter((block) => block !== null),
	};
}

/** A message that is one sentence, perhaps with buttons. */
export function toSentence(text: Mrkdwn, elements: readonly (ActionElement | null)[] = []): SlackMessage {
	return toMessage(text, [section(text), actions(elements)]);
}

export function section(text: Mrkdwn, accessory?: Button): SectionBlock | null {
	if (!text.mrkdwn) return null;
	const block = { type: "section" as const, text: mrkdwnObject(text, MAX_SECTION) };
	return accessory ? { ...block, accessory } : block;
}

export function fields(texts: readonly Mrkdwn[]): SectionBlock | null {
	const shown = texts.filter((text) => text.mrkdwn).map((text) => mrkdwnObject(text, MAX_FIELD));
	return shown.length > 0 ? { type: "section", fields: shown.slice(0, 10) } : null;
}

export function context(text: Mrkdwn | null): ContextBlock | null {
	return text?.mrkdwn ? { type: "context", elements: [mrkdwnObject(text, MAX_FIELD)] } : null;
}

export function actions(elements: readonly (ActionElement | null)[]): ActionsBlock | null {
	const shown = elements.filter((element) => element !== null);
	return shown.length > 0 ? { type: "actions", elements: shown } : null;
}

/** Lines in as few sections as they fit into. */
export function lineSections(lines: readonly Mrkdwn[]): SectionBlock[] {
	const texts: string[] = [];
	for (const { mrkdwn } of lines) {
		const last = texts.at(-1);
		if (last !== undefined && last.length + mrkdwn.length + 1 <= MAX_SECTION) {
			texts[texts.length - 1] = `${last}\n${mrkdwn}`;
		} else if (mrkdwn) {
			texts.push(mrkdwn);
		}
	}
	return texts.flatMap((text) => section({ mrkdwn: text }) ?? []);
}

export interface ButtonOptions {
	/** Needed where a message has several buttons of one kind. */
	index?: number;
	style?: "primary" | "danger";
}

/** null when the action doesn't fit into a button. */
export function button(label: string, action: Action, options: ButtonOptions = {}): Button | null {
	const value = toActionValue(action);
	if (value === null || (action.kind === "run" && (action.cursor?.length ?? 0) > MAX_CURSOR)) return null;
	return withStyle(
		{ type: "button", action_id: toActionId(action.kind, options.index), text: plain(label), value },
		options,
	);
}

/** A button that leads to a page; null when the address is none. */
export function urlButton(
	label: string,
	url: string,
	kind: "open" | "sign_in",
	options: ButtonOptions = {},
): Button | null {
	const href = toWebUrl(url);
	if (!href || href.length > 2900) return null;
	return withStyle(
		{ type: "button", action_id: toActionId(kind, options.index), text: plain(label), url: href },
		options,
	);
}

/** One of several; the options' labels may be anybody's text. null without options. */
export function select(
	placeholder: string,
	kind: Action["kind"],
	options: readonly { label: string; value: string | null }[],
): StaticSelect | null {
	const shown = options.flatMap(({ label, value }) =>
		// Slack's documents say 75 in one place and 150 in another for an option's value.
		value && value.length <= 75 ? [{ text: plain(label), value }] : [],
	);
	if (shown.length === 0) return null;
	return {
		type: "static_select",
		action_id: toActionId(kind),
		placeholder: plain(placeholder),
		options: shown.slice(0, 100),
	};
}

/** What is done more rarely, behind three dots; a plain button where there is only one of them. */
export function overflow(
	items: readonly { label: string; action: TicketAction }[],
): Overflow | Button | null {
	const [first, ...others] = items;
	if (first && others.length === 0) return button(first.label, first.action);
	const options = items.flatMap(({ label, action }) => {
		const value = toOptionValue(action);
		return value === null ? [] : [{ text: plain(label), value }];
	});
	// Slack shows no more than five.
	return options.length > 0
		? { type: "overflow", action_id: MORE_ACTION_ID, options: options.slice(0, 5) }
		: null;
}

export function plain(text: string, max = MAX_LABEL): { type: "plain_text"; text: string; emoji: false } {
	return { type: "plain_text", text: cutTo(toLine(text.slice(0, MAX_READ)), max) || "–", emoji: false };
}

function mrkdwnObject(text: Mrkdwn, max: number): { type: "mrkdwn"; text: string; verbatim: true } {
	return { type: "mrkdwn", text: cutTo(text.mrkdwn, max), verbatim: true };
}

/** By code points, and by UTF-16 units where many take two: Slack doesn't say which it counts. */
function cutTo(text: string, max: number): string {
	const cut = clampText(text, max);
	return cut.length <= max ? cut : clampText(text, Math.floor(max / 2));
}

function withStyle(element: Button, { style }: ButtonOptions): Button {
	return style ? { ...element, style } : element;
}
