import type { NewMessage, NewReply, ReplyTargets } from "../../core/ticket-writing.ts";
import { VendorError } from "../../lib/errors.ts";
import type { ZendeskClient } from "./client.ts";
import { toIdentity } from "./mapper.ts";
import { refuse, refuseLightAgent, requireCommentLength } from "./refusals.ts";
import { currentUserAnswer } from "./schema.ts";
import { type Recipient, recipientsAnswer, type WritableTicket } from "./schema-writing.ts";
import { isStatusChoice } from "./ticket-forms.ts";
import {
	isClosed,
	putTicket,
	readWritableTicket,
	UPDATE_TICKET,
	unlessChanged,
	withoutCollision,
} from "./writable-ticket.ts";

/** What one call names. A ticket has copies to 48 at most. */
const MAX_RECIPIENTS = 100;

export async function addComment(
	client: ZendeskClient,
	ticketId: string,
	comment: NewMessage,
): Promise<void> {
	requireCommentLength(comment.text, UPDATE_TICKET, "comment");
	// Without the flag a comment is as public as the ticket's first one was.
	await putTicket(client, ticketId, { comment: toComment(comment, false) });
}

export async function readReplyTargets(
	client: ZendeskClient,
	ticketId: string,
): Promise<ReplyTargets | null> {
	const found = await readTargets(client, ticketId);
	return "refusal" in found ? null : found.targets;
}

/**
 * Zendesk itself chooses who a public comment is mailed to, so the ticket is read right before, and written only
 * as it was read: whoever joins it in between makes the write fail rather than read along.
 */
export async function sendReply(client: ZendeskClient, ticketId: string, reply: NewReply): Promise<void> {
	requireCommentLength(reply.text, UPDATE_TICKET, "comment");
	if (reply.status !== null && !isStatusChoice(reply.status)) {
		throw refuse("not_a_choice", UPDATE_TICKET, { status: "can't be set" });
	}
	await requireRightToReply(client);
	await withoutCollision(UPDATE_TICKET, async () => {
		const found = await readTargets(client, ticketId);
		if ("refusal" in found) throw refuse(found.refusal, UPDATE_TICKET);
		if (!isSameAudience(found.targets, reply.targets)) throw refuse("recipients_changed", UPDATE_TICKET);
		await putTicket(client, ticketId, {
			comment: toComment(reply, true),
			...(reply.status === null ? {} : { status: reply.status }),
			...unlessChanged(found.ticket),
		});
	});
}

export async function requireRightToReply(client: ZendeskClient): Promise<void> {
	const { user } = await client.read({ pattern: "/users/me", schema: currentUserAnswer });
	if (toIdentity(user)?.commentsOnly) throw refuseLightAgent(UPDATE_TICKET);
}

function toComment({ text, attachments }: NewMessage, isPublic: boolean) {
	return { body: text, public: isPublic, ...(attachments.length > 0 ? { uploads: attachments } : {}) };
}

type FoundTargets =
	| { targets: ReplyTargets; ticket: WritableTicket }
	| { refusal: "closed" | "no_recipient" };

async function readTargets(client: ZendeskClient, ticketId: string): Promise<FoundTargets> {
	const { ticket, users } = await readWritableTicket(client, ticketId);
	if (isClosed(ticket)) return { refusal: "closed" };
	const copied = [...new Set([...ticket.email_cc_ids, ...ticket.collaborator_ids])];
	const wanted = [...copied, ...(ticket.requester_id === null ? [] : [ticket.requester_id])];
	const people = await findPeople(client, wanted, users);
	const requester = people.get(ticket.requester_id ?? "");
	if (!requester || toAddresses(requester).length === 0) return { refusal: "no_recipient" };
	const cc = copied
		.filter((id) => id !== requester.id && isCopied(ticket, id, people.get(id)))
		.flatMap((id) => toAddresses(people.get(id)));
	return { ticket, targets: { from: ticket.recipient || null, to: toAddresses(requester), cc } };
}

/** The ticket's sideload holds the requester and assignee for certain; the others are asked for. */
async function findPeople(
	client: ZendeskClient,
	ids: readonly string[],
	known: readonly Recipient[],
): Promise<Map<string, Recipient>> {
	const people = new Map(known.map((user) => [user.id, user]));
	const missing = ids.filter((id) => !people.has(id));
	if (missing.length === 0) return people;
	if (missing.length > MAX_RECIPIENTS) throw hiddenRecipients();
	const { users } = await client.read({
		pattern: "/users/show_many",
		query: { ids: missing.join(","), include_deleted: "true" },
		schema: recipientsAnswer,
	});
	for (const user of users) people.set(user.id, user);
	if (missing.some((id) => !people.has(id))) throw hiddenRecipients();
	return people;
}

/** Somebody would be mailed whom this agent may not see: a reply whose readers can't be shown isn't sent. */
function hiddenRecipients(): VendorError {
	return new VendorError({
		vendor: "zendesk",
		kind: "forbidden",
		status: 403,
		code: "recipients_hidden",
		operation: "GET /users/show_many",
	});
}

/**
 * Where an account has "CCs and followers", the collaborators are the followers (colleagues) and the copies
 * together; where it hasn't, all of them get copies, and Zendesk lists the agents among them as followers too.
 */
function isCopied(ticket: WritableTicket, id: string, person: Recipient | undefined): boolean {
	if (ticket.email_cc_ids.includes(id) || !ticket.follower_ids.includes(id)) return true;
	return person?.role === "end-user";
}

/** Somebody who was deleted, or has no address, is mailed nothing. */
function toAddresses(person: Recipient | undefined): ReplyTargets["to"] {
	if (!person?.email || person.active === false) return [];
	return [{ name: person.name.trim() || null, address: person.email }];
}

function isSameAudience(now: ReplyTargets, confirmed: ReplyTargets): boolean {
	const listed = (people: ReplyTargets["to"]) =>
		[...new Set(people.map(({ address }) => address.trim().toLowerCase()))].sort().join("\n");
	return listed(now.to) === listed(confirmed.to) && listed(now.cc) === listed(confirmed.cc);
}
