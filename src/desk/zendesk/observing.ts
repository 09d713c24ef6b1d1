import { isVendorError } from "../../lib/errors.ts";
import { path } from "../../lib/http.ts";
import type { ObservedMessage, TicketObservation } from "../desk-feed.ts";
import { requireId } from "./address.ts";
import type { ReadRequest, ZendeskClient } from "./client.ts";
import { type MapContext, toMessage, toTicket } from "./mapper.ts";
import type { ZendeskComment, ZendeskUser } from "./schema.ts";
import { auditsAnswer, observedCommentsAnswer, observedTicketAnswer } from "./schema-feed.ts";
import { type AuditPage, toActor, toHistory } from "./ticket-history.ts";

const MAX_MESSAGES = 30;
const AUDITS = 100;

const NO_HISTORY: AuditPage = { audits: [], isWhole: false };

/** Ticket, newest comments and newest history, asked for side by side. */
export async function observeTicket(
	client: ZendeskClient,
	ticketId: string,
	since: number,
	context: MapContext,
): Promise<TicketObservation | null> {
	const id = requireId(ticketId);
	const [shown, conversation, history] = await Promise.all([
		client.read(theTicket(id)).catch(nullIfGone),
		client.read(itsComments(id)).catch(nullIfOutOfSight),
		client.read(itsAudits(id)).catch(nullIfOutOfSight),
	]);
	if (!shown || shown.ticket.status === "deleted") return null;
	const users = [...shown.users, ...(conversation?.users ?? []), ...(history?.users ?? [])];
	const comments = newestFirst(conversation?.comments ?? []);
	const isWholeConversation = conversation !== null && conversation.meta?.has_more !== true;
	const newest = comments[0];
	const ticket = toTicket(shown.ticket, shown, newest ? toMessage(newest, users) : null, context);
	const page = history ? { audits: history.audits, isWhole: history.meta?.has_more !== true } : NO_HISTORY;
	return {
		ticket,
		tags: shown.ticket.tags ?? [],
		escalated: false,
		overdue: shown.ticket.type === "task" ? ticket.overdue : null,
		messages: (isWholeConversation ? comments.slice(0, -1) : comments)
			.filter(({ created_at }) => created_at >= toSecond(since))
			.slice(0, MAX_MESSAGES)
			.reverse()
			.map((comment) => toObservedMessage(comment, users)),
		...toHistory(page, ticket, toSecond(since), users),
	};
}

function theTicket(id: string) {
	return {
		pattern: "/tickets/{id}",
		path: path`/tickets/${id}`,
		query: { include: "users,groups,organizations" },
		schema: observedTicketAnswer,
	} satisfies ReadRequest<typeof observedTicketAnswer>;
}

/** One more than is told, so that the description can be among them. */
function itsComments(id: string) {
	return {
		pattern: "/tickets/{id}/comments",
		path: path`/tickets/${id}/comments`,
		query: { "page[size]": String(MAX_MESSAGES + 1), sort: "-created_at", include: "users" },
		schema: observedCommentsAnswer,
	} satisfies ReadRequest<typeof observedCommentsAnswer>;
}

function itsAudits(id: string) {
	return {
		pattern: "/tickets/{id}/audits",
		path: path`/tickets/${id}/audits`,
		query: { "page[size]": String(AUDITS), sort: "-created_at", include: "users" },
		schema: auditsAnswer,
	} satisfies ReadRequest<typeof auditsAnswer>;
}

/** An administrator sees every ticket: a refusal is theirs, and what happens meanwhile is told once it is mended. */
function nullIfGone(error: unknown): null {
	if (isVendorError(error) && error.kind === "not_found") return null;
	throw error;
}

/** Comments and history of an archived ticket may be missing. */
function nullIfOutOfSight(error: unknown): null {
	if (isVendorError(error) && (error.kind === "not_found" || error.kind === "forbidden")) return null;
	throw error;
}

function toObservedMessage(comment: ZendeskComment, users: readonly ZendeskUser[]): ObservedMessage {
	return { ...toMessage(comment, users), actor: toActor(comment.author_id, users) };
}

function newestFirst<T extends { id: string; created_at: number }>(list: readonly T[]): T[] {
	return list.toSorted((a, b) => b.created_at - a.created_at || Number(b.id) - Number(a.id));
}

/** Zendesk's times are whole seconds: what was written in the second of `since` may have been after it. */
function toSecond(since: number): number {
	return Math.floor(since / 1000) * 1000;
}
