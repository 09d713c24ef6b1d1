import type { Command } from "../../core/command.ts";
import type { DeskStats } from "../../core/ticket-writing.ts";
import { md } from "../mrkdwn.ts";
import { actions, button, context, fields, type SlackMessage, section, toMessage } from "./blocks.ts";
import { messagesOf, type ViewContext } from "./view-context.ts";

export interface DigestInput extends ViewContext {
	deskId: string;
	stats: DeskStats;
	/** null: of all departments. */
	departmentName: string | null;
}

/** The day in figures, for a channel. What the desk doesn't tell is left out. */
export function buildDigest(input: DigestInput): SlackMessage {
	const { deskId, stats, departmentName, deskName } = input;
	const { digest, insight } = messagesOf(input);
	const words = insight.stats;
	const figure = (label: string, value: number | string | null) =>
		value === null ? md`` : md`*${label}*\n${value}`;
	const figures = fields([
		figure(words.open, stats.open),
		figure(words.unassigned, stats.unassigned),
		figure(words.overdue, stats.overdue),
		figure(words.createdToday, stats.createdToday),
		figure(words.closedToday, stats.closedToday),
		figure(words.satisfaction, satisfactionText(stats.satisfaction, words.share)),
	]);
	const title = digest.title(deskName, departmentName);
	const show = (label: string, kind: "open" | "unassigned" | "overdue", index: number) => {
		const department = kind === "overdue" ? null : departmentName;
		const command: Command = { verb: "list", kind, department };
		return button(label, { kind: "run", deskId, command, cursor: null, from: 1 }, { index });
	};
	return toMessage(title, [
		section(md`*${title}*`),
		figures ?? section(digest.nothing),
		figures && context(digest.note),
		actions([
			show(words.showOpen, "open", 1),
			show(words.showUnassigned, "unassigned", 2),
			show(words.showOverdue, "overdue", 3),
		]),
	]);
}

function satisfactionText(
	satisfaction: DeskStats["satisfaction"],
	share: (good: number, rated: number) => string,
): string | null {
	return satisfaction && satisfaction.rated > 0 ? share(satisfaction.good, satisfaction.rated) : null;
}
