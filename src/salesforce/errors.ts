import * as v from "valibot";
import { VendorError, type VendorErrorKind } from "../lib/errors.ts";
import { retryAfterSeconds } from "../lib/http.ts";

/** One answer, or the part of one that answers one of several questions. */
export interface ApiAnswer {
	status: number;
	headers: Headers;
	/** undefined for what is not JSON. */
	json: unknown;
}

/** The allocation is of a rolling day, and no answer says when there is some left. */
const QUOTA_WAIT_SECONDS = 300;

const problem = v.object({
	errorCode: v.nullish(v.string()),
	statusCode: v.nullish(v.string()),
	exceptionCode: v.nullish(v.string()),
	error: v.nullish(v.string()),
	message: v.nullish(v.string(), ""),
	fields: v.nullish(v.array(v.string()), []),
});

interface Problem {
	code: string | null;
	/** To recognise a reason by; never shown, never logged. */
	words: string;
	fields: readonly string[];
}

/** The code decides; several kinds of failure share a status. */
const KINDS: Readonly<Record<string, VendorErrorKind>> = {
	INVALID_SESSION_ID: "auth",
	INVALID_AUTH_HEADER: "auth",
	InvalidSessionId: "auth",
	REQUEST_LIMIT_EXCEEDED: "rate_limited",
	API_DISABLED_FOR_ORG: "forbidden",
	API_CURRENTLY_DISABLED: "forbidden",
	INSUFFICIENT_ACCESS: "forbidden",
	INSUFFICIENT_ACCESS_OR_READONLY: "forbidden",
	INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY: "forbidden",
	TXN_SECURITY_METERING_ERROR: "unavailable",
	UNABLE_TO_LOCK_ROW: "unavailable",
	QUERY_TIMEOUT: "unavailable",
	UNKNOWN_EXCEPTION: "unavailable",
	SERVER_UNAVAILABLE: "unavailable",
	NOT_FOUND: "not_found",
	ENTITY_IS_DELETED: "not_found",
};

/** Answers of Salesforce's edge, mostly without a readable body: trying again helps. */
const PASSING = new Set([406, 420, 500, 502, 503, 504]);

export function toVendorError(answer: ApiAnswer, operation: string, now: number): VendorError {
	const found = parseProblem(answer);
	const kind = toKind(answer.status, found);
	return new VendorError({
		vendor: "salesforce",
		operation,
		kind: isRefusedSession(found) ? "forbidden" : kind,
		status: answer.status,
		code: isRefusedSession(found) ? "session_refused" : toCode(answer.status, found),
		fields: toFields(found),
		retryAfterSeconds:
			retryAfterSeconds(answer.headers, now) ??
			(found?.code === "REQUEST_LIMIT_EXCEEDED" ? QUOTA_WAIT_SECONDS : null),
	});
}

/** A token that a new one could take the place of. */
export function isTokenRefused(answer: ApiAnswer): boolean {
	const found = answer.status < 400 ? null : parseProblem(answer);
	if (isRefusedSession(found)) return false;
	return answer.status === 401 || (found?.code != null && KINDS[found.code] === "auth");
}

/** High-assurance sessions and API access control: a new token is refused as well, for ever. */
function isRefusedSession(found: Problem | null): boolean {
	return found !== null && /not valid for use with the REST API/i.test(found.words);
}

function toKind(status: number, found: Problem | null): VendorErrorKind {
	const known = found?.code ? KINDS[found.code] : undefined;
	if (known) return known;
	if (status === 401) return "auth";
	if (status === 429) return "rate_limited";
	if (PASSING.has(status) || status > 504) return "unavailable";
	if (status === 300 || status === 414 || status === 431) return "invalid";
	if (status === 405 || status === 415 || !found) return "malformed";
	if (status === 403) return "forbidden";
	if (status === 404) return "not_found";
	return status >= 400 ? "invalid" : "malformed";
}

function toCode(status: number, found: Problem | null): string | null {
	if (status === 300) return "MULTIPLE_CHOICES";
	if (status === 414 || status === 431) return "URI_TOO_LONG";
	return found?.code ?? null;
}

/** Arrays of problems, a problem alone, the form of sign-ins, or a page (null). */
function parseProblem({ json }: ApiAnswer): Problem | null {
	const first = v.safeParse(problem, Array.isArray(json) ? json[0] : json);
	if (!first.success) return null;
	const { errorCode, statusCode, exceptionCode, error, message, fields } = first.output;
	const code = errorCode ?? statusCode ?? exceptionCode ?? error ?? null;
	return { code: code && /^\w{1,80}$/.test(code) ? code : null, words: message, fields };
}

/** A column that is gone is named in words only. */
function toFields(found: Problem | null): Record<string, string> {
	if (!found) return {};
	const gone = /No such column '([\w.]+)'/.exec(found.words)?.[1];
	const names = found.fields.length > 0 || !gone ? found.fields : [gone];
	return Object.fromEntries(names.map((name) => [name, found.words]));
}
