/**
 * What went wrong at a vendor. Decisions are taken from `kind`, never from a message.
 *
 * - `auth`: the token is refused, also after one refresh: somebody has to sign in again
 * - `forbidden`: signed in, but not allowed (role, plan, wrong portal)
 * - `missing_scope`: the grant lacks a scope: connect again
 * - `not_found`: no such record, or none this person may see
 * - `rate_limited`: come back after `retryAfterSeconds`
 * - `invalid`: the vendor refuses the input; `fields` says which
 * - `unavailable`: 5xx, no connection, or no answer in time
 * - `malformed`: an answer that is not what the vendor documents
 * - `aborted`: we stopped waiting ourselves
 */
export type VendorErrorKind =
	| "auth"
	| "forbidden"
	| "missing_scope"
	| "not_found"
	| "rate_limited"
	| "invalid"
	| "unavailable"
	| "malformed"
	| "aborted";

export type VendorName = "slack" | "zendesk" | "zoho" | "salesforce";

export interface VendorErrorDetails {
	vendor: VendorName;
	kind: VendorErrorKind;
	/** HTTP status; null when there was no answer. */
	status?: number | null;
	/** The vendor's own code, such as `RecordNotFound` or `channel_not_found`: a word, never text from a person. */
	code?: string | null;
	retryAfterSeconds?: number | null;
	/** Field name → the vendor's reason, for `invalid`. */
	fields?: Record<string, string>;
	/** Method and path pattern, for the log: no ids, no query. */
	operation?: string;
}

export class VendorError extends Error {
	override readonly name = "VendorError";
	readonly vendor: VendorName;
	readonly kind: VendorErrorKind;
	readonly status: number | null;
	readonly code: string | null;
	readonly retryAfterSeconds: number | null;
	readonly fields: Record<string, string>;
	readonly operation: string | null;

	constructor(details: VendorErrorDetails) {
		super(`${details.vendor} ${details.kind}${details.code ? ` (${details.code})` : ""}`);
		this.vendor = details.vendor;
		this.kind = details.kind;
		this.status = details.status ?? null;
		this.code = details.code ?? null;
		this.retryAfterSeconds = details.retryAfterSeconds ?? null;
		this.fields = details.fields ?? {};
		this.operation = details.operation ?? null;
	}
}

/** An error that crossed an RPC boundary lost its class but keeps `name` and its properties. */
export function isVendorError(error: unknown): error is VendorError {
	return error instanceof Error && error.name === "VendorError" && "kind" in error;
}
