/**
 * Slack's markup, built so that text from people can't become part of it: `md` escapes every plain value
 * that is put into it, and blocks take nothing but `Mrkdwn`.
 */
export interface Mrkdwn {
	readonly mrkdwn: string;
}

/** A value in running text: longer ones are cut. */
const MAX_INLINE = 200;
/** Longer addresses would crowd a list of ten out of Slack's limit for a whole message. */
const MAX_URL = 250;
/** More of a text is never looked at. */
const MAX_READ = 10_000;

/** What is never seen: controls, direction overrides and isolates, zero-width spaces, tags. Joiners are judged apart. */
const INVISIBLE = /(?![\n\t\u200c\u200d])[\p{Cc}\p{Cf}]/gu;

/** Joiners belong between letters of some scripts and inside emoji, not after ASCII or in runs. */
const STRAY_JOINERS = /(?<=^|[\p{ASCII}\u200c\u200d])[\u200c\u200d]+/gu;

/**
 * Slack knows no escape for its formatting characters and doesn't document what breaks them, so each becomes
 * the character that looks like it. An underscore inside a word formats nothing and stays: file_name_2.pdf.
 */
const LOOK_ALIKES: Record<string, string> = { "*": "∗", _: "ˍ", "~": "∼", "`": "ˋ" };

/** The colon that begins an emoji's code, but not the one in 10:30:45. */
const EMOJI_CODE = /:(?=([a-z0-9_+'-]{1,80}):)/gi;
const NUMBER_EMOJI = new Set(["100", "1234"]);

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** Text from people as text: never markup, mention, link, emoji code or quote, and nothing invisible in it. */
export function escapeMrkdwn(text: string): string {
	return toVisible(text)
		.replace(/^([ \t]*)>+/gm, (_, indent: string) => `${indent}›`)
		.replace(/[*~`]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, (char) => LOOK_ALIKES[char] ?? char)
		.replace(EMOJI_CODE, (colon, name: string, at: number, whole: string) =>
			/^\d+$/.test(name) && !NUMBER_EMOJI.has(name) && /\d/.test(whole[at - 1] ?? "") ? colon : "∶",
		)
		.replace(/[&<>]/g, (char) => ENTITIES[char] ?? char);
}

/** Well-formed text without what can't be seen, for plain text objects too. Line ends are `\n`. */
export function toVisible(text: string): string {
	return text
		.toWellFormed()
		.replace(/\r\n?|[\u2028\u2029\u0085]/g, "\n")
		.replace(INVISIBLE, "")
		.replace(STRAY_JOINERS, "");
}

/** One line: every run of white space is one space. */
export function toLine(text: string): string {
	return toVisible(text).replace(/\s+/gu, " ").trim();
}

/** At most `max` code points, the ellipsis included; works on plain and on escaped text, and cuts no entity or `<…>`. */
export function clampText(text: string, max: number): string {
	if (text.length <= max) return text;
	const characters = [...text];
	if (characters.length <= max) return text;
	if (max <= 1) return max === 1 ? "…" : "";
	const cut = characters.slice(0, max - 1).join("");
	return `${cut.replace(/&[a-z]{0,3}$|<(?:[!@#]|https?:|mailto:)[^<>]*$/, "").trimEnd()}…`;
}

/** Text from people on one line, escaped and cut. */
export function inline(text: string, max = MAX_INLINE): Mrkdwn {
	return raw(clampText(escapeMrkdwn(toLine(text.slice(0, MAX_READ))), max));
}

/** Composes markup. Plain strings among the values are escaped as by `inline`; the literal parts are ours. */
export function md(parts: TemplateStringsArray, ...values: (string | number | Mrkdwn)[]): Mrkdwn {
	return raw(parts.reduce((text, part, index) => text + fromValue(values[index - 1] ?? "") + part));
}

function fromValue(value: string | number | Mrkdwn): string {
	if (typeof value === "object") return value.mrkdwn;
	return typeof value === "number" ? String(value) : inline(value).mrkdwn;
}

/** Pieces with `separator` (ours) between them. Nothing where there is nothing. */
export function join(pieces: readonly (Mrkdwn | null)[], separator: string): Mrkdwn {
	return raw(pieces.flatMap((piece) => (piece?.mrkdwn ? [piece.mrkdwn] : [])).join(separator));
}

/** A label that leads somewhere; just the label when the address is no usable web address. */
export function link(url: string, label: string | Mrkdwn): Mrkdwn {
	const text = (typeof label === "string" ? inline(label) : label).mrkdwn.replaceAll("|", "¦");
	const href = toHref(url);
	return raw(href && text ? `<${href}|${text}>` : text);
}

function toHref(url: string): string | null {
	const address = toWebUrl(url);
	if (!address || address.length > MAX_URL) return null;
	const encoded = address.replace(/[|<>*~`]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
	return encoded.replaceAll("&", "&amp;");
}

/** The address in its normal form when it is https or http; null otherwise. */
export function toWebUrl(url: string): string | null {
	if (url.length > 3000 || !URL.canParse(url)) return null;
	const { href, protocol } = new URL(url);
	return protocol === "https:" || protocol === "http:" ? href : null;
}

/** A quotation of at most `max` characters and `maxLines` lines, in which nothing is markup. */
export function quote(text: string, max: number, maxLines = 8): Mrkdwn {
	const lines = toVisible(text.slice(0, MAX_READ))
		.split("\n")
		.map((line) => line.replace(/\s+/gu, " ").trim())
		.filter(Boolean);
	const shown = lines.length > maxLines ? `${lines.slice(0, maxLines).join("\n")}…` : lines.join("\n");
	// Cut before escaping by what is read, after it by what Slack counts.
	const escaped = clampText(escapeMrkdwn(clampText(shown, max)), Math.floor(max * 1.5));
	return raw(escaped === "" ? "" : escaped.replace(/^/gm, "> "));
}

/** A moment as the reader's own clock and language say it. `format` is made of Slack's date tokens. */
export function slackDate(ms: number, format: string, fallback: string): Mrkdwn {
	const seconds = Math.floor(ms / 1000);
	const shown = inline(fallback).mrkdwn.replaceAll("|", "¦") || "…";
	if (!Number.isSafeInteger(seconds) || seconds <= 0) return raw(shown);
	return raw(`<!date^${seconds}^${format}|${shown}>`);
}

export interface Distance {
	count: number;
	unit: "minute" | "hour" | "day" | "month" | "year";
}

const MINUTE = 60_000;
const UNITS = [
	["year", 365 * 24 * 60 * MINUTE],
	["month", 30 * 24 * 60 * MINUTE],
	["day", 24 * 60 * MINUTE],
	["hour", 60 * MINUTE],
] as const;

/** How far two moments are apart, in the largest unit that fits, rounded down; 0 minutes is "now". */
export function toDistance(from: number, to: number): Distance {
	const apart = Math.abs(to - from);
	if (!Number.isFinite(apart)) return { count: 0, unit: "minute" };
	for (const [unit, ms] of UNITS) if (apart >= ms) return { count: Math.floor(apart / ms), unit };
	return { count: Math.floor(apart / MINUTE), unit: "minute" };
}

/** What was escaped already, or is ours. */
function raw(mrkdwn: string): Mrkdwn {
	return { mrkdwn };
}
