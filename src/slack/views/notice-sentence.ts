import type { TicketPriority } from "../../core/ticket.ts";
import type { Notice, TicketEvent } from "../../core/ticket-event.ts";
import type { Happened, Happening, PriorityName } from "../../locales/slack/hearing-messages.ts";
import type { SlackMessages } from "../../locales/slack/messages.ts";
import { inline, link, type Mrkdwn, md, slackDate, toDistance } from "../mrkdwn.ts";
import { numberText, statusText, subjectText } from "./ticket-text.ts";

const MAX_NAME = 60;

export interface SentenceInput {
	notice: Notice;
	/** To the assignee, who is addressed as "you". */
	direct: boolean;
	now: number;
}

/** What happened, as people read it. `linked`: where no card with a link stands below. */
export function noticeSentence(input: SentenceInput, messages: SlackMessages, linked = false): Mrkdwn {
	const { notice } = input;
	const number = inline(numberText(notice.ticket), 24);
	const named = linked ? link(notice.ticket.url, number) : number;
	const happened = notice.events.map((event) => toHappened(event, input, messages, true));
	return messages.notice.sentence(named, happened);
}

/** The same for a phone: without what only a message can show, and with the subject. */
export function notificationText(input: SentenceInput, messages: SlackMessages): Mrkdwn {
	const { notice } = input;
	const happened = notice.events.map((event) => toHappened(event, input, messages, false));
	const sentence = messages.notice.sentence(inline(numberText(notice.ticket), 24), happened);
	return md`${sentence} · ${subjectText(notice.ticket.subject, 60, messages)}`;
}

function toHappened(
	event: TicketEvent,
	input: SentenceInput,
	messages: SlackMessages,
	dates: boolean,
): Happened {
	return { ...toHappening(event, input, messages, dates), actor: actorName(event, input.notice) };
}

function toHappening(
	event: TicketEvent,
	input: SentenceInput,
	messages: SlackMessages,
	dates: boolean,
): Happening {
	const { notice, now } = input;
	switch (event.type) {
		case "ticket.created":
			return { kind: "created", requester: requesterName(notice) };
		case "ticket.assigned":
			return { kind: "assigned", to: assigneeName(event, input) };
		case "ticket.status_changed": {
			const from = event.from && statusText(event.from, messages);
			const to = statusText(event.to, messages);
			return { kind: "status", from: from?.mrkdwn === to.mrkdwn ? null : from, to };
		}
		case "ticket.closed":
			return { kind: "closed" };
		case "ticket.reopened":
			return { kind: "reopened" };
		case "ticket.priority_changed":
			return { kind: "priority", change: priorityChange(event.from, event.to), to: priorityName(event.to) };
		case "ticket.moved":
			return { kind: "moved", to: shown(event.to?.name) };
		case "ticket.overdue": {
			const since = event.dueAt ?? null;
			return { kind: "overdue", since: dates && since !== null ? momentText(since, now, messages) : null };
		}
		case "ticket.escalated":
			return { kind: "escalated" };
		case "comment.added":
			return { kind: "comment" };
		case "reply.received":
			return { kind: "received" };
		case "reply.sent":
			return { kind: "sent" };
		case "rating.received":
			return { kind: "rated", score: event.rating.score };
		case "transition.upcoming":
			return { kind: "transition", state: shown(event.blueprint.state) ?? md`–` };
	}
}

function assigneeName(
	{ to, actor }: TicketEvent & { type: "ticket.assigned" },
	{ notice, direct }: SentenceInput,
): Mrkdwn | "reader" | "self" | null {
	if (!to) return null;
	if (direct && to.id === notice.ticket.assignee?.id) return "reader";
	if (actor?.agentId === to.id && shown(actor.name)) return "self";
	return shown(to.name) ?? inline(to.id, 40);
}

/** A plain name, never a mention. null where nobody did it, or nobody knows who. */
function actorName(event: TicketEvent, notice: Notice): Mrkdwn | null {
	const name = shown(event.actor?.name);
	switch (event.type) {
		case "ticket.created":
			// Customers, and rules in their name, are told of as the requester.
			return event.actor?.agentId ? name : null;
		case "ticket.overdue":
		case "transition.upcoming":
			return null;
		case "comment.added":
		case "reply.sent":
			return name ?? shown(event.message.author);
		case "reply.received":
			return shown(event.message.author) ?? name ?? requesterName(notice);
		case "rating.received":
			return requesterName(notice);
		default:
			return name;
	}
}

function requesterName({ ticket }: Notice): Mrkdwn | null {
	return shown(ticket.requester?.name) ?? shown(ticket.requester?.email);
}

const LEVELS = ["low", "normal", "high", "urgent"] as const;

function priorityChange(
	from: TicketPriority | null,
	to: TicketPriority | null,
): "raised" | "lowered" | "set" {
	if (!from?.level || !to?.level || from.level === to.level) return "set";
	return LEVELS.indexOf(to.level) > LEVELS.indexOf(from.level) ? "raised" : "lowered";
}

function priorityName(priority: TicketPriority | null): PriorityName | null {
	if (priority?.level) return { level: priority.level };
	const label = shown(priority?.label);
	return label && { label };
}

/** As the reader's clock says it. */
export function momentText(at: number, now: number, messages: SlackMessages): Mrkdwn {
	return slackDate(at, "{date_short_pretty} {time}", messages.ticket.age(toDistance(at, now)));
}

function shown(text: string | null | undefined): Mrkdwn | null {
	const name = inline(text ?? "", MAX_NAME);
	return name.mrkdwn ? name : null;
}
