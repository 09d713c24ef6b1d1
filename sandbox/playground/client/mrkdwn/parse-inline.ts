import { decodeEntities } from "./entities.ts";
import { parseToken, toPlainToken } from "./parse-token.ts";
import type { Inline } from "./tree.ts";

export interface InlineOptions {
	/** Slack's `verbatim`: bare addresses and `@here` stay plain text. */
	verbatim: boolean;
}

const STYLES = { "*": "bold", _: "italic", "~": "strike" } as const;
type Mark = keyof typeof STYLES;

const TOKEN = /<([^<>\n]{1,4000})>/y;
const CODE = /`([^`\n]+)`/y;
const EMOJI = /:([a-z0-9_+'-]{1,60}):/y;
const BARE = /(?:https?:\/\/[^\s<>|]+[^\s<>|.,;:!?)'"]|@(?:here|channel|everyone)(?![\p{L}\p{N}_]))/uy;
/** A mark next to a letter or digit is no mark; a zero-width space is how apps make one harmless. */
const WORD = /[\p{L}\p{N}]/u;
const GAP = /[\s\u200b\u2060\ufeff]/u;

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
	pattern.lastIndex = at;
	return pattern.exec(text);
}

/** One line, or several with breaks between them; marks never reach over a line's end. */
export function parseInline(text: string, options: InlineOptions): Inline[] {
	const nodes: Inline[] = [];
	text.split("\n").forEach((line, index) => {
		if (index > 0) nodes.push({ kind: "break" });
		nodes.push(...parseLine(line, options, ""));
	});
	return nodes;
}

/** `inside` lists the marks that are open around this piece: a mark does not nest in itself. */
function parseLine(line: string, options: InlineOptions, inside: string): Inline[] {
	const nodes: Inline[] = [];
	/** Marks for which no end was found: every later one on this line has none either. */
	const hopeless = new Set<string>(inside);
	let plain = "";
	let at = 0;

	function push(node: Inline, length: number): void {
		flush();
		nodes.push(node);
		at += length;
	}
	function flush(): void {
		if (plain) nodes.push({ kind: "text", text: decodeEntities(plain) });
		plain = "";
	}

	while (at < line.length) {
		const char = line[at] ?? "";
		if (char === "<") {
			const match = matchAt(TOKEN, line, at);
			const node = match && parseToken(match[1] ?? "");
			if (match && node) {
				push(node, match[0].length);
				continue;
			}
		} else if (char === "`") {
			const match = matchAt(CODE, line, at);
			if (match) {
				push({ kind: "code", text: toPlainCode(match[1] ?? "") }, match[0].length);
				continue;
			}
		} else if (char === ":") {
			const match = matchAt(EMOJI, line, at);
			if (match) {
				push({ kind: "emoji", name: match[1] ?? "" }, match[0].length);
				continue;
			}
		} else if (isMark(char) && !hopeless.has(char) && canOpen(line, at)) {
			const end = findEnd(line, at, char);
			if (end !== -1) {
				const children = parseLine(line.slice(at + 1, end), options, inside + char);
				push({ kind: STYLES[char], children }, end + 1 - at);
				continue;
			}
			hopeless.add(char);
		} else if (!options.verbatim && (char === "h" || char === "@") && !WORD.test(line[at - 1] ?? "")) {
			const match = matchAt(BARE, line, at);
			if (match) {
				push(toBareNode(match[0]), match[0].length);
				continue;
			}
		}
		plain += char;
		at += 1;
	}
	flush();
	return nodes;
}

function isMark(char: string): char is Mark {
	return char in STYLES;
}

function canOpen(line: string, at: number): boolean {
	const next = line[at + 1];
	return !WORD.test(line[at - 1] ?? "") && next !== undefined && next !== line[at] && !GAP.test(next);
}

/** The end of a mark: after something that is no gap, before something that is no word, not inside a token or code. */
function findEnd(line: string, start: number, mark: Mark): number {
	for (let at = start + 1; at < line.length; at++) {
		const char = line[at];
		if (char === mark && at > start + 1 && !GAP.test(line[at - 1] ?? " ") && !WORD.test(line[at + 1] ?? "")) {
			return at;
		}
		if (char === "<") at += (matchAt(TOKEN, line, at)?.[0].length ?? 1) - 1;
		else if (char === "`") at += (matchAt(CODE, line, at)?.[0].length ?? 1) - 1;
	}
	return -1;
}

export function toPlainCode(text: string): string {
	return text
		.split(/(<[^<>\n]{1,4000}>)/)
		.map((part, index) => (index % 2 ? toPlainToken(part.slice(1, -1)) : decodeEntities(part)))
		.join("");
}

function toBareNode(text: string): Inline {
	if (!text.startsWith("@")) return { kind: "link", url: decodeEntities(text), label: decodeEntities(text) };
	const range = text.slice(1);
	return { kind: "broadcast", range: range === "here" || range === "channel" ? range : "everyone" };
}
