import type { Command } from "../../core/command.ts";
import type { ListKind, Page, TicketSummary } from "../../core/ticket.ts";
import type { SlackMessages } from "../../locales/slack/messages.ts";
import { toActionValue } from "../actions.ts";
import { inline, join, link, type Mrkdwn, md, toDistance, toLine } from "../mrkdwn.ts";
import {
	actions,
	button,
	context,
	lineSections,
	type SlackMessage,
	section,
	select,
	toMessage,
} from "./blocks.ts";
import { dueText, numberText, orElse, statusMark, statusText, subjectText } from "./ticket-text.ts";
import { messagesOf, type ViewContext } from "./view-context.ts";

/** Tickets on one page of a list. */
export const LIST_SIZE = 10;

export interface TicketListInput extends ViewContext {
	deskId: string;
	/** The command that the list answers; Next and Previous run it again. */
	command: Extract<Command, { verb: "list" | "search" }>;
	/** The department as the desk writes it, where the list is of one. */
	departmentName?: string | null;
	page: Page<TicketSummary>;
	/** The place of the first row in the whole list, counted from 1. */
	from: number;
}

/** One line per ticket, ten at most. */
export function buildTicketList(input: TicketListInput): SlackMessage {
	const { page, from, deskId, command, now } = input;
	const messages = messagesOf(input);
	const tickets = page.items.slice(0, LIST_SIZE);
	if (tickets.length === 0 && from === 1) return buildEmptyList(input, messages);

	const paged = from > 1 || page.next !== null || page.previous !== null;
	const title = headingText(input, paged ? null : (page.total ?? tickets.length), messages);
	const range =
		paged && tickets.length > 0 && messages.list.range(from, from + tickets.length - 1, page.total);
	const heading = range ? md`*${title}* · ${range}` : md`*${title}*`;
	const turn = (cursor: string, first: number) => ({
		kind: "run" as const,
		deskId,
		command,
		cursor,
		from: first,
	});

	return toMessage(range ? md`${title} · ${range}` : title, [
		section(heading),
		...lineSections(tickets.map((ticket) => rowText(ticket, now, messages))),
		tickets.length === 0 ? section(messages.list.noMore) : null,
		actions([
			select(messages.list.show, "show", tickets.map(toOption(deskId, messages))),
			page.previous === null
				? null
				: button(messages.list.previous, turn(page.previous, Math.max(1, from - LIST_SIZE)), { index: 1 }),
			page.next === null
				? null
				: button(messages.list.next, turn(page.next, from + tickets.length), { index: 2 }),
		]),
	]);
}

function headingText(input: TicketListInput, total: number | null, messages: SlackMessages): Mrkdwn {
	const { command } = input;
	if (command.verb === "search") return messages.list.searchHeading(command.words, total);
	return messages.list.heading(command.kind, departmentOf(input), total);
}

function departmentOf({ command, departmentName }: TicketListInput): string | null {
	return departmentName ?? (command.verb === "list" ? command.department : null);
}

/** A ticket as one line. `mine`: all of the list are the reader's, so that nobody needs to be told whose they are. */
export function rowText(ticket: TicketSummary, now: number, messages: SlackMessages, mine = false): Mrkdwn {
	const number = link(ticket.url, inline(numberText(ticket), 24));
	const due = dueText(ticket, now, messages);
	const late = due && (ticket.overdue || (ticket.dueAt ?? now) < now) ? due : null;
	const facts = join(
		[
			statusText(ticket.status, messages),
			inline(messages.ticket.age(toDistance(ticket.createdAt, now))),
			mine ? null : orElse(ticket.assignee?.name, messages.ticket.unassigned, 30),
			late,
		],
		" · ",
	);
	return md`${statusMark(ticket.status)} *${number}* ${subjectText(ticket.subject, 70, messages)}  —  ${facts}`;
}

/** A ticket as one option of a select that shows it. */
export function toOption(deskId: string, messages: SlackMessages) {
	return (ticket: Pick<TicketSummary, "id" | "number" | "subject">) => ({
		label: `${numberText(ticket)} ${toLine(ticket.subject) || messages.ticket.noSubject}`,
		value: toActionValue({ kind: "show", deskId, ticketId: ticket.id }),
	});
}

function buildEmptyList(input: TicketListInput, messages: SlackMessages): SlackMessage {
	const { command } = input;
	const { list } = messages;
	const [text, hint] =
		command.verb === "search"
			? [list.emptySearch(command.words), list.emptySearchHint]
			: [list.empty(command.kind as ListKind, departmentOf(input)), list.emptyHint(command.kind)];
	return toMessage(text, [section(text), context(hint)]);
}
