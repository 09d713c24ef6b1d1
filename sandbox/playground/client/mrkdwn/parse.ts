import { type InlineOptions, parseInline, toPlainCode } from "./parse-inline.ts";
import type { Block } from "./tree.ts";

const PRE = /```([\s\S]+?)```/;
/** Slack stores a typed `>` as an entity and quotes either form. */
const QUOTE = /^(?:>|&gt;) ?/;

/** Slack's markup → paragraphs, quotes and preformatted text. Never throws; what it does not know stays text. */
export function parseMrkdwn(text: string, options: InlineOptions = { verbatim: false }): Block[] {
	const blocks: Block[] = [];
	text.split(PRE).forEach((part, index) => {
		if (index % 2) blocks.push({ kind: "pre", text: toPlainCode(part.replace(/^\n|\n$/g, "")) });
		else blocks.push(...parseLines(part, options));
	});
	return blocks;
}

function parseLines(text: string, options: InlineOptions): Block[] {
	const groups: { quoted: boolean; lines: string[] }[] = [];
	// The line ends next to preformatted text belong to it.
	const trimmed = text.replace(/^\n|\n$/g, "");
	if (trimmed === "") return [];
	for (const line of trimmed.split("\n")) {
		const quoted = QUOTE.test(line);
		const last = groups.at(-1);
		const content = quoted ? line.replace(QUOTE, "") : line;
		if (last?.quoted === quoted) last.lines.push(content);
		else groups.push({ quoted, lines: [content] });
	}
	return groups.map(({ quoted, lines }) => ({
		kind: quoted ? "quote" : "paragraph",
		children: parseInline(lines.join("\n"), options),
	}));
}
