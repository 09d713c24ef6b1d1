import * as v from "valibot";
import {
	isVendorError,
	VendorError,
	type VendorErrorDetails,
	type VendorErrorKind,
} from "../../lib/errors.ts";
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

/** What went wrong before a write was sent: without a status it would read as "may have been done". */
export async function beforeSending<T>(work: Promise<T>): Promise<T> {
	try {
		return await work;
	} catch (error) {
		if (!isVendorError(error) || error.status !== null) throw error;
		throw new VendorError({ ...detailsOf(error), status: 503 });
	}
}

/** A write that failed at the vendor's end, or whose answer can't be read, may have been done. */
export function withUnknownOutcome(error: unknown): unknown {
	if (!isVendorError(error)) return error;
	const isKnown = error.status !== null && error.status >= 300 && error.status < 500;
	if (isKnown) return error;
	return new VendorError({
		...detailsOf(error),
		kind: error.kind === "aborted" ? "aborted" : "unavailable",
		status: null,
		code: error.code ?? (error.status === null ? null : `http_${error.status}`),
	});
}

/** A refusal we find ourselves, before anything was sent. */
export function refuse(code: string, operation: string, fields: Record<string, string> = {}): VendorError {
	return new VendorError({ vendor: "zoho", kind: "invalid", status: 422, code, operation, fields });
}

/** The vendor's names of refused fields → ours; a pointer's last part tells. */
export function renameFields(error: unknown, names: Readonly<Record<string, string>>): unknown {
	if (!isVendorError(error) || error.kind !== "invalid") return error;
	const fields = Object.entries(error.fields).map(([pointer, reason]) => {
		const name = Object.keys(names).find((known) => pointer === known || pointer.startsWith(`${known}/`));
		return [name ? names[name] : (pointer.split("/").at(-1) ?? pointer), reason];
	});
	return new VendorError({ ...detailsOf(error), fields: Object.fromEntries(fields) });
}

function detailsOf(error: VendorError): VendorErrorDetails {
	const { vendor, kind, status, code, retryAfterSeconds, fields, operation } = error;
	return { vendor, kind, status, code, retryAfterSeconds, fields, ...(operation ? { operation } : {}) };
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
