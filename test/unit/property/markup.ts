import { parseMrkdwn } from "../../../sandbox/playground/client/mrkdwn/parse.ts";
import type { Inline } from "../../../sandbox/playground/client/mrkdwn/tree.ts";

type Kind = Inline["kind"] | "pre" | "quote";

interface Living {
	kind: Kind;
	/** Where a link leads. */
	url: string | null;
}

/** Everything in a text that Slack would bring to life, read by the playground's own reader of Slack's markup. */
export function livingIn(text: string): Living[] {
	return parseMrkdwn(text, { verbatim: true }).flatMap((block): Living[] => {
		if (block.kind === "pre") return [{ kind: "pre", url: null }];
		const inside = block.children.flatMap(living);
		return block.kind === "quote" ? [{ kind: "quote", url: null }, ...inside] : inside;
	});
}

function living(node: Inline): Living[] {
	if (node.kind === "text" || node.kind === "break") return [];
	const inside = "children" in node ? node.children.flatMap(living) : [];
	return [{ kind: node.kind, url: node.kind === "link" ? node.url : null }, ...inside];
}

const MENTIONS: readonly Kind[] = ["user", "channel", "group", "broadcast"];

/** What must never come of people's text: mentions, and links that lead elsewhere than to `hosts`. */
export function dangersIn(text: string, hosts: readonly string[] = []): Living[] {
	return livingIn(text).filter(
		({ kind, url }) => MENTIONS.includes(kind) || (url !== null && !hosts.includes(new URL(url).hostname)),
	);
}

/** Every text of a message or view that Slack reads as markup. */
export function markupOf(shown: object): string[] {
	const found: string[] = [];
	JSON.stringify(shown, (_, value) => {
		if (value?.type === "mrkdwn") found.push(value.text);
		return value;
	});
	return found;
}
