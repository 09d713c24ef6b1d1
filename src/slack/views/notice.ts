import type { AnyMessageBlock } from "slack-web-api-client";
import type { Message } from "../../core/ticket.ts";
import { type AgentRole, allowedActions } from "../../core/ticket-actions.ts";
import type { Notice, TicketEvent } from "../../core/ticket-event.ts";
import type { SlackMessages } from "../../locales/slack/messages.ts";
import { join, type Mrkdwn, md, quote } from "../mrkdwn.ts";
import { actions, context, type SlackMessage, section, toMessage } from "./blocks.ts";
import { momentText, noticeSentence, notificationText } from "./notice-sentence.ts";
import { buildTicketBlocks, lastMessageText, ticketButtons } from "./ticket-blocks.ts";
import { agoText } from "./ticket-text.ts";
import { messagesOf, type ViewContext } from "./view-context.ts";

export { buildNoticeSummary } from "./notice-summary.ts";

const MAX_QUOTE = 300;
/** Told later than this, it is said when it happened. */
const LATE_MS = 5 * 60_000;

export interface NoticeInput extends ViewContext {
	deskId: string;
	notice: Notice;
	/** To the assignee alone; else to a channel. */
	direct: boolean;
	/** Of the one who reads it. Left out: all that the ticket's state allows, each reader with their own rights. */
	role?: AgentRole | undefined;
}

/** A message of its own: what happened, the ticket, what to do. */
export function buildNoticeMessage(input: NoticeInput): SlackMessage {
	const messages = messagesOf(input);
	const { notice, now } = input;
	const told = toldMessage(notice);
	// What was written is shown once: as the card's last message.
	const ticket = told ? { ...notice.ticket, lastMessage: told } : notice.ticket;
	return toMessage(notificationText(input, messages), [
		section(leadText(input, messages)),
		lateLine(input, messages),
		...detailBlocks(input, messages, false),
		...buildTicketBlocks(ticket, now, messages),
		buttons(input, messages),
	]);
}

/** The card that leads a thread: the ticket as it is now, below the newest sentence about it. */
export function buildNoticeCard(input: NoticeInput): SlackMessage {
	const messages = messagesOf(input);
	const { notice, now } = input;
	return toMessage(notificationText(input, messages), [
		section(join([leadText(input, messages), agoText(notice.at, now, messages)], "  ·  ")),
		...buildTicketBlocks(notice.ticket, now, messages),
		buttons(input, messages),
	]);
}

/** A later event in the card's thread: what happened and what was written. */
export function buildNoticeReply(input: NoticeInput): SlackMessage {
	const messages = messagesOf(input);
	return toMessage(notificationText(input, messages), [
		section(leadText(input, messages)),
		lateLine(input, messages),
		...detailBlocks(input, messages, true),
	]);
}

/** The lock says it at a glance: customers don't see this one. */
function leadText(input: NoticeInput, messages: SlackMessages): Mrkdwn {
	const sentence = noticeSentence(input, messages);
	return input.notice.events.some(({ type }) => type === "comment.added") ? md`🔒 ${sentence}` : sentence;
}

function lateLine({ notice, now }: NoticeInput, messages: SlackMessages) {
	if (now - notice.at < LATE_MS) return null;
	return context(messages.notice.happenedAt(momentText(notice.at, now, messages)));
}

function detailBlocks(
	input: NoticeInput,
	messages: SlackMessages,
	withMessages: boolean,
): (AnyMessageBlock | null)[] {
	return input.notice.events.map((event) => {
		const text = detailText(event, input, messages, withMessages);
		return text && section(text);
	});
}

function detailText(
	event: TicketEvent,
	{ direct, now }: NoticeInput,
	messages: SlackMessages,
	withMessages: boolean,
): Mrkdwn | null {
	switch (event.type) {
		case "comment.added":
		case "reply.received":
		case "reply.sent":
			return withMessages ? lastMessageText(event.message, now, messages) : null;
		case "rating.received": {
			const { score, comment } = event.rating;
			return join([messages.notice.rating(score), quote(comment ?? "", MAX_QUOTE, 6)], "\n");
		}
		case "transition.upcoming": {
			const { transitions } = event.blueprint;
			// A channel's readers differ in what they may do: only the assignee is told what is theirs.
			const mine = direct ? transitions.filter(({ mine }) => mine) : [];
			const names = (mine.length > 0 ? mine : transitions).map(({ name }) => name);
			if (names.length === 0) return null;
			return mine.length > 0 ? messages.notice.nextForYou(names) : messages.notice.next(names);
		}
		default:
			return null;
	}
}

/** The newest message that the notice is about. */
function toldMessage({ events }: Notice): Message | null {
	return events.reduce<Message | null>((found, event) => ("message" in event ? event.message : found), null);
}

function buttons(input: NoticeInput, messages: SlackMessages) {
	const { deskId, notice, provider } = input;
	const { ticket } = notice;
	// Zendesk's closed tickets stay closed.
	const offered = allowedActions(input.role ?? "agent", ticket.status.category, provider === "zendesk");
	return actions(ticketButtons({ deskId, ticket, actions: offered, personal: false }, messages));
}
