import type { ActionsBlock, ContextBlock, SectionBlock } from "slack-web-api-client";
import type { Message, TicketSummary } from "../../core/ticket.ts";
import type { ActionRefusal, Deed, DeedKind } from "../../locales/slack/acting-messages.ts";
import { clampText, type Mrkdwn, md, toVisible } from "../mrkdwn.ts";
import {
	actions,
	button,
	context,
	lineSections,
	type SlackMessage,
	section,
	toMessage,
	urlButton,
} from "./blocks.ts";
import { messageText } from "./conversation.ts";
import { plainTicketName, ticketName } from "./modals/ticket-line.ts";
import { rowText } from "./ticket-list.ts";
import { messagesOf, type ViewContext } from "./view-context.ts";

type NamedTicket = Pick<TicketSummary, "id" | "number" | "subject" | "url">;

export interface DoneInput extends ViewContext {
	deskId: string;
	ticket: NamedTicket;
	deed: Deed;
}

export function doneText(input: DoneInput): Mrkdwn {
	const messages = messagesOf(input);
	return messages.acting.done(input.deed, ticketName(input.ticket, messages));
}

/** What happened, as a message: for whoever has closed the modal. */
export function buildDone(input: DoneInput): SlackMessage {
	const messages = messagesOf(input);
	const { deskId, ticket, deed } = input;
	return toMessage(messages.acting.done(deed, plainTicketName(ticket, messages)), [
		section(doneText(input)),
		actions([
			button(messages.acting.show, { kind: "show", deskId, ticketId: ticket.id }),
			urlButton(messages.ticket.open, ticket.url, "open"),
		]),
	]);
}

/** Below the message that a ticket was made from, for everybody who reads that. */
export function buildCreatedFromMessage(
	input: ViewContext & { ticket: NamedTicket; personName: string },
): SlackMessage {
	const messages = messagesOf(input);
	const { ticket, personName } = input;
	return toMessage(messages.acting.createdFromMessage(plainTicketName(ticket, messages), personName), [
		section(messages.acting.createdFromMessage(ticketName(ticket, messages), personName)),
	]);
}

export interface UnknownInput extends ViewContext {
	/** null for a ticket that may not exist. */
	ticket: NamedTicket | null;
	what: DeedKind;
	/** Who would get a reply if it is sent again. */
	recipients?: readonly string[];
	/** What the desk has by now: the ticket's last messages, or tickets like the new one. null: it couldn't be asked. */
	seen: { messages: readonly Message[] } | { tickets: readonly TicketSummary[] } | null;
	operationId: string;
}

const MAX_SEEN = 5;

export function unknownBlocks(input: UnknownInput): (SectionBlock | ContextBlock | ActionsBlock | null)[] {
	const messages = messagesOf(input);
	const { acting } = messages;
	const { ticket, what, seen, operationId, recipients = [], now } = input;
	return [
		section(acting.unknown(what, ticket && ticketName(ticket, messages))),
		...(seen && "messages" in seen
			? [
					section(acting.unknownSeen.messages),
					...seen.messages.slice(-MAX_SEEN).map((message) => section(messageText(message, now, messages))),
				]
			: []),
		...(seen && "tickets" in seen
			? [
					section(acting.unknownSeen.tickets),
					...lineSections(seen.tickets.slice(0, MAX_SEEN).map((one) => rowText(one, now, messages))),
				]
			: []),
		seen === null ? section(acting.unknownSeen.nothing) : null,
		context(acting.sendAgainNote(what, recipients)),
		actions([
			button(acting.sendAgain(what), { kind: "send_again", operationId }),
			ticket && urlButton(messages.ticket.open, ticket.url, "open"),
		]),
	];
}

/** The same as a message, for whoever has closed the modal. */
export function buildUnknown(input: UnknownInput): SlackMessage {
	const messages = messagesOf(input);
	const { ticket, what } = input;
	return toMessage(
		messages.acting.unknown(what, ticket && plainTicketName(ticket, messages)),
		unknownBlocks(input),
	);
}

export interface RefusedInput extends ViewContext {
	ticket: NamedTicket | null;
	refusal: ActionRefusal;
	/** What the person had written, so that it isn't lost with the modal. */
	text?: string | null;
}

/** What went wrong, for whoever has closed the modal, with what they had written. */
export function buildProblem(problem: Mrkdwn, text: string | null): SlackMessage {
	return toMessage(problem, [section(problem), keptText(text ?? "")]);
}

const MAX_KEPT = 2900;

/** A refusal as a message: after a click, or for whoever has closed the modal. */
export function buildActionRefusal(input: RefusedInput): SlackMessage {
	const messages = messagesOf(input);
	const { ticket, refusal } = input;
	const sentence = messages.acting.refusal(refusal);
	return toMessage(ticket ? md`${plainTicketName(ticket, messages)}: ${sentence}` : sentence, [
		ticket && section(ticketName(ticket, messages)),
		section(sentence),
		context(messages.acting.refusalHint(refusal)),
		keptText(input.text ?? ""),
		ticket && actions([urlButton(messages.ticket.open, ticket.url, "open")]),
	]);
}

/** To be copied from, and read by nothing but people. */
export function keptText(text: string): SectionBlock | null {
	const kept = clampText(toVisible(text).trim(), MAX_KEPT);
	const shown = kept.length <= MAX_KEPT ? kept : clampText(kept, MAX_KEPT / 2);
	return shown ? { type: "section", text: { type: "plain_text", text: shown, emoji: false } } : null;
}
