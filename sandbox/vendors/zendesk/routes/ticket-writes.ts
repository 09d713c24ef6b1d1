import { Hono } from "hono";
import { INDEX_DELAY_MS } from "../actions.ts";
import type { ZendeskContext, ZendeskEnv } from "../app-env.ts";
import { addComment } from "../comments.ts";
import { ApiError, noAccess, recordInvalid } from "../errors.ts";
import { agentsOnly, needs } from "../guard.ts";
import { findRequester } from "../requesters.ts";
import { toTicketJson, toTime } from "../serialize.ts";
import { parseInclude, toTicketSideloads } from "../sideloads.ts";
import type { AttachmentRecord, TicketRecord } from "../state.ts";
import { changeTicket } from "../ticket-changes.ts";
import { parseTicketInput, type TicketInput } from "../ticket-input.ts";
import { takeUploads } from "../uploads.ts";
import { requireTicket } from "./tickets.ts";

export const ticketWriteRoutes = new Hono<ZendeskEnv>()
	.post("/tickets", needs("write", "tickets"), agentsOnly, async (c) => {
		const { input, text } = await parseTicketInput(c);
		const { idempotency } = c.env.account;
		const key = c.req.header("idempotency-key");
		const kept = key === undefined ? null : idempotency.find(key, text);
		if (kept !== null) return toCreated(kept, { "x-idempotency-lookup": "hit" });
		const ticket = createTicket(c, input);
		const include = parseInclude(c.req.query("include"));
		const answer = JSON.stringify({
			ticket: toTicketJson(c.env.account, ticket),
			audit: toAudit(c, ticket),
			...toTicketSideloads(c.env.account, [ticket], include),
		});
		if (key === undefined) return toCreated(answer, {});
		idempotency.keep(key, text, answer);
		return toCreated(answer, { "x-idempotency-lookup": "miss" });
	})
	.put("/tickets/:id{[0-9]+}", needs("write", "tickets"), agentsOnly, async (c) => {
		const ticket = requireTicket(c);
		const { input } = await parseTicketInput(c);
		const { account, clock } = c.env;
		const { user } = c.var;
		account.updates.take(user.id, ticket.id);
		const { comment, safe_update, updated_stamp, requester, requester_id, ...fields } = input;
		if (user.role === "light" && Object.values(fields).some((value) => value !== undefined)) throw noAccess();
		if (ticket.status === "closed") {
			throw recordInvalid("status", "Status: closed prevents ticket update", "ClosedTicket");
		}
		if (safe_update !== undefined) refuseStale(ticket, updated_stamp);
		refuseSuspendedRequester(c, ticket);
		const attachments = readComment(c, comment);
		changeTicket(account, clock, ticket, fields, user);
		if (comment) writeComment(c, ticket, comment, attachments);
		c.env.tell(ticket, comment ? "replied" : "changed", user.id);
		return c.json({ ticket: toTicketJson(account, ticket), audit: toAudit(c, ticket) });
	});

function createTicket(c: ZendeskContext, input: TicketInput): TicketRecord {
	const { account, clock } = c.env;
	const now = clock.now();
	const { comment, safe_update, updated_stamp, requester, requester_id, ...fields } = input;
	if (!comment) throw recordInvalid("base", "Description: cannot be blank", "BlankValue");
	const attachments = readComment(c, comment);
	const person = findRequester(account, now, requester_id ?? requester ?? c.var.user.id);
	const draft: TicketRecord = {
		id: account.nextTicketId,
		subject: null,
		status: "new",
		priority: null,
		type: null,
		requesterId: person.record.id,
		assigneeId: null,
		groupId: null,
		organizationId: person.record.organizationId,
		tags: [],
		customFields: new Map(),
		copyIds: [],
		followerIds: [],
		dueAt: null,
		channel: "api",
		createdAt: now,
		updatedAt: now,
		solvedAt: null,
		indexedAt: now + INDEX_DELAY_MS,
		comments: [],
	};
	changeTicket(account, clock, draft, fields, c.var.user);
	person.keep();
	account.nextTicketId += 1;
	account.tickets.set(draft.id, draft);
	writeComment(c, draft, comment, attachments);
	c.env.tell(draft, "created", c.var.user.id);
	return draft;
}

type CommentInput = NonNullable<TicketInput["comment"]>;

/** The comment's files, once everything about it is found good. */
function readComment(c: ZendeskContext, comment: CommentInput | undefined): () => AttachmentRecord[] {
	if (!comment) return () => [];
	if (!(comment.body ?? comment.html_body)?.trim()) {
		throw recordInvalid("base", "Description: cannot be blank", "BlankValue");
	}
	return takeUploads(c.env.account, c.env.clock, comment.uploads ?? []);
}

/** Without a word about it, a comment is as public as the first one was; a light agent's never is. */
function writeComment(
	c: ZendeskContext,
	ticket: TicketRecord,
	comment: CommentInput,
	attachments: () => AttachmentRecord[],
): void {
	const isPublic = (comment.public ?? ticket.comments[0]?.public ?? true) && c.var.user.role !== "light";
	addComment(c.env.account, c.env.clock, ticket, {
		authorId: c.var.user.id,
		text: comment.body ?? comment.html_body ?? "",
		isPublic,
		attachments: attachments(),
	});
}

function refuseStale(ticket: TicketRecord, stamp: string | undefined): void {
	if (stamp === undefined || Date.parse(stamp) === Date.parse(toTime(ticket.updatedAt))) return;
	throw new ApiError(409, {
		error: "UpdateConflict",
		description: "The ticket was updated since updated_stamp: the safe update was not made",
	});
}

function refuseSuspendedRequester(c: ZendeskContext, { requesterId }: TicketRecord): void {
	const requester = c.env.account.users.get(requesterId);
	if (requester?.suspended) throw recordInvalid("requester", `Requester: ${requester.name} is suspended.`);
}

function toAudit(c: ZendeskContext, ticket: TicketRecord) {
	const comment = ticket.comments.at(-1);
	const id = 990_000 + c.env.account.nextCommentId;
	const isNew = comment?.createdAt === ticket.updatedAt && comment.authorId === c.var.user.id;
	return {
		id,
		ticket_id: ticket.id,
		created_at: toTime(ticket.updatedAt),
		author_id: c.var.user.id,
		metadata: { system: {}, custom: {} },
		events: [
			...(isNew ? [{ id: id + 1, type: "Comment", body: comment.body }] : []),
			{ id: id + 2, type: "Change", field_name: "status", value: ticket.status },
		],
	};
}

function toCreated(answer: string, headers: Record<string, string>): Response {
	return new Response(answer, { status: 201, headers: { "content-type": "application/json", ...headers } });
}
