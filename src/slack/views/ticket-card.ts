import type { Ticket } from "../../core/ticket.ts";
import type { TicketActionName } from "../../core/ticket-actions.ts";
import type { Blueprint } from "../../core/ticket-writing.ts";
import type { SlackMessages } from "../../locales/slack/messages.ts";
import { inline, type Mrkdwn, md } from "../mrkdwn.ts";
import { actions, context, lineSections, type SlackMessage, toMessage, urlButton } from "./blocks.ts";
import { crmLines, type ShownFacts } from "./crm.ts";
import { buildTicketBlocks, ticketButtons } from "./ticket-blocks.ts";
import { numberText, statusText, subjectText } from "./ticket-text.ts";
import { messagesOf, type ViewContext } from "./view-context.ts";

export interface TicketCardInput extends ViewContext {
	deskId: string;
	ticket: Ticket;
	/** What this person may do with the ticket (`allowedActions`): nothing else is offered. */
	actions?: readonly TicketActionName[];
	/** Where the ticket stands in one; null or left out: there is none, or it wasn't known in time. */
	blueprint?: Blueprint | null;
	/** What the orgs know of the requester. Never on a card that others read too. */
	crm?: readonly ShownFacts[];
}

/** The answer to `/desk 1042`, for one person. */
export function buildTicketCard(input: TicketCardInput): SlackMessage {
	const { ticket, blueprint } = input;
	const messages = messagesOf(input);
	return toMessage(summaryText(ticket, messages), [
		...buildTicketBlocks(ticket, input.now, messages),
		...lineSections(crmLines(input.crm ?? [], { locale: input.locale, room: CRM_ROOM }, messages)),
		blueprint ? context(blueprintText(blueprint, messages)) : null,
		actions(ticketButtons({ ...input, actions: input.actions ?? [], personal: true }, messages)),
	]);
}

/** Of the 12,000 or so characters of a message. */
const CRM_ROOM = 3_000;

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
