import type { TicketPriority, TicketStatus, TicketSummary } from "../../core/ticket.ts";
import type { SlackMessages } from "../../locales/slack/messages.ts";
import { clampText, inline, link, type Mrkdwn, md, slackDate, toDistance, toLine } from "../mrkdwn.ts";

/** A subject longer than this is never read to its end. */
const MAX_READ = 4000;

/** Shapes, not colours: how full the circle is says how far the ticket has come. */
const MARKS: Record<TicketStatus["category"], string> = {
	new: "○",
	open: "◐",
	pending: "◌",
	on_hold: "◌",
	solved: "✓",
	closed: "●",
};

export function statusMark(status: TicketStatus): string {
	return MARKS[status.category];
}

export function statusText(status: TicketStatus, messages: SlackMessages): Mrkdwn {
	return inline(status.label?.trim() || messages.ticket.status(status.category), 24);
}

/** null for a priority that needs no attention. */
export function priorityText(priority: TicketPriority | null, messages: SlackMessages): Mrkdwn | null {
	if (!priority || priority.level === "normal") return null;
	const { level, label } = priority;
	if (level) return messages.ticket.priority({ level });
	return label?.trim() ? messages.ticket.priority({ label }) : null;
}

/** How long until a ticket is due, or since when it is overdue; null when that no longer matters. */
export function dueText(
	ticket: Pick<TicketSummary, "status" | "dueAt" | "overdue">,
	now: number,
	messages: SlackMessages,
): Mrkdwn | null {
	const { status, dueAt, overdue } = ticket;
	if (status.category === "solved" || status.category === "closed") return null;
	if (dueAt === null) return overdue ? messages.ticket.overdue(null) : null;
	const distance = toDistance(dueAt, now);
	if (dueAt <= now) return messages.ticket.overdue(distance);
	return overdue ? messages.ticket.overdue(null) : messages.ticket.due(distance);
}

/** `#1042`, whatever a desk's number looks like. */
export function numberText(ticket: Pick<TicketSummary, "number">): string {
	return `#${ticket.number}`;
}

/** Characters that take the room of two. */
const WIDE =
	/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}|[\u{20000}-\u{3fffd}]/u;

/** The subject as one line of at most `columns`; what is cut is the subject, never the number. */
export function subjectText(subject: string, columns: number, messages: SlackMessages): Mrkdwn {
	const line = toLine(subject.slice(0, MAX_READ));
	const text = inline(clampText(line, fittingCharacters(line, columns)), columns);
	return text.mrkdwn ? text : inline(messages.ticket.noSubject);
}

function fittingCharacters(line: string, columns: number): number {
	let used = 0;
	let count = 0;
	for (const character of line) {
		used += WIDE.test(character) ? 2 : 1;
		if (used > columns) return count;
		count++;
	}
	return count;
}

/** The bold, linked line that leads a ticket. */
export function titleText(
	ticket: Pick<TicketSummary, "number" | "subject" | "url">,
	messages: SlackMessages,
): Mrkdwn {
	const subject = subjectText(ticket.subject, 80, messages);
	return md`*${link(ticket.url, md`${inline(numberText(ticket), 24)}  ${subject}`)}*`;
}

/** "2 hours ago", kept current by Slack and in the reader's language. */
export function agoText(at: number, now: number, messages: SlackMessages): Mrkdwn {
	return slackDate(at, "{ago}", messages.ticket.age(toDistance(at, now)));
}

/** A value that may be empty or invisible, else what stands for it. */
export function orElse(text: string | null | undefined, fallback: string, max = 100): Mrkdwn {
	const shown = inline(text ?? "", max);
	return shown.mrkdwn ? shown : inline(fallback, max);
}
