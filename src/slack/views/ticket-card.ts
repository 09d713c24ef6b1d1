import type { AnyMessageBlock } from "slack-web-api-client";
import type { Message, Ticket } from "../../core/ticket.ts";
import type { TicketActionName } from "../../core/ticket-actions.ts";
import type { Blueprint } from "../../core/ticket-writing.ts";
import type { SlackMessages } from "../../locales/slack/messages.ts";
import type { TicketActionKind } from "../actions.ts";
import { inline, join, type Mrkdwn, md, quote } from "../mrkdwn.ts";
import {
	type ActionElement,
	actions,
	button,
	context,
	fields,
	overflow,
	type SlackMessage,
	section,
	toMessage,
	urlButton,
} from "./blocks.ts";
import {
	agoText,
	dueText,
	numberText,
	orElse,
	priorityText,
	statusMark,
	statusText,
	subjectText,
	titleText,
} from "./ticket-text.ts";
import { messagesOf, type ViewContext } from "./view-context.ts";

const MAX_QUOTE = 300;

export interface TicketCardInput extends ViewContext {
	deskId: string;
	ticket: Ticket;
	/** What this person may do with the ticket (`allowedActions`): nothing else is offered. */
	actions?: readonly TicketActionName[];
	/** Where the ticket stands in one; null or left out: there is none, or it wasn't known in time. */
	blueprint?: Blueprint | null;
}

/** The answer to `/desk 1042`, for one person. */
export function buildTicketCard(input: TicketCardInput): SlackMessage {
	const { ticket, blueprint } = input;
	const messages = messagesOf(input);
	return toMessage(summaryText(ticket, messages), [
		...buildTicketBlocks(ticket, input.now, messages),
		blueprint ? context(blueprintText(blueprint, messages)) : null,
		actions(toElements(input, messages)),
	]);
}

function toElements(input: TicketCardInput, messages: SlackMessages): (ActionElement | null)[] {
	const { acting } = messages;
	const may = new Set(input.actions);
	const target = { deskId: input.deskId, ticketId: input.ticket.id };
	const toItem = (label: string, kind: TicketActionKind) => ({ label, action: { kind, ...target } });
	return [
		may.has("reply") ? button(acting.reply, { kind: "reply", ...target }) : null,
		may.has("comment") ? button(acting.comment, { kind: "comment", ...target }) : null,
		may.has("status") ? button(acting.status, { kind: "status", ...target }) : null,
		may.has("assign") ? button(acting.assign, { kind: "assign", ...target }) : null,
		button(messages.ticket.share, { kind: "share", ...target }),
		urlButton(messages.ticket.open, input.ticket.url, "open"),
		overflow([
			toItem(messages.ticket.refresh, "refresh"),
			...(may.has("status") ? [toItem(acting.priority, "priority"), toItem(acting.tags, "tags")] : []),
			...(may.has("assign") ? [toItem(acting.move, "move")] : []),
		]),
	];
}

/** One line has room for as many transitions; `/desk transitions` shows them all. */
const MAX_TRANSITIONS = 4;

function blueprintText({ name, state, transitions }: Blueprint, messages: SlackMessages): Mrkdwn {
	const names = transitions.map((transition) => transition.name);
	const shown = names.length > MAX_TRANSITIONS ? [...names.slice(0, MAX_TRANSITIONS), "…"] : names;
	return messages.acting.blueprint(name, state, shown);
}

export interface SharedCardInput extends ViewContext {
	ticket: Ticket;
	/** A name, not a mention: a mention would ping them and subscribe them to the thread. */
	sharedBy: string;
}

/** The card that a channel sees. Its readers may not see the ticket in the desk, so it does nothing but open it. */
export function buildSharedCard(input: SharedCardInput): SlackMessage {
	const { ticket, now } = input;
	const messages = messagesOf(input);
	const sentence = messages.ticket.sharedBy(input.sharedBy);
	return toMessage(md`${sentence}: ${summaryText(ticket, messages)}`, [
		context(sentence),
		...buildTicketBlocks(ticket, now, messages),
		actions([urlButton(messages.ticket.open, ticket.url, "open")]),
	]);
}

function summaryText(ticket: Ticket, messages: SlackMessages): Mrkdwn {
	const number = inline(numberText(ticket), 24);
	const subject = subjectText(ticket.subject, 80, messages);
	return md`${number} ${subject} · ${statusText(ticket.status, messages)}`;
}

function buildTicketBlocks(ticket: Ticket, now: number, messages: SlackMessages): (AnyMessageBlock | null)[] {
	return [
		section(titleText(ticket, messages)),
		context(
			join(
				[
					md`${statusMark(ticket.status)} *${statusText(ticket.status, messages)}*`,
					priorityText(ticket.priority, messages),
					ticket.department && inline(ticket.department.name, 60),
					dueText(ticket, now, messages),
				],
				"  ·  ",
			),
		),
		fields([
			md`*${messages.ticket.requester}*\n${requesterText(ticket, messages)}`,
			md`*${messages.ticket.assignee}*\n${orElse(ticket.assignee?.name, messages.ticket.unassigned)}`,
		]),
		ticket.lastMessage && section(lastMessageText(ticket.lastMessage, now, messages)),
	];
}

function requesterText({ requester, organization }: Ticket, messages: SlackMessages): Mrkdwn {
	const name = orElse(requester?.name || requester?.email, messages.ticket.noRequester);
	return join([name, organization && inline(organization.name, 100)], " · ");
}

function lastMessageText(message: Message, now: number, messages: SlackMessages): Mrkdwn {
	const kind = messages.ticket.messageKind(message.kind);
	const heading = join(
		[
			md`*${orElse(message.author, messages.ticket.noAuthor)}*`,
			kind === null ? null : inline(kind),
			agoText(message.createdAt, now, messages),
			message.attachments > 0 ? inline(messages.ticket.attachments(message.attachments)) : null,
		],
		" · ",
	);
	return join([heading, quote(message.text, MAX_QUOTE, 6)], "\n");
}
