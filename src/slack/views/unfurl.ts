import type { AnyMessageBlock } from "slack-web-api-client";
import type { Ticket } from "../../core/ticket.ts";
import { join, md } from "../mrkdwn.ts";
import { actions, button, context, section, urlButton } from "./blocks.ts";
import { orElse, priorityText, statusMark, statusText, titleText } from "./ticket-text.ts";
import { messagesOf, type ViewContext } from "./view-context.ts";

export interface UnfurlInput extends ViewContext {
	deskId: string;
	ticket: Ticket;
}

/** A pasted address as everybody in the channel reads it: nothing of the conversation, nothing to do but look. */
export function buildUnfurl(input: UnfurlInput): AnyMessageBlock[] {
	const { ticket, deskId } = input;
	const messages = messagesOf(input);
	const facts = [
		md`${statusMark(ticket.status)} *${statusText(ticket.status, messages)}*`,
		priorityText(ticket.priority, messages),
		md`${messages.ticket.assignee}: ${orElse(ticket.assignee?.name, messages.ticket.unassigned, 60)}`,
	];
	return [
		section(titleText(ticket, messages)),
		context(join(facts, "  ·  ")),
		actions([
			button(messages.acting.show, { kind: "show", deskId, ticketId: ticket.id }),
			urlButton(messages.ticket.open, ticket.url, "open"),
		]),
	].filter((block) => block !== null);
}
