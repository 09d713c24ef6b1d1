import type { Locale } from "../../core/locale.ts";
import type { Message, Ticket } from "../../core/ticket.ts";
import type { Notice, TicketEventDetail, TicketEventType } from "../../core/ticket-event.ts";
import type { ProviderName } from "../../desk/help-desk.ts";
import { type SampleWords, sampleWords } from "../../locales/slack/sample-words.ts";
import { noticeSentence } from "./notice-sentence.ts";
import { messagesOf } from "./view-context.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** An example of each event, always the same: what a switch produces. */
export function sampleNotice(type: TicketEventType, locale: Locale, now: number): Notice {
	const words = sampleWords[locale];
	const at = now - MINUTE;
	const detail = sampleDetail(type, words, at);
	const byCustomer = type === "ticket.created" || type === "reply.received" || type === "rating.received";
	const nobody = type === "ticket.overdue" || type === "transition.upcoming";
	const agent = { agentId: "sample-agent", name: words.agent };
	const actor = nobody ? null : byCustomer ? { agentId: null, name: words.customer } : agent;
	const event = { ...detail, id: `sample:1042:${type}`, at, actor };
	return {
		deskId: "sample",
		ticket: sampleTicket(type, words, now),
		tags: [],
		revision: 1,
		events: [event],
		at,
	};
}

/** The sentence that such an event leads with, as plain text. */
export function samplePreview(
	type: TicketEventType,
	view: { locale: Locale; provider: ProviderName; now: number },
): string {
	const notice = sampleNotice(type, view.locale, view.now);
	// An hour's date would be Slack's markup; the examples have no other.
	const events: Notice["events"] = [{ ...notice.events[0] }];
	const [event] = events;
	if (event.type === "ticket.overdue") event.dueAt = null;
	return noticeSentence({ notice: { ...notice, events }, direct: false, now: view.now }, messagesOf(view))
		.mrkdwn;
}

function sampleDetail(type: TicketEventType, words: SampleWords, at: number): TicketEventDetail {
	const open = { category: "open", label: null } as const;
	switch (type) {
		case "ticket.created":
		case "ticket.escalated":
			return { type };
		case "ticket.assigned":
			return { type, to: { id: "sample-colleague", name: words.colleague, email: null } };
		case "ticket.status_changed":
			return { type, from: open, to: { category: "pending", label: null } };
		case "ticket.closed":
			return { type, from: open, to: { category: "solved", label: null } };
		case "ticket.reopened":
			return { type, from: { category: "solved", label: null }, to: open };
		case "ticket.priority_changed":
			return { type, from: { level: "normal", label: null }, to: { level: "high", label: null } };
		case "ticket.moved":
			return { type, from: { id: "1", name: words.department }, to: { id: "2", name: words.other } };
		case "ticket.overdue":
			return { type, dueAt: at - HOUR };
		case "comment.added":
			return { type, message: sampleMessage("comment", words.agent, words.noted, at) };
		case "reply.received":
			return { type, message: sampleMessage("incoming", words.customer, words.asked, at) };
		case "reply.sent":
			return { type, message: sampleMessage("outgoing", words.agent, words.answered, at) };
		case "rating.received": {
			const rated = { score: "good", comment: words.praised, ratedAt: at } as const;
			return { type, rating: { id: "sample-rating", ticketId: "1042", ...rated } };
		}
		case "transition.upcoming": {
			const toTransition = (name: string) => ({ id: name, name, toState: null, mine: true, owners: [] });
			const transitions = words.transitions.map(toTransition);
			return {
				type,
				blueprint: { name: words.flow, state: words.state, transitions, restrictsStatus: true },
			};
		}
	}
}

function sampleTicket(type: TicketEventType, words: SampleWords, now: number): Ticket {
	const overdue = type === "ticket.overdue";
	const closed = type === "ticket.closed" || type === "rating.received";
	return {
		id: "1042",
		number: "1042",
		subject: words.subject,
		url: "https://desk.example/tickets/1042",
		status: {
			category: closed ? "solved" : type === "ticket.status_changed" ? "pending" : "open",
			label: null,
		},
		priority: { level: type === "ticket.priority_changed" ? "high" : "normal", label: null },
		department: { id: "1", name: type === "ticket.moved" ? words.other : words.department },
		assignee: { id: "sample-colleague", name: words.colleague, email: null },
		requester: { id: "sample-customer", name: words.customer, email: null },
		organization: { id: "sample-organization", name: words.organization },
		createdAt: now - 26 * HOUR,
		updatedAt: now - MINUTE,
		dueAt: overdue ? now - HOUR : now + 4 * HOUR,
		overdue,
		lastMessage: sampleMessage("incoming", words.customer, words.asked, now - 25 * HOUR),
	};
}

function sampleMessage(kind: Message["kind"], author: string, text: string, createdAt: number): Message {
	return { id: "sample-message", kind, author, text, createdAt, attachments: 0 };
}
