import type { Notice, TicketEventType } from "../../core/ticket-event.ts";
import type { SlackMessages } from "../../locales/slack/messages.ts";
import { inline, join, link, type Mrkdwn, md } from "../mrkdwn.ts";
import { context, lineSections, type SlackMessage, section, toMessage } from "./blocks.ts";
import { numberText, statusMark, subjectText } from "./ticket-text.ts";
import { messagesOf, type ViewContext } from "./view-context.ts";

const MAX_TICKETS = 20;
/** Kinds of events that one ticket's line names. */
const MAX_KINDS = 4;

export interface NoticeSummaryInput extends ViewContext {
	deskId: string;
	/** In the order they happened. At least one. */
	notices: readonly Notice[];
}

/** What was held back during quiet hours, a line per ticket, those with the newest events first. */
export function buildNoticeSummary(input: NoticeSummaryInput): SlackMessage {
	const messages = messagesOf(input);
	const byTicket = new Map<string, Notice[]>();
	for (const notice of input.notices) {
		const key = `${notice.deskId} ${notice.ticket.id}`;
		const before = byTicket.get(key) ?? [];
		byTicket.delete(key);
		byTicket.set(key, [...before, notice]);
	}
	const events = input.notices.reduce((sum, notice) => sum + notice.events.length, 0);
	const heading = messages.notice.summaryHeading(events, byTicket.size);
	const tickets = [...byTicket.values()].reverse();
	const more = tickets.length - MAX_TICKETS;
	return toMessage(heading, [
		section(md`*${heading}*`),
		...lineSections(tickets.slice(0, MAX_TICKETS).map((notices) => lineText(notices, messages))),
		more > 0 ? context(messages.notice.moreTickets(more)) : null,
	]);
}

/** The ticket as it was last seen, and what happened to it. */
function lineText(notices: readonly Notice[], messages: SlackMessages): Mrkdwn {
	const newest = notices.reduce<Notice | null>(
		(found, notice) => (found && found.revision > notice.revision ? found : notice),
		null,
	);
	if (!newest) return md``;
	const { ticket } = newest;
	const counts = new Map<TicketEventType, number>();
	for (const { type } of notices.flatMap(({ events }) => events))
		counts.set(type, (counts.get(type) ?? 0) + 1);
	const kinds = [...counts].map(([type, count]) => inline(messages.notice.short(type, count)));
	const shown = kinds.length > MAX_KINDS ? [...kinds.slice(0, MAX_KINDS), md`…`] : kinds;
	const number = link(ticket.url, inline(numberText(ticket), 24));
	return md`${statusMark(ticket.status)} *${number}* ${subjectText(ticket.subject, 50, messages)}  —  ${join(shown, " · ")}`;
}
