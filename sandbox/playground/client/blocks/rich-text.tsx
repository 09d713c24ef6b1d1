/** @jsxImportSource preact */
import type { ComponentChildren } from "preact";
import { decodeEntities, isSafeUrl } from "../mrkdwn/entities.ts";
import { Inlines } from "../mrkdwn/mrkdwn.tsx";
import type { Inline } from "../mrkdwn/tree.ts";
import type { BlockContext } from "./context.ts";
import { asData, asList, asText, type Data } from "./read.ts";

export function RichText({ block, ctx }: { block: Data; ctx: BlockContext }) {
	return (
		<div class="mrkdwn">
			{asList(block.elements).map((part) => (
				<RichPart part={part} ctx={ctx} />
			))}
		</div>
	);
}

function RichPart({ part, ctx }: { part: Data; ctx: BlockContext }) {
	const elements = asList(part.elements);
	if (part.type === "rich_text_list") {
		const items = elements.map((item) => (
			<li>
				<RichLeaves elements={asList(item.elements)} ctx={ctx} />
			</li>
		));
		return part.style === "ordered" ? <ol>{items}</ol> : <ul>{items}</ul>;
	}
	const children = <RichLeaves elements={elements} ctx={ctx} />;
	if (part.type === "rich_text_quote") return <blockquote>{children}</blockquote>;
	if (part.type === "rich_text_preformatted") return <pre>{children}</pre>;
	return <p>{children}</p>;
}

function RichLeaves({ elements, ctx }: { elements: Data[]; ctx: BlockContext }) {
	return <>{elements.map((leaf) => toStyled(leaf, <Leaf leaf={leaf} ctx={ctx} />))}</>;
}

function toStyled(leaf: Data, children: ComponentChildren) {
	const style = asData(leaf.style);
	let styled = children;
	if (style.code) styled = <code>{styled}</code>;
	if (style.strike) styled = <s>{styled}</s>;
	if (style.italic) styled = <em>{styled}</em>;
	if (style.bold) styled = <strong>{styled}</strong>;
	return styled;
}

function Leaf({ leaf, ctx }: { leaf: Data; ctx: BlockContext }) {
	const node = toInline(leaf);
	if (node) return <Inlines nodes={[node]} ctx={ctx} />;
	const lines = asText(leaf.text).split("\n");
	return <>{lines.flatMap((line, index) => (index ? [<br />, line] : [line]))}</>;
}

/** Rich text carries no markup and no entities: a leaf says what it is by its type. */
function toInline(leaf: Data): Inline | null {
	const label = null;
	switch (leaf.type) {
		case "link": {
			const url = asText(leaf.url);
			if (!isSafeUrl(url)) return { kind: "text", text: asText(leaf.text) || url };
			return { kind: "link", url, label: asText(leaf.text) || decodeEntities(url) };
		}
		case "user":
			return { kind: "user", id: asText(leaf.user_id), label };
		case "channel":
			return { kind: "channel", id: asText(leaf.channel_id), label };
		case "usergroup":
			return { kind: "group", id: asText(leaf.usergroup_id), label };
		case "emoji":
			return { kind: "emoji", name: asText(leaf.name) };
		case "broadcast": {
			const { range } = leaf;
			return { kind: "broadcast", range: range === "here" || range === "channel" ? range : "everyone" };
		}
		case "date":
			return {
				kind: "date",
				epoch: Number(leaf.timestamp),
				format: asText(leaf.format),
				url: isSafeUrl(asText(leaf.url)) ? asText(leaf.url) : null,
				fallback: asText(leaf.fallback),
			};
		default:
			return null;
	}
}
