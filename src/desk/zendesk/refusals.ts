import { VendorError } from "../../lib/errors.ts";

/** Why this adapter itself refuses to write, beside what Zendesk refuses. `invalid`, so that it's said in words. */
export type Refusal =
	/** Closed is for ever: only a follow-up ticket goes on from it. */
	| "closed"
	/** The requester has no e-mail address. */
	| "no_recipient"
	/** Others would receive the reply than those who were confirmed. */
	| "recipients_changed"
	/** Somebody else changed the ticket meanwhile, twice in a row. */
	| "ticket_changed"
	/** Zendesk would cut the rest off and say nothing. */
	| "too_long"
	/** A status or priority that nobody may set by hand. */
	| "not_a_choice"
	/** More colleagues than can be read at a time: nobody could be told from them for sure. */
	| "too_many_staff";

export function refuse(code: Refusal, operation: string, fields: Record<string, string> = {}): VendorError {
	return new VendorError({ vendor: "zendesk", kind: "invalid", status: 422, code, operation, fields });
}

/** A light agent's comment becomes internal whatever is asked for: a reply would silently reach nobody. */
export function refuseLightAgent(operation: string): VendorError {
	return new VendorError({
		vendor: "zendesk",
		kind: "forbidden",
		status: 403,
		code: "comments_only",
		operation,
	});
}

/** Zendesk keeps this much of a comment and of a subject, and drops the rest without a word. */
const MAX_COMMENT_BYTES = 65_535;
const MAX_SUBJECT_CHARACTERS = 255;

export function requireCommentLength(text: string, operation: string, field: string): void {
	if (new TextEncoder().encode(text).length > MAX_COMMENT_BYTES) {
		throw refuse("too_long", operation, { [field]: `is longer than ${MAX_COMMENT_BYTES} bytes` });
	}
}

export function requireSubjectLength(subject: string, operation: string): void {
	if ([...subject].length > MAX_SUBJECT_CHARACTERS) {
		throw refuse("too_long", operation, { subject: `is longer than ${MAX_SUBJECT_CHARACTERS} characters` });
	}
}
