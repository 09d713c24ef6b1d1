import { ApiError, OAuthError } from "./errors.ts";

/**
 * What goes wrong by a switch.
 *
 * - `code` with `on: "request"`: the whole call is refused with this code of the data API
 * - `code` with `on: "record"`: writing this one record is refused, others of the call go on
 * - `code` with `on: "token"`: the token endpoint answers with this error
 * - `page`: an edge in front of the API answers with this status and no JSON
 */
export interface Trouble {
	on: "request" | "record" | "token" | "page";
	/** `UNABLE_TO_LOCK_ROW`, `invalid_grant`; for a page the status, such as `503`. */
	code: string;
	message?: string;
	fields?: string[];
	/** Part of `METHOD /path?query`, of a record's id or of `Object:external key`; absent: whichever comes. */
	match?: string;
	/** Default 1. */
	times?: number;
}

export interface Troubles {
	add(trouble: Trouble): void;
	clear(): void;
	/** The trouble that is due there, used up by one. */
	take(on: Trouble["on"], subject: string): Trouble | null;
}

const MESSAGES: Readonly<Record<string, string>> = {
	INVALID_SESSION_ID: "Session expired or invalid",
	REQUEST_LIMIT_EXCEEDED: "TotalRequests Limit exceeded.",
	API_DISABLED_FOR_ORG: "The REST API is not enabled for this Organization.",
	UNABLE_TO_LOCK_ROW: "unable to obtain exclusive access to this record",
	QUERY_TIMEOUT: "Your query request was running for too long.",
	SERVER_UNAVAILABLE: "The server is temporarily unavailable. Please try again later.",
	UNKNOWN_EXCEPTION: "An unexpected error occurred.",
	INVALID_QUERY_LOCATOR: "invalid query locator",
	invalid_grant: "expired access/refresh token",
	invalid_client: "invalid client credentials",
	invalid_client_id: "client identifier invalid",
	inactive_user: "user is inactive",
	inactive_org: "organization is not active",
	rate_limit_exceeded: "login rate exceeded",
	unknown_error: "retry your request",
};

export function createTroubles(): Troubles {
	let waiting: { trouble: Trouble; left: number }[] = [];
	return {
		add(trouble) {
			waiting.push({ trouble, left: trouble.times ?? 1 });
		},
		clear() {
			waiting = [];
		},
		take(on, subject) {
			const found = waiting.find(({ trouble }) => trouble.on === on && subject.includes(trouble.match ?? ""));
			if (!found) return null;
			found.left -= 1;
			waiting = waiting.filter(({ left }) => left > 0);
			return found.trouble;
		},
	};
}

export function toApiError({ code, message, fields }: Trouble): ApiError {
	const text = message ?? MESSAGES[code] ?? "The request was refused.";
	return new ApiError([{ code, message: text, ...(fields ? { fields } : {}) }]);
}

export function toOAuthError({ code, message }: Trouble): OAuthError {
	return new OAuthError(code, message ?? MESSAGES[code] ?? "");
}

/** 420 and 406 have no JSON; maintenance shows a page whatever the client accepts. */
export function toPage({ code }: Trouble): Response {
	const status = Number(code);
	if (status === 406) return new Response(null, { status });
	const body = `<!DOCTYPE html><html><body><h1>${status}</h1></body></html>`;
	return new Response(body, { status, headers: { "content-type": "text/html; charset=utf-8" } });
}
