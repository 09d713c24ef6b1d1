import { decodeEntities, isSafeUrl } from "./entities.ts";
import type { Inline } from "./tree.ts";

/** The inside of `<…>` → what it names; null when it is nothing Slack knows, so that it stays text. */
export function parseToken(inside: string): Inline | null {
	const bar = inside.indexOf("|");
	const target = bar === -1 ? inside : inside.slice(0, bar);
	const label = bar === -1 ? null : decodeEntities(inside.slice(bar + 1)) || null;

	const named = /^([@#])([A-Z0-9]+)$/.exec(target);
	if (named) {
		const id = named[2] ?? "";
		return named[1] === "@" ? { kind: "user", id, label } : { kind: "channel", id, label };
	}
	const range = /^!(here|channel|everyone)$/.exec(target)?.[1];
	if (range === "here" || range === "channel" || range === "everyone") return { kind: "broadcast", range };
	const group = /^!subteam\^([A-Z0-9]+)$/.exec(target)?.[1];
	if (group) return { kind: "group", id: group, label };
	const date = /^!date\^(-?\d{1,12})\^([^^]+)(?:\^(.+))?$/.exec(target);
	if (date) {
		const url = date[3] ? decodeEntities(date[3]) : null;
		return {
			kind: "date",
			epoch: Number(date[1]),
			format: decodeEntities(date[2] ?? ""),
			url: url && isSafeUrl(url) ? url : null,
			fallback: label ?? "",
		};
	}
	const url = decodeEntities(target);
	return isSafeUrl(url) ? { kind: "link", url, label: label ?? url.replace(/^mailto:/i, "") } : null;
}

/** How a token looks inside code, where it is not live: its label or its address. */
export function toPlainToken(inside: string): string {
	const node = parseToken(inside);
	if (!node) return decodeEntities(`<${inside}>`);
	if (node.kind === "link") return node.label;
	if (node.kind === "date") return node.fallback;
	if (node.kind === "broadcast") return `@${node.range}`;
	if (node.kind === "user") return `@${node.label ?? node.id}`;
	if (node.kind === "channel") return `#${node.label ?? node.id}`;
	if (node.kind === "group") return `@${node.label ?? node.id}`;
	return "";
}
