import type { ContextBlock, SectionBlock } from "slack-web-api-client";
import type { Department, TicketSummary } from "../../../core/ticket.ts";
import type { PriorityChoice, StatusChoice } from "../../../core/ticket-writing.ts";
import type { SlackMessages } from "../../../locales/slack/messages.ts";
import { inline, join, type Mrkdwn, md } from "../../mrkdwn.ts";
import { context, section } from "../blocks.ts";
import { numberText, orElse, statusMark, statusText, subjectText, titleText } from "../ticket-text.ts";
import type { Choice } from "./elements.ts";

/** What a modal says about the ticket that it is for. */
export type ModalTicket = Pick<
	TicketSummary,
	"id" | "number" | "subject" | "url" | "status" | "requester" | "assignee" | "priority"
> & { department: Department | null };

/** Leads every form about one ticket, so that nobody writes on the wrong one. */
export function ticketLine(
	ticket: ModalTicket,
	messages: SlackMessages,
): [SectionBlock | null, ContextBlock | null] {
	const facts = join(
		[
			md`${statusMark(ticket.status)} ${statusText(ticket.status, messages)}`,
			orElse(ticket.requester?.name || ticket.requester?.email, messages.ticket.noRequester, 60),
		],
		"  ·  ",
	);
	return [section(titleText(ticket, messages)), context(facts)];
}

/** `#1042 Printer on fire`, linked: a ticket within a sentence. */
export function ticketName(
	ticket: Pick<TicketSummary, "number" | "subject" | "url">,
	messages: SlackMessages,
): Mrkdwn {
	return titleText({ ...ticket, subject: ticket.subject }, messages);
}

/** The same without a link, for a notification. */
export function plainTicketName(
	ticket: Pick<TicketSummary, "number" | "subject">,
	messages: SlackMessages,
): Mrkdwn {
	return md`${inline(numberText(ticket), 24)} ${subjectText(ticket.subject, 60, messages)}`;
}

export function toStatusChoice({ id, label, category }: StatusChoice, messages: SlackMessages): Choice {
	return { id, label: label?.trim() || messages.ticket.status(category) };
}

export function toPriorityChoice({ id, label, level }: PriorityChoice, messages: SlackMessages): Choice {
	return { id, label: label?.trim() || (level ? messages.acting.priorityName(level) : id) };
}
