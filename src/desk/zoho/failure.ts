import * as v from "valibot";
import { VendorError, type VendorErrorKind } from "../../lib/errors.ts";
import { type HttpAnswer, parseJson, retryAfterSeconds } from "../../lib/http.ts";
import { errorBody } from "./schema.ts";

/** The vendor's code decides; several kinds of failure share a status. */
const KINDS: Readonly<Record<string, VendorErrorKind>> = {
	UNAUTHORIZED: "auth",
	INVALID_OAUTH: "auth",
	SCOPE_MISMATCH: "missing_scope",
	OAUTH_ORG_MISMATCH: "forbidden",
	FORBIDDEN: "forbidden",
	LICENSE_ACCESS_LIMITED: "forbidden",
	ONLY_LIVECHAT_USER: "forbidden",
	INTEGRATION_ADMIN_ERROR: "forbidden",
	URL_NOT_FOUND: "not_found",
	INVALID_DATA: "invalid",
	UNPROCESSABLE_ENTITY: "invalid",
	EMPTY_PAYLOAD: "invalid",
	BAD_REQUEST: "invalid",
	TOO_MANY_REQUESTS: "rate_limited",
	THRESHOLD_EXCEEDED: "rate_limited",
	INTERNAL_SERVER_ERROR: "unavailable",
};

export function isTokenRefused(answer: HttpAnswer): boolean {
	if (answer.status < 400) return false;
	const { errorCode } = parseError(answer);
	return errorCode ? KINDS[errorCode] === "auth" : answer.status === 401;
}

export function toVendorError(answer: HttpAnswer, operation: string, now: number): VendorError {
	const { errorCode, fields } = parseError(answer);
	const kind = (errorCode && KINDS[errorCode]) || kindOfStatus(answer.status);
	const retry = kind === "rate_limited" ? retryAfterSeconds(answer.headers, now) : null;
	return new VendorError({
		vendor: "zoho",
		kind,
		status: answer.status,
		code: errorCode,
		retryAfterSeconds: retry,
		fields,
		operation,
	});
}

/** For bodies without a code, such as the HTML pages of gateways. */
function kindOfStatus(status: number): VendorErrorKind {
	if (status === 401) return "auth";
	if (status === 403) return "forbidden";
	if (status === 404) return "not_found";
	if (status === 400 || status === 422) return "invalid";
	if (status === 429) return "rate_limited";
	return status >= 500 ? "unavailable" : "malformed";
}

function parseError(answer: HttpAnswer): { errorCode: string | null; fields: Record<string, string> } {
	const parsed = v.safeParse(errorBody, parseJson(answer.body));
	if (!parsed.success) return { errorCode: null, fields: {} };
	const code = parsed.output.errorCode ?? null;
	const fields = (parsed.output.errors ?? []).map(({ fieldName, errorType }) => [
		// A JSON pointer: `/contactId`.
		(fieldName ?? "").replace(/^\//, ""),
		errorType ?? "invalid",
	]);
	// Only a word may become a code: it is logged.
	return { errorCode: code && /^\w{1,60}$/.test(code) ? code : null, fields: Object.fromEntries(fields) };
}
