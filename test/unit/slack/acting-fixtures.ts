import type { ModalView } from "slack-web-api-client";
import { type Command, parseCommand } from "../../../src/core/command.ts";
import type { Blueprint, Customer, FormField, TicketForm } from "../../../src/core/ticket-writing.ts";
import type { ActionRefusal, Deed } from "../../../src/locales/slack/acting-messages.ts";
import { BLOCK, toFieldBlock } from "../../../src/slack/modal-ids.ts";
import { escapeMrkdwn, md } from "../../../src/slack/mrkdwn.ts";
import type { SlackMessage } from "../../../src/slack/views/blocks.ts";
import { buildCustomer } from "../../../src/slack/views/customer.ts";
import { buildAddToTicketModal } from "../../../src/slack/views/modals/add-to-ticket.ts";
import * as change from "../../../src/slack/views/modals/change.ts";
import { buildConfirmReply } from "../../../src/slack/views/modals/confirm-reply.ts";
import { buildCreateModal } from "../../../src/slack/views/modals/create.ts";
import {
	buildDoneModal,
	buildNotPossible,
	buildUnknownModal,
} from "../../../src/slack/views/modals/outcome.ts";
import { buildLoadingModal, buildSendingModal } from "../../../src/slack/views/modals/progress.ts";
import { buildCommentModal, buildReplyModal } from "../../../src/slack/views/modals/write.ts";
import {
	buildActionRefusal,
	buildCreatedFromMessage,
	buildDone,
	buildUnknown,
} from "../../../src/slack/views/outcomes.ts";
import { buildStats } from "../../../src/slack/views/stats.ts";
import { buildTicketCard } from "../../../src/slack/views/ticket-card.ts";
import { buildTransitions } from "../../../src/slack/views/transitions.ts";
import type { ViewContext } from "../../../src/slack/views/view-context.ts";
import { factsOf } from "./crm-fixtures.ts";
import { message, ticketOf } from "./view-fixtures.ts";

const deskId = "desk-0123456789ab";

export function deeds(text: string): Deed[] {
	const many = Array.from({ length: 30 }, () => text);
	return [
		{ kind: "created" },
		{ kind: "commented" },
		{ kind: "replied", recipients: many, status: text },
		{ kind: "replied", recipients: [], status: null },
		{ kind: "status", status: text },
		{ kind: "assigned", assignee: text },
		{ kind: "assigned", assignee: null },
		{ kind: "priority", priority: text },
		{ kind: "tags", added: many, removed: many },
		{ kind: "moved", department: text },
	];
}

export function refusals(text: string): ActionRefusal[] {
	const many = Array.from({ length: 30 }, () => text);
	return [
		{ reason: "closed" },
		{ reason: "no_recipient" },
		{ reason: "comments_only" },
		{ reason: "blueprint", transitions: many },
		{ reason: "blueprint", transitions: [] },
		{ reason: "fields_missing", names: many },
		{ reason: "fields_missing", names: [] },
		{ reason: "recipients_changed" },
		{ reason: "already_sent" },
		{ reason: "ticket_changed" },
	];
}

const KINDS = ["text", "long_text", "number", "date", "choice", "choices", "checkbox"] as const;

/** A form with a field of each kind, with as many options as given. */
export function formOf(text: string, options = 3): TicketForm {
	const choices = Array.from({ length: options }, (_, i) => ({ id: `o${i}`, label: text }));
	const fields = KINDS.map((kind, i): FormField => {
		const isChoice = kind === "choice" || kind === "choices";
		return {
			id: `f${i}`,
			label: text,
			kind,
			options: isChoice ? choices : [],
			maxLength: i === 0 ? 40 : null,
		};
	});
	const priorities = [
		{ id: "p1", label: text, level: null },
		{ id: "p2", label: null, level: "urgent" as const },
	];
	return { fields, priorities };
}

export function fieldValues(text: string) {
	return { f0: text, f1: text, f2: text, f3: text, f4: "o1", f5: ["o0", "o2", "gone"], f6: true };
}

/** Every modal there is, with `text` wherever somebody's text can stand. */
export function everyModal(view: ViewContext, text: string): [string, ModalView][] {
	const ticket = { ...ticketOf(text), id: "520000000006907" };
	const form = { ...view, deskId, channelId: "C0SUPPORT1", externalId: "x:1", ticket };
	const block = toFieldBlock("f1") ?? "";
	const refused = {
		problem: md`${text}`,
		errors: { [BLOCK.text]: text, [BLOCK.subject]: text, [block]: text, elsewhere: text },
	};
	const source = { channelId: "C0SUPPORT1", messageTs: "1764000000.000100" };
	const fileIds = Array.from({ length: 10 }, (_, i) => `F0123456789${i}`);
	const people = (count: number) =>
		Array.from({ length: count }, () => ({ name: text, address: text || "a@b.example" }));
	const targets = { from: text, to: people(30), cc: people(30) };
	const statuses = Array.from({ length: 130 }, (_, i) => ({
		id: `s${i}`,
		label: text,
		category: "open" as const,
	}));
	const priorities = formOf(text).priorities;
	const department = { id: "7", name: text };
	const agent = { id: "8", name: text, email: text };
	const values = {
		requesterEmail: text,
		subject: text,
		description: text,
		priority: "p2",
		fields: fieldValues(text),
	};
	return [
		["loading", buildLoadingModal({ ...view, ticketNumber: text })],
		["loading without a number", buildLoadingModal({ ...view, ticketNumber: null })],
		["create, empty", buildCreateModal({ ...view, deskId, department: null, form: null })],
		["create", buildCreateModal({ ...form, department, form: formOf(text), values, source, fileIds })],
		["create, refused", buildCreateModal({ ...form, ...refused, department, form: formOf(text), values })],
		["create, many choices", buildCreateModal({ ...form, department, form: formOf(text, 1200), values })],
		["comment", buildCommentModal({ ...form, fileIds })],
		["comment, refused", buildCommentModal({ ...form, ...refused, values: { text } })],
		["reply", buildReplyModal({ ...form, targets, statuses, operationId: "op-1", fileIds })],
		[
			"reply, refused",
			buildReplyModal({ ...form, ...refused, targets, statuses, values: { text, status: "s101" } }),
		],
		[
			"reply without statuses",
			buildReplyModal({ ...form, targets: { from: null, to: [], cc: [] }, statuses: [] }),
		],
		[
			"confirm",
			buildConfirmReply({ ...form, targets, text, status: text, operationId: "op-1", shown: "m1", fileIds }),
		],
		[
			"confirm without status",
			buildConfirmReply({ ...form, targets, text, status: null, operationId: "op-1", shown: "m1" }),
		],
		["status", change.buildStatusModal({ ...form, statuses })],
		["status, refused", change.buildStatusModal({ ...form, ...refused, statuses, values: { status: "s2" } })],
		["priority", change.buildPriorityModal({ ...form, priorities })],
		["assign", change.buildAssignModal(form)],
		["assign, refused", change.buildAssignModal({ ...form, ...refused, chosen: agent })],
		["assign to nobody", change.buildAssignModal({ ...form, values: { assigneeId: null } })],
		["move", change.buildMoveModal(form)],
		["move, refused", change.buildMoveModal({ ...form, ...refused, chosen: department })],
		[
			"tags",
			change.buildTagsModal({ ...form, tags: [text, "b", "c"], values: { add: [text], remove: ["b"] } }),
		],
		[
			"tags, none known",
			change.buildTagsModal({ ...form, ...refused, tags: null, values: { remove: [text] } }),
		],
		["tags, none there", change.buildTagsModal({ ...form, tags: [] })],
		["add to ticket", buildAddToTicketModal({ ...form, source, fileIds, values: { text } })],
		[
			"add to ticket, refused",
			buildAddToTicketModal({ ...form, ...refused, values: { ticket: text, text, visibility: "public" } }),
		],
		...deeds(text).flatMap((deed): [string, ModalView][] => [
			[`sending ${deed.kind}`, buildSendingModal({ ...view, what: deed.kind })],
			[`done ${deed.kind}`, buildDoneModal({ ...form, deed })],
			[`unknown ${deed.kind}`, buildUnknownModal({ ...form, ...unknown(deed.kind, text) })],
		]),
		["unknown, unseen", buildUnknownModal({ ...form, ...unknown("replied", text), seen: null })],
		["unknown creation", buildUnknownModal({ ...form, ...unknownCreation(text) })],
		...refusals(text).map((refusal): [string, ModalView] => [
			`not possible: ${refusal.reason}`,
			buildNotPossible({ ...form, refusal, offerComment: true }),
		]),
		["not possible, no ticket", buildNotPossible({ ...form, ticket: null, refusal: { reason: "closed" } })],
	];
}

function unknown(what: Deed["kind"], text: string) {
	const messages = Array.from({ length: 10 }, (_, i) => message({ id: `${i}`, author: text, text }));
	return {
		what,
		recipients: Array.from({ length: 30 }, () => text),
		seen: { messages },
		operationId: "op-1",
	};
}

function unknownCreation(text: string) {
	const tickets = Array.from({ length: 10 }, () => ticketOf(text));
	return { what: "created" as const, ticket: null, seen: { tickets }, operationId: "op-1" };
}

/** Every message about acting, with `text` wherever somebody's text can stand. */
export function everyActingMessage(view: ViewContext, text: string): [string, SlackMessage][] {
	const ticket = { ...ticketOf(text), id: "520000000006907" };
	const on = { ...view, deskId, ticket };
	const blueprint = blueprintOf(text, 25);
	const command = parseCommand("transitions 1042") as Extract<Command, { verb: "transitions" }>;
	const stats = { open: 3, unassigned: 0, overdue: 1, createdToday: 2, closedToday: 5 };
	const untold = { open: null, unassigned: null, overdue: null, createdToday: null, closedToday: null };
	const forStats = { ...view, deskId, command: parseCommand(`stats ${text}`) as StatsCommand };
	const sought = { verb: "customer" as const, words: text.slice(0, 50).trim() || "x" };
	const customers = Array.from({ length: 5 }, (_, i) => customerOf(text, i % 2 ? "organization" : "person"));
	const page = {
		items: Array.from({ length: 12 }, () => ticket),
		total: 43,
		next: "c".repeat(300),
		previous: "c",
	};
	const none = { items: [], total: 0, next: null, previous: null };
	return [
		[
			"card with all",
			buildTicketCard({
				...on,
				actions: ["reply", "comment", "status", "assign"],
				blueprint,
				crm: [1, 2, 3].map(() => factsOf(text)),
			}),
		],
		["transitions", buildTransitions({ ...on, command, blueprint, from: 11 })],
		["transitions, none", buildTransitions({ ...on, command, blueprint: blueprintOf(text, 0), from: 1 })],
		["no blueprint", buildTransitions({ ...on, command, blueprint: null, from: 1 })],
		[
			"stats",
			buildStats({
				...forStats,
				departmentName: text,
				stats: { ...stats, satisfaction: { good: 9, rated: 10 } },
			}),
		],
		[
			"stats, untold",
			buildStats({ ...forStats, departmentName: null, stats: { ...untold, satisfaction: null } }),
		],
		[
			"customer",
			buildCustomer({ ...view, deskId, command: sought, customers, page, from: 11, crm: [factsOf(text)] }),
		],
		[
			"customer without tickets",
			buildCustomer({ ...view, deskId, command: sought, customers, page: none, from: 1 }),
		],
		["nobody", buildCustomer({ ...view, deskId, command: sought, customers: [], page: none, from: 1 })],
		["created from a message", buildCreatedFromMessage({ ...view, ticket, personName: text })],
		...deeds(text).flatMap((deed): [string, SlackMessage][] => [
			[`done ${deed.kind}`, buildDone({ ...on, deed })],
			[`unknown ${deed.kind}`, buildUnknown({ ...on, ...unknown(deed.kind, text) })],
		]),
		["unknown creation", buildUnknown({ ...view, ...unknownCreation(text) })],
		["unknown, unseen", buildUnknown({ ...on, ...unknown("commented", text), seen: null })],
		...refusals(text).flatMap((refusal): [string, SlackMessage][] => [
			[`refused: ${refusal.reason}`, buildActionRefusal({ ...on, refusal, text })],
			[`refused: ${refusal.reason}, no ticket`, buildActionRefusal({ ...view, ticket: null, refusal })],
		]),
	];
}

type StatsCommand = Extract<Command, { verb: "stats" }>;

export function blueprintOf(text: string, count: number): Blueprint {
	const owners = Array.from({ length: 10 }, () => text);
	const transitions = Array.from({ length: count }, (_, i) => ({
		id: `${i}`,
		name: text,
		toState: i % 2 ? text : null,
		mine: i % 3 === 0,
		owners: i % 5 === 0 ? [] : owners,
	}));
	return { name: text, state: text, transitions, restrictsStatus: true };
}

export function customerOf(text: string, kind: Customer["kind"]): Customer {
	const url = `https://acme.zendesk.com/${escapeMrkdwn(text).slice(0, 20)}`;
	return { kind, id: "1", name: text, email: kind === "person" ? text : null, organization: text, url };
}
