import type { EventActor } from "../../core/ticket-event.ts";
import { isVendorError } from "../../lib/errors.ts";
import { path } from "../../lib/http.ts";
import type { ObservedMessage, TicketFields, TicketObservation } from "../desk-feed.ts";
import { isForNow, rowsOf, type ZohoClient } from "./client.ts";
import { readMentionNames, readRows, withText } from "./conversation.ts";
import { readEarlier, toChanges } from "./field-changes.ts";
import { readTicket } from "./find-ticket.ts";
import { readHistory } from "./history.ts";
import { emailOf, nameOf, type RowContext, toTicket } from "./mapper.ts";
import { isCommentRow, type MentionNames, toMessage } from "./message.ts";
import type { ConversationRow } from "./schema.ts";
import { tagList } from "./schema-writing.ts";

const ROWS = 50;
const MOST_MESSAGES = 30;

/**
 * Four calls side by side. One more each where it is needed: the whole text of a single new message, the names of
 * people it mentions, and what a status or department was called before.
 */
export async function observe(
	client: ZohoClient,
	ticketId: string,
	since: number,
	context: RowContext,
): Promise<TicketObservation | null> {
	const [row, rows, history, tags] = await Promise.all([
		readTicket(client, ticketId),
		readNewest(client, ticketId),
		readHistory(client, ticketId),
		readTags(client, ticketId),
	]);
	if (!row || row.isTrashed || row.isDeleted || row.isSpam) return null;
	const messages = await toMessages(client, ticketId, rows, since);
	const last = messages.last ? { ...messages.last } : null;
	const ticket = toTicket(row, context, last);
	const { status, priority, department, assignee } = ticket;
	const fields: TicketFields = { status, priority, department, assignee: assignee?.id ?? null };
	const changes = toChanges(history, since);
	if (ticket.createdAt > since) changes.created ??= { at: ticket.createdAt, actor: null };
	if (ticket.overdue && ticket.dueAt !== null && ticket.dueAt > since) {
		changes.overdue ??= { at: ticket.dueAt, actor: null };
	}
	return {
		ticket,
		tags,
		escalated: row.isEscalated === true,
		overdue: ticket.overdue,
		messages: messages.after,
		changes,
		earlier: ticket.createdAt > since ? {} : await readEarlier(client, history, since, fields),
	};
}

/** A ticket that is gone has no conversation either. */
async function readNewest(client: ZohoClient, ticketId: string): Promise<ConversationRow[]> {
	try {
		return rowsOf(await readRows(client, ticketId, { limit: ROWS }));
	} catch (error) {
		if (isVendorError(error) && error.kind === "not_found") return [];
		throw error;
	}
}

/** Filters go by them. */
async function readTags(client: ZohoClient, ticketId: string): Promise<string[]> {
	try {
		const answer = await client.read({
			operation: "GET /tickets/{id}/tags",
			path: path`/tickets/${ticketId}/tags`,
			schema: tagList,
		});
		return (answer?.tags ?? []).flatMap(({ name }) => name || []);
	} catch (error) {
		if (isForNow(error)) throw error;
		return [];
	}
}

/** The last message of all, and those after `since`, oldest first. */
async function toMessages(client: ZohoClient, ticketId: string, rows: ConversationRow[], since: number) {
	const isNew = (row: ConversationRow) =>
		row.isDescriptionThread !== true && (toMessage(row, new Map())?.createdAt ?? 0) > since;
	const fresh = rows.filter(isNew);
	const [only] = fresh;
	const full = only && fresh.length === 1 ? await withText(client, ticketId, only) : null;
	const complete = full ? rows.map((row) => (row.id === full.id ? full : row)) : rows;
	const names = fresh.length > 0 ? await readMentionNames(client, ticketId, fresh) : new Map();
	const all = complete
		.flatMap((row) => toObserved(row, names) ?? [])
		.sort((a, b) => a.message.createdAt - b.message.createdAt || a.message.id.localeCompare(b.message.id));
	const after = all.filter(({ row }) => isNew(row)).map(({ message, actor }) => ({ ...message, actor }));
	return { last: all.at(-1)?.message ?? null, after: after.slice(-MOST_MESSAGES) };
}

function toObserved(row: ConversationRow, names: MentionNames) {
	const message = toMessage(row, names);
	if (!message) return null;
	return { row, message, actor: toActor(row) satisfies ObservedMessage["actor"] };
}

function toActor(row: ConversationRow): EventActor {
	const isComment = isCommentRow(row);
	const writer = isComment ? row.commenter : row.author;
	const isCustomer = writer?.type ? writer.type === "END_USER" : !isComment && row.direction === "in";
	const id = writer?.id ?? (isComment ? row.commenterId : null) ?? null;
	return { agentId: isCustomer ? null : id, name: nameOf(writer) ?? emailOf(writer) };
}
