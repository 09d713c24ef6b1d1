import type { Command } from "../../core/command.ts";
import type { DeskStats } from "../../core/ticket-writing.ts";
import { md } from "../mrkdwn.ts";
import { actions, button, context, fields, type SlackMessage, section, toMessage } from "./blocks.ts";
import { messagesOf, type ViewContext } from "./view-context.ts";

export interface StatsInput extends ViewContext {
	deskId: string;
	command: Extract<Command, { verb: "stats" }>;
	/** The department as the desk writes it; null for all of them. */
	departmentName: string | null;
	stats: DeskStats;
}

/** The answer to `/desk stats`. */
export function buildStats(input: StatsInput): SlackMessage {
	const { deskId, command, departmentName, stats } = input;
	const words = messagesOf(input).insight.stats;
	const title = words.title(departmentName);
	const count = (label: string, value: number | null) => md`*${label}*\n${value ?? words.untold}`;
	const run = (wanted: Command) => ({ kind: "run" as const, deskId, command: wanted, cursor: null, from: 1 });
	const { department } = command;
	return toMessage(title, [
		section(md`*${title}*`),
		fields([
			count(words.open, stats.open),
			count(words.unassigned, stats.unassigned),
			count(words.overdue, stats.overdue),
			count(words.createdToday, stats.createdToday),
			count(words.closedToday, stats.closedToday),
			md`*${words.satisfaction}*\n${satisfactionText(stats.satisfaction, words)}`,
		]),
		context(words.note),
		actions([
			button(words.showOpen, run({ verb: "list", kind: "open", department }), { index: 1 }),
			button(words.showUnassigned, run({ verb: "list", kind: "unassigned", department }), { index: 2 }),
			button(words.showOverdue, run({ verb: "list", kind: "overdue", department: null }), { index: 3 }),
			button(words.refresh, run(command), { index: 4 }),
		]),
	]);
}

function satisfactionText(
	satisfaction: DeskStats["satisfaction"],
	words: { share(good: number, rated: number): string; noRatings: string; untold: string },
): string {
	if (!satisfaction) return words.untold;
	const { good, rated } = satisfaction;
	return rated > 0 ? words.share(good, rated) : words.noRatings;
}
