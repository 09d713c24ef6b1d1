import { type Command, parseCommand } from "../../../src/core/command.ts";
import { cleanCommandText } from "../../../src/core/command-text.ts";
import type { Message, Ticket } from "../../../src/core/ticket.ts";
import { VendorError, type VendorErrorKind } from "../../../src/lib/errors.ts";
import * as account from "../../../src/slack/views/account.ts";
import type { SlackMessage } from "../../../src/slack/views/blocks.ts";
import * as answers from "../../../src/slack/views/command-answers.ts";
import { buildConversation } from "../../../src/slack/views/conversation.ts";
import { buildError, buildUnexpected } from "../../../src/slack/views/errors.ts";
import { buildHelp } from "../../../src/slack/views/help.ts";
import * as refusals from "../../../src/slack/views/refusals.ts";
import { buildSharedCard, buildTicketCard } from "../../../src/slack/views/ticket-card.ts";
import { buildTicketList } from "../../../src/slack/views/ticket-list.ts";
import type { ViewContext } from "../../../src/slack/views/view-context.ts";
import { buildWelcome } from "../../../src/slack/views/welcome.ts";

export const NOW = Date.UTC(2026, 10, 2, 9, 0);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const HOSTILE =
	"<!here> *M* & <https://evil.example|Zendesk> `x` _y_ ~z~ @channel :boom:\n> \u202egpj.exe\u200b";

export function viewContext(over: Partial<ViewContext> = {}): ViewContext {
	return { locale: "en", provider: "zendesk", deskName: "Acme Support", now: NOW, ...over };
}

export function ticket(over: Partial<Ticket> = {}): Ticket {
	return {
		id: "1042",
		number: "1042",
		subject: "Printer on the 3rd floor is on fire",
		url: "https://acme.zendesk.com/agent/tickets/1042",
		status: { category: "open", label: null },
		priority: { level: "high", label: null },
		department: { id: "g1", name: "Hardware" },
		assignee: { id: "a1", name: "Alex Berg", email: "alex@acme.example" },
		requester: { id: "r1", name: "Jane Doe", email: "jane@customer.example" },
		organization: { id: "o1", name: "Customer Inc." },
		createdAt: NOW - 2 * DAY,
		updatedAt: NOW - HOUR,
		dueAt: NOW + 3 * HOUR,
		overdue: false,
		lastMessage: message(),
		...over,
	};
}

export function message(over: Partial<Message> = {}): Message {
	return {
		id: "m1",
		kind: "incoming",
		author: "Jane Doe",
		text: "Smoke comes out of tray 2.\n\nWhat should we do?",
		createdAt: NOW - HOUR,
		attachments: 0,
		...over,
	};
}

/** A ticket all of whose texts are `text`. */
export function ticketOf(text: string): Ticket {
	const person = { id: "1", name: text, email: text };
	return ticket({
		number: text || "1",
		subject: text,
		url: `https://acme.zendesk.com/${text}`,
		status: { category: "pending", label: text },
		priority: { level: null, label: text },
		department: { id: "1", name: text },
		assignee: person,
		requester: person,
		organization: { id: "1", name: text },
		lastMessage: message({ author: text, text, attachments: 3 }),
	});
}

const bare = ticket({
	subject: "",
	priority: null,
	department: null,
	assignee: null,
	requester: null,
	organization: null,
	updatedAt: null,
	dueAt: null,
	lastMessage: null,
});

const ERROR_KINDS: VendorErrorKind[] = [
	"auth",
	"forbidden",
	"missing_scope",
	"not_found",
	"rate_limited",
	"invalid",
	"unavailable",
	"malformed",
	"aborted",
];

/** Every view there is, with `text` wherever somebody's text can stand. */
export function everyMessage(view: ViewContext, text: string): [string, SlackMessage][] {
	const deskId = "desk-0123456789ab";
	const { locale, provider } = view;
	const url = `https://deskbridge.example/admin?x=${text}`;
	const words = cleanCommandText(text) || "x";
	// Not parsed: some words behind a verb are another command, such as a ticket's address.
	const search: Extract<Command, { verb: "search" }> = { verb: "search", words };
	const inDepartment: Extract<Command, { verb: "list" }> = { verb: "list", kind: "open", department: words };
	const nearMiss = parseCommand(`unasigned ${words}`) as Extract<Command, { verb: "near_miss" }>;
	const tickets = Array.from({ length: 12 }, (_, i) => ({ ...ticketOf(text), id: `52000000000690${i}` }));
	const cursor = "c".repeat(300);
	const full = { items: tickets, total: 43, next: cursor, previous: cursor };
	const none = { items: [], total: 0, next: null, previous: null };
	const talk = Array.from({ length: 12 }, (_, i) =>
		message({ id: `${i}`, author: text, text, attachments: i }),
	);
	const agent = { name: text, email: text };
	const place = { ...view, url };
	const failure = (kind: VendorErrorKind, retryAfterSeconds: number | null) =>
		buildError({
			...view,
			error: new VendorError({ vendor: view.provider, kind, retryAfterSeconds, fields: { [text]: text } }),
			deskId,
			command: search,
			reference: "7K2M9",
		});
	return [
		["card", buildTicketCard({ ...view, deskId, ticket: ticketOf(text) })],
		["bare card", buildTicketCard({ ...view, deskId, ticket: bare })],
		["shared card", buildSharedCard({ ...view, ticket: ticketOf(text), sharedBy: text })],
		["search results", buildTicketList({ ...view, deskId, command: search, page: full, from: 11 })],
		["list", buildTicketList({ ...view, deskId, command: inDepartment, page: full, from: 1 })],
		["empty search", buildTicketList({ ...view, deskId, command: search, page: none, from: 1 })],
		["empty list", buildTicketList({ ...view, deskId, command: inDepartment, page: none, from: 1 })],
		["list that ended", buildTicketList({ ...view, deskId, command: inDepartment, page: none, from: 21 })],
		[
			"conversation",
			buildConversation({ ...view, deskId, ticket: ticketOf(text), page: { ...full, items: talk } }),
		],
		["empty conversation", buildConversation({ ...view, deskId, ticket: bare, page: none })],
		["help", buildHelp({ locale, provider })],
		["near miss", answers.buildNearMiss({ locale, provider, deskId, command: nearMiss })],
		["choose desk", chooseDesk(view, text)],
		["working", answers.buildWorking({ locale, provider, command: search })],
		["continue", answers.buildContinue({ locale, provider, deskId, command: search })],
		["outdated button", answers.buildOutdatedButton({ locale, provider })],
		["sign in", account.buildSignIn({ ...place, command: search })],
		["sign in again", account.buildSignIn({ ...place, command: null, again: true })],
		["already signed in", account.buildAlreadySignedIn({ ...view, agentName: text })],
		["disconnected", account.buildDisconnected(view)],
		["not connected", account.buildNotConnected(view)],
		["linked", account.buildLinkedNotice({ ...view, linkId: "l1", agent })],
		["linked elsewhere", linkedElsewhere(view, text)],
		["unlinked", account.buildUnlinkedNotice({ ...view, agent })],
		["unlinked by", account.buildUnlinkedByNotice({ ...view, administrator: text, agent: text })],
		["welcome", buildWelcome({ ...view, connectedBy: text })],
		["unknown team", refusals.buildUnknownTeam({ locale, setupUrl: url })],
		["disabled", refusals.buildDisabled(place)],
		["desk not connected", refusals.buildDeskNotConnected(place)],
		["department not found", departmentNotFound(view, text, inDepartment)],
		["ticket not found", refusals.buildTicketNotFound({ ...view, number: text })],
		["ticket of an address not found", refusals.buildTicketNotFound({ ...view, number: null })],
		["foreign address", refusals.buildForeignUrl(view)],
		["no ticket address", refusals.buildNotATicketUrl(view)],
		["unexpected", buildUnexpected({ locale, provider: null, reference: "7K2M9" })],
		...(["ticket", "history", "comment", "reply", "transitions", "search", "customer"] as const).map(
			(of): [string, SlackMessage] => [
				`incomplete ${of}`,
				answers.buildIncomplete({ locale, provider, command: { verb: "incomplete", of } }),
			],
		),
		...ERROR_KINDS.flatMap((kind): [string, SlackMessage][] => [
			[`error ${kind}`, failure(kind, null)],
			[`error ${kind}, retry`, failure(kind, 300)],
		]),
	];
}

function chooseDesk({ locale }: ViewContext, name: string): SlackMessage {
	const desks = Array.from({ length: 30 }, (_, i) => ({ id: `d${i}`, name, provider: "zoho" as const }));
	return answers.buildChooseDesk({ locale, provider: null, desks, command: parseCommand(`search ${name}`) });
}

function linkedElsewhere(view: ViewContext, text: string): SlackMessage {
	const signedInBy = { name: text, teamName: text };
	return account.buildLinkedNotice({ ...view, linkId: "l1", agent: { name: text, email: null }, signedInBy });
}

function departmentNotFound(view: ViewContext, name: string, command: Extract<Command, { verb: "list" }>) {
	const near = Array.from({ length: 7 }, (_, i) => ({ id: `${i}`, name }));
	return refusals.buildDepartmentNotFound({ ...view, deskId: "d1", command, near });
}
