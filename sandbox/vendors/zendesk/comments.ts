import type { Clock } from "../../vendor.ts";
import type { Account, AttachmentRecord, TicketRecord } from "./state.ts";

/** The vendor keeps this much of a comment, and drops the rest without a word. */
const MAX_BODY_BYTES = 65_535;

export interface CommentDraft {
	authorId: number;
	text: string;
	isPublic: boolean;
	attachments?: AttachmentRecord[];
}

/** A public comment of an agent is mailed to the requester and to everybody with a copy. */
export function addComment(account: Account, clock: Clock, ticket: TicketRecord, draft: CommentDraft): void {
	const { authorId, text, isPublic, attachments = [] } = draft;
	const body = Buffer.from(text).subarray(0, MAX_BODY_BYTES).toString();
	ticket.comments.push({
		id: account.nextCommentId++,
		authorId,
		public: isPublic,
		body,
		attachments,
		createdAt: clock.now(),
	});
	ticket.updatedAt = clock.now();
	if (isPublic && account.users.get(authorId)?.role !== "end-user") mail(account, ticket, draft, body);
}

function mail(account: Account, ticket: TicketRecord, draft: CommentDraft, body: string): void {
	const emailOf = (id: number) => account.users.get(id)?.email || null;
	const to = [emailOf(ticket.requesterId)].filter((email) => email !== null);
	const cc = ticket.copyIds.map(emailOf).filter((email) => email !== null);
	if (to.length + cc.length === 0) return;
	account.outbox.push({
		ticketId: ticket.id,
		to,
		cc,
		subject: `[${account.name}] Re: ${ticket.subject ?? ""}`,
		text: body,
		attachments: (draft.attachments ?? []).map(({ fileName }) => fileName),
		from: account.users.get(draft.authorId)?.name ?? "",
		at: ticket.updatedAt,
	});
}
