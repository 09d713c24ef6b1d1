import type { Command, Target } from "../../core/command.ts";
import type { Message, Page, TicketSummary } from "../../core/ticket.ts";
import type { SlackMessages } from "../../locales/slack/messages.ts";
import { inline, join, type Mrkdwn, md, quote, slackDate, toDistance } from "../mrkdwn.ts";
import { actions, button, type SlackMessage, section, toMessage, urlButton } from "./blocks.ts";
import { numberText, orElse, subjectText, titleText } from "./ticket-text.ts";
import { messagesOf, type ViewContext } from "./view-context.ts";

/** Messages on one page: ten of the longest still fit into Slack's limit for a whole message. */
export const CONVERSATION_SIZE = 10;

const MAX_QUOTE = 350;

export interface ConversationInput extends ViewContext {
	deskId: string;
	ticket: Pick<TicketSummary, "id" | "number" | "subject" | "url">;
	/** Newest last; `next` leads to older messages. */
	page: Page<Message>;
}

/** The answer to `/desk history 1042`. */
export function buildConversation(input: ConversationInput): SlackMessage {
	const { deskId, ticket, page, now } = input;
	const messages = messagesOf(input);
	const { title, empty, older, newer, show } = messages.history;
	const shown = page.items.slice(-CONVERSATION_SIZE);
	const turn = (cursor: string) => ({
		kind: "run" as const,
		deskId,
		command: { verb: "history", target: toTarget(ticket) } satisfies Command,
		cursor,
		from: 1,
	});
	const subject = subjectText(ticket.subject, 80, messages);
	return toMessage(md`${title} · ${inline(numberText(ticket), 24)} ${subject}`, [
		section(md`${titleText(ticket, messages)}\n${title}`),
		...shown.map((message) => section(messageText(message, now, messages))),
		shown.length === 0 ? section(empty) : null,
		actions([
			page.next === null ? null : button(older, turn(page.next), { index: 1 }),
			page.previous === null ? null : button(newer, turn(page.previous), { index: 2 }),
			button(show, { kind: "show", deskId, ticketId: ticket.id }),
			urlButton(messages.ticket.open, ticket.url, "open"),
		]),
	]);
}

/** Paging stays with this ticket, however it was asked for. */
function toTarget({ number, url }: ConversationInput["ticket"]): Target {
	return /^\d{1,20}$/.test(number) ? { by: "digits", digits: number } : { by: "url", url };
}

/** Who wrote, when, and what, as a quotation. */
export function messageText(message: Message, now: number, messages: SlackMessages): Mrkdwn {
	const { createdAt } = message;
	const heading = join(
		[
			md`*${orElse(message.author, messages.ticket.noAuthor, 60)}*`,
			inline(messages.history.kind(message.kind)),
			slackDate(createdAt, "{date_short_pretty} {time}", messages.ticket.age(toDistance(createdAt, now))),
			message.attachments > 0 ? inline(messages.ticket.attachments(message.attachments)) : null,
		],
		" · ",
	);
	return join([heading, quote(message.text, MAX_QUOTE, 10)], "\n");
}
