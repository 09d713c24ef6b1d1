import type { AnyMessageBlock } from "slack-web-api-client";
import type { Message, Ticket } from "../../core/ticket.ts";
import type { TicketActionName } from "../../core/ticket-actions.ts";
import type { SlackMessages } from "../../locales/slack/messages.ts";
import type { TicketActionKind } from "../actions.ts";
import { inline, join, type Mrkdwn, md, quote } from "../mrkdwn.ts";
import { type ActionElement, button, context, fields, overflow, section, urlButton } from "./blocks.ts";
import { agoText, dueText, orElse, priorityText, statusMark, statusText, titleText } from "./ticket-text.ts";

const MAX_QUOTE = 300;

/** What a ticket is, wherever it is shown: title, state, people, last message. */
export function buildTicketBlocks(
	ticket: Ticket,
	now: number,
	messages: SlackMessages,
): (AnyMessageBlock | null)[] {
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

/** Who wrote, how long ago, and what, as a quotation. */
export function lastMessageText(message: Message, now: number, messages: SlackMessages): Mrkdwn {
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

export interface TicketButtons {
	deskId: string;
	ticket: Pick<Ticket, "id" | "url">;
	/** What is offered of what can be done with it. */
	actions: readonly TicketActionName[];
	/** A card that is one person's can be shared and has to be refreshed; one that a channel reads, neither. */
	personal: boolean;
}

/** Reply and Comment first, then Status and Assign, then Share and Open, and the rest behind dots. */
export function ticketButtons(input: TicketButtons, messages: SlackMessages): (ActionElement | null)[] {
	const { acting } = messages;
	const { personal } = input;
	const may = new Set(input.actions);
	const target = { deskId: input.deskId, ticketId: input.ticket.id };
	const toItem = (label: string, kind: TicketActionKind) => ({ label, action: { kind, ...target } });
	return [
		may.has("reply") ? button(acting.reply, { kind: "reply", ...target }) : null,
		may.has("comment") ? button(acting.comment, { kind: "comment", ...target }) : null,
		may.has("status") ? button(acting.status, { kind: "status", ...target }) : null,
		may.has("assign") ? button(acting.assign, { kind: "assign", ...target }) : null,
		personal ? button(messages.ticket.share, { kind: "share", ...target }) : null,
		urlButton(messages.ticket.open, input.ticket.url, "open"),
		overflow([
			...(personal ? [toItem(messages.ticket.refresh, "refresh")] : []),
			...(may.has("status") ? [toItem(acting.priority, "priority"), toItem(acting.tags, "tags")] : []),
			...(may.has("assign") ? [toItem(acting.move, "move")] : []),
		]),
	];
}
