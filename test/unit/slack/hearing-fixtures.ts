import type { Ticket, TicketStatus } from "../../../src/core/ticket.ts";
import {
	type EventActor,
	type Notice,
	type Rating,
	TICKET_EVENT_TYPES,
	type TicketEvent,
	type TicketEventDetail,
	type TicketEventType,
} from "../../../src/core/ticket-event.ts";
import type { SlackMessage } from "../../../src/slack/views/blocks.ts";
import { buildDigest } from "../../../src/slack/views/digest.ts";
import type { HomeInput } from "../../../src/slack/views/home.ts";
import type { HomeDesk, HomeLink } from "../../../src/slack/views/home-desk.ts";
import {
	buildNoticeCard,
	buildNoticeMessage,
	buildNoticeReply,
	buildNoticeSummary,
} from "../../../src/slack/views/notice.ts";
import { buildTrouble } from "../../../src/slack/views/trouble.ts";
import { buildUnfurl } from "../../../src/slack/views/unfurl.ts";
import type { ViewContext } from "../../../src/slack/views/view-context.ts";
import { DAY, HOUR, message, NOW, ticket } from "./view-fixtures.ts";

export const deskId = "desk-0123456789ab";
export const MINA: EventActor = { agentId: "a9", name: "Mina" };

const OPEN: TicketStatus = { category: "open", label: null };
const SOLVED: TicketStatus = { category: "solved", label: null };

/** One event with the given name wherever a name can stand. */
export function detailOf(type: TicketEventType, text = "Ken"): TicketEventDetail {
	switch (type) {
		case "ticket.created":
		case "ticket.escalated":
			return { type };
		case "ticket.assigned":
			return { type, to: { id: "a2", name: text, email: null } };
		case "ticket.status_changed":
			return { type, from: OPEN, to: { category: "pending", label: text } };
		case "ticket.closed":
			return { type, from: OPEN, to: SOLVED };
		case "ticket.reopened":
			return { type, from: SOLVED, to: OPEN };
		case "ticket.priority_changed":
			return { type, from: { level: "low", label: null }, to: { level: null, label: text } };
		case "ticket.moved":
			return { type, from: null, to: { id: "g2", name: text } };
		case "ticket.overdue":
			return { type, dueAt: NOW - HOUR };
		case "comment.added":
			return { type, message: message({ kind: "comment", author: text, text }) };
		case "reply.received":
			return { type, message: message({ author: text, text }) };
		case "reply.sent":
			return { type, message: message({ kind: "outgoing", author: text, text }) };
		case "rating.received":
			return { type, rating: ratingOf("bad", text) };
		case "transition.upcoming": {
			const transition = (id: string) => ({
				id,
				name: text,
				toState: text,
				mine: id === "1",
				owners: [text],
			});
			const transitions = Array.from({ length: 30 }, (_, index) => transition(`${index}`));
			return { type, blueprint: { name: text, state: text, transitions, restrictsStatus: true } };
		}
	}
}

/** The same with nothing known that may be unknown. */
function bareDetailOf(type: TicketEventType): TicketEventDetail {
	switch (type) {
		case "ticket.assigned":
			return { type, to: null };
		case "ticket.status_changed":
		case "ticket.closed":
		case "ticket.reopened":
			return { type, from: null, to: OPEN };
		case "ticket.priority_changed":
			return { type, from: null, to: null };
		case "ticket.moved":
			return { type, from: null, to: null };
		case "ticket.overdue":
			return { type, dueAt: null };
		case "comment.added":
		case "reply.received":
		case "reply.sent":
			return { type, message: message({ author: null, text: "" }) };
		case "rating.received":
			return { type, rating: ratingOf("ok", null) };
		case "transition.upcoming":
			return { type, blueprint: { name: "", state: "", transitions: [], restrictsStatus: false } };
		default:
			return { type };
	}
}

function ratingOf(score: Rating["score"], comment: string | null): Rating {
	return { id: "rt1", ticketId: "1042", score, comment, ratedAt: NOW };
}

export function event(
	detail: TicketEventDetail,
	over: { at?: number; actor?: EventActor | null } = {},
): TicketEvent {
	return { id: `${deskId}:1042:${detail.type}:r1`, at: NOW, actor: MINA, ...over, ...detail };
}

export function notice(events: Notice["events"], over: Partial<Notice> = {}): Notice {
	return { deskId, ticket: ticket(), tags: [], revision: 1, events, at: events[0].at, ...over };
}

export function ticketOf(text: string): Ticket {
	const id = "5200000000069017";
	const person = { id: "1", name: text, email: text };
	return ticket({
		id,
		number: id,
		subject: text,
		status: { category: "on_hold", label: text },
		priority: { level: null, label: text },
		department: { id: "1", name: text },
		organization: { id: "1", name: text },
		assignee: person,
		requester: person,
		dueAt: NOW - DAY,
		lastMessage: message({ author: text, text, attachments: 3 }),
	});
}

export const BARE: Partial<Ticket> = {
	priority: null,
	department: null,
	assignee: null,
	requester: null,
	organization: null,
	updatedAt: null,
	dueAt: null,
	lastMessage: null,
};

const BUILDERS = { message: buildNoticeMessage, card: buildNoticeCard, reply: buildNoticeReply };

/** Everything that is said about tickets without being asked, with `text` wherever people's text can stand. */
export function everyHearingMessage(view: ViewContext, text: string): [string, SlackMessage][] {
	const all: [string, SlackMessage][] = [];
	const told: Notice[] = [];
	for (const type of TICKET_EVENT_TYPES) {
		const full = notice([event(detailOf(type, text), { actor: { agentId: "a9", name: text } })], {
			ticket: ticketOf(text),
		});
		const bare = notice([event(bareDetailOf(type), { actor: null, at: NOW - DAY })], {
			ticket: ticket({ ...BARE, subject: text }),
		});
		told.push(full, bare);
		for (const direct of [false, true]) {
			for (const [name, build] of Object.entries(BUILDERS)) {
				const place = `${name} of ${type} to ${direct ? "one person" : "a channel"}`;
				all.push([
					place,
					build({ ...view, deskId, notice: full, direct, ...(direct ? { actions: ["comment"] } : {}) }),
				]);
				all.push([`bare ${place}`, build({ ...view, deskId, notice: bare, direct })]);
			}
		}
	}
	const [first, ...rest] = TICKET_EVENT_TYPES.map((type) => event(detailOf(type, text)));
	if (first)
		all.push([
			"everything at once",
			buildNoticeMessage({ ...view, deskId, notice: notice([first, ...rest]), direct: false }),
		]);
	const many = Array.from({ length: 60 }, (_, index) =>
		told.map((one) => ({
			...one,
			ticket: { ...one.ticket, id: `${index}`, url: `${one.ticket.url}?${"x".repeat(180)}` },
		})),
	).flat();
	const stats = {
		open: 3,
		unassigned: 0,
		overdue: 1,
		createdToday: 2,
		closedToday: 5,
		satisfaction: { good: 9, rated: 10 },
	};
	const none = {
		open: null,
		unassigned: null,
		overdue: null,
		createdToday: null,
		closedToday: null,
		satisfaction: null,
	};
	const settingsUrl = `https://deskbridge.example/admin?x=${text.slice(0, 100)}`;
	return [
		...all,
		["summary", buildNoticeSummary({ ...view, deskId, notices: many })],
		["digest", buildDigest({ ...view, deskId, stats, departmentName: text })],
		["empty digest", buildDigest({ ...view, deskId, stats: none, departmentName: null })],
		...[
			"is_archived",
			"not_in_channel",
			"channel_not_found",
			"restricted_action",
			"user_disabled",
			"missing_scope",
			"token_revoked",
			"toString",
		].flatMap((code): [string, SlackMessage][] => [
			[`trouble ${code}`, buildTrouble({ ...view, code, channelName: text, settingsUrl })],
			[`trouble ${code} somewhere`, buildTrouble({ ...view, code, channelName: null, settingsUrl })],
		]),
		["unfurl", { text: "-", blocks: buildUnfurl({ ...view, deskId, ticket: ticketOf(text) }) }],
		[
			"bare unfurl",
			{ text: "-", blocks: buildUnfurl({ ...view, deskId, ticket: ticket({ ...BARE, subject: text }) }) },
		],
	];
}

export function homeLink(over: Partial<HomeLink> = {}): HomeLink {
	return {
		agentName: "Alex Berg",
		linkedAt: NOW - 12 * DAY,
		tickets: { items: [ticket()], total: 1 },
		switches: {},
		quietHours: null,
		timezone: "Europe/Berlin",
		events: TICKET_EVENT_TYPES,
		...over,
	};
}

export function homeDesk(over: Partial<HomeDesk> = {}): HomeDesk {
	return {
		deskId: "d1",
		deskName: "Acme Support",
		provider: "zendesk",
		state: "active",
		settingsUrl: "https://deskbridge.example/admin",
		link: homeLink(),
		...over,
	};
}

export function homeInput(over: Partial<HomeInput> = {}): HomeInput {
	return { locale: "en", now: NOW, personName: "Mina Kato", desks: [homeDesk()], setupUrl: null, ...over };
}
