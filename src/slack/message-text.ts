import { MAX_SUBJECT } from "../core/command.ts";
import { MAX_TEXT } from "./modal-values.ts";
import { clampText, toLine, toVisible } from "./mrkdwn.ts";

const MAX_READ = 20_000;
/** A subject that comes from running text reads better short. */
const MAX_FIRST_LINE = 100;

/** A Slack message as plain text: its markup undone, names for ids where they are known. */
export function toPlainText(mrkdwn: string, nameOf: (userId: string) => string | null = () => null): string {
	const text = mrkdwn
		.slice(0, MAX_READ)
		.replace(/<([^<>]*)>/g, (_, token: string) => readToken(token, nameOf))
		.replace(/&(lt|gt|amp);/g, (_, name: string) => (name === "lt" ? "<" : name === "gt" ? ">" : "&"));
	return toVisible(text).trim();
}

function readToken(token: string, nameOf: (userId: string) => string | null): string {
	const bar = token.indexOf("|");
	const target = bar < 0 ? token : token.slice(0, bar);
	const label = bar < 0 ? "" : token.slice(bar + 1);
	if (target.startsWith("@")) {
		const name = label.replace(/^@/, "") || nameOf(target.slice(1));
		return name ? `@${name}` : "@…";
	}
	if (target.startsWith("#")) return label ? `#${label.replace(/^#/, "")}` : "#…";
	if (target.startsWith("!")) return label || `@${target.slice(1).split("^")[0]}`;
	if (/^(mailto|tel):/i.test(target)) return label || target.slice(target.indexOf(":") + 1);
	return label && label !== target && !target.includes(label) ? `${label} (${target})` : target;
}

/**
 * What a new ticket begins with that is made from a message: its first line as the subject, all of it as the
 * description. `ending` says where it comes from, and is kept whole when the text must be cut.
 */
export function prefillFromMessage(text: string, ending: string): { subject: string; description: string } {
	const firstLine = text.split("\n").map(toLine).find(Boolean) ?? "";
	const room = MAX_TEXT - ending.length - 2;
	return {
		subject: clampUnits(firstLine, Math.min(MAX_FIRST_LINE, MAX_SUBJECT)),
		description: [clampUnits(text, room), ending].filter(Boolean).join("\n\n"),
	};
}

/** By UTF-16 units, which is what Slack's inputs count at most. */
function clampUnits(text: string, max: number): string {
	const cut = clampText(text, max);
	return cut.length <= max ? cut : clampText(text, Math.floor(max / 2));
}
