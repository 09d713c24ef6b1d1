import type { TicketSummary } from "../../core/ticket.ts";
import type { FieldValue, NewTicket } from "../../core/ticket-writing.ts";
import { VendorError } from "../../lib/errors.ts";
import { requireId } from "./address.ts";
import { withUnknownOutcome, type ZendeskClient } from "./client.ts";
import { type MapContext, toTicketSummary } from "./mapper.ts";
import { refuse, requireCommentLength, requireSubjectLength } from "./refusals.ts";
import { requireRightToReply } from "./replying.ts";
import { createdTicketAnswer, uploadAnswer } from "./schema-writing.ts";
import { isPriorityChoice, TYPE_FIELD } from "./ticket-forms.ts";

const CREATE_TICKET = "POST /tickets";

/** Zendesk takes any text up to this length as the key, and remembers it for two hours. */
const MAX_KEY_LENGTH = 255;

/** A media type without parameters; Zendesk wants one that it knows. */
const MEDIA_TYPE = /^[a-z0-9][\w.+-]{0,60}\/[a-z0-9][\w.+-]{0,100}$/i;

export async function createTicket(
	client: ZendeskClient,
	ticket: NewTicket,
	key: string,
	context: MapContext,
): Promise<TicketSummary> {
	requireSubjectLength(ticket.subject, CREATE_TICKET);
	requireCommentLength(ticket.description, CREATE_TICKET, "description");
	if (ticket.priority !== null && !isPriorityChoice(ticket.priority)) {
		throw refuse("not_a_choice", CREATE_TICKET, { priority: "can't be set" });
	}
	if (key === "" || key.length > MAX_KEY_LENGTH) throw new TypeError("not an idempotency key");
	// A light agent's first comment is internal: the ticket would begin hidden from its own requester.
	await requireRightToReply(client);
	try {
		const created = await client.create({
			method: "POST",
			pattern: "/tickets",
			query: { include: "users,groups" },
			headers: { "idempotency-key": key },
			json: { ticket: toTicketInput(ticket) },
			schema: createdTicketAnswer,
		});
		return toTicketSummary(created.ticket, created, context);
	} catch (error) {
		// The first attempt with this key is still being worked on: what becomes of it isn't known here.
		if (error instanceof VendorError && error.status === 409) throw withUnknownOutcome(error);
		throw error;
	}
}

function toTicketInput({ subject, description, requester, priority, fields, ...rest }: NewTicket) {
	const { [TYPE_FIELD]: type, ...custom } = fields;
	return {
		subject,
		comment: {
			body: description,
			public: true,
			...(rest.attachments.length > 0 ? { uploads: rest.attachments } : {}),
		},
		// Somebody known keeps their name; somebody new needs one.
		requester: { name: requester.name?.trim() || requester.email, email: requester.email },
		group_id: Number(requireId(rest.departmentId)),
		...(priority === null ? {} : { priority }),
		...(typeof type === "string" && type !== "" ? { type } : {}),
		...(Object.keys(custom).length > 0 ? { custom_fields: toCustomFields(custom) } : {}),
	};
}

/** A choice is the option's tag, several are a list of them, a date is written 2026-11-20, a number as text. */
function toCustomFields(fields: Record<string, FieldValue>) {
	return Object.entries(fields).map(([id, value]) => ({ id: Number(requireId(id)), value }));
}

/** The token that a comment takes the file by; good for an hour. */
export async function upload(
	client: ZendeskClient,
	{ name, type, bytes }: { name: string; type: string; bytes: ArrayBuffer },
): Promise<string> {
	const answer = await client.create({
		method: "POST",
		pattern: "/uploads",
		query: { filename: name.replace(/[\p{Cc}/\\]/gu, "_").trim() || "file" },
		bytes: { type: MEDIA_TYPE.test(type) ? type : "application/octet-stream", data: bytes },
		schema: uploadAnswer,
	});
	return answer.upload.token;
}
