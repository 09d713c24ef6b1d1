/** @jsxImportSource preact */
import { toEmoji } from "../mrkdwn/emoji.ts";
import { Mrkdwn } from "../mrkdwn/mrkdwn.tsx";
import type { BlockContext } from "./context.ts";
import { asData, asText } from "./read.ts";

/** A text object: `plain_text` is never markup, `mrkdwn` always is. */
export function Text({ value, ctx }: { value: unknown; ctx: BlockContext }) {
	const object = asData(value);
	const text = asText(object.text);
	if (object.type === "mrkdwn") return <Mrkdwn text={text} verbatim={object.verbatim === true} ctx={ctx} />;
	return <span class="plain">{plainText(object)}</span>;
}

/** Where only characters fit: labels, options, titles. */
export function plainText(value: unknown): string {
	const object = asData(value);
	const text = asText(object.text);
	if (object.type === "plain_text" && object.emoji === false) return text;
	return text.replace(/:([a-z0-9_+'-]{1,60}):/g, (whole, name: string) => toEmoji(name) ?? whole);
}
