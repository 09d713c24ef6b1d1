import type { Vendor } from "../vendor.ts";

/**
 * What goes wrong on the way to a vendor.
 *
 * - `status`: the vendor answers so, without acting
 * - `delayMs`: the vendor acts, the answer comes so much later
 * - `drop`: the connection is lost before the vendor has seen the request
 * - `dropAnswer`: the vendor acts, the answer is lost
 * - `body`: with `status`, the raw answer; for answers nobody documents
 */
export interface Fault {
	vendor?: Vendor["name"];
	/** Part of `METHOD https://host/path?query`; empty or absent: every request. */
	match?: string;
	status?: number;
	body?: string;
	contentType?: string;
	retryAfterSeconds?: number;
	delayMs?: number;
	drop?: boolean;
	dropAnswer?: boolean;
	/** Default 1. */
	times?: number;
}

export type Decide = (vendor: Vendor["name"], request: Request) => Fault | null;

export interface Faults {
	add(fault: Fault): void;
	/** Asked for every request that no added fault is for; null: nobody is. */
	decideBy(decide: Decide | null): void;
	clear(): void;
	/** The fault for this request, used up by one; null when all is well. */
	take(vendor: Vendor["name"], request: Request): Fault | null;
	/** Those not used up yet. */
	pending(): Fault[];
}

export function createFaults(): Faults {
	let waiting: { fault: Fault; left: number }[] = [];
	let decide: Decide | null = null;
	return {
		add(fault) {
			waiting.push({ fault, left: fault.times ?? 1 });
		},
		decideBy(next) {
			decide = next;
		},
		clear() {
			waiting = [];
			decide = null;
		},
		take(vendor, request) {
			const line = `${request.method} ${request.url}`;
			const found = waiting.find(
				({ fault }) => (!fault.vendor || fault.vendor === vendor) && line.includes(fault.match ?? ""),
			);
			if (!found) return decide?.(vendor, request) ?? null;
			found.left -= 1;
			waiting = waiting.filter(({ left }) => left > 0);
			return found.fault;
		},
		pending: () => waiting.map(({ fault, left }) => ({ ...fault, times: left })),
	};
}

/**
 * The vendor's answer for a status that a fault asks for, in the vendor's own form of an error.
 * `address`: what was called, from the host on.
 */
export function buildFaultAnswer(vendor: Vendor["name"], fault: Fault, address: string): Response {
	const status = fault.status ?? 500;
	const headers = new Headers();
	if (status === 429) headers.set("retry-after", String(fault.retryAfterSeconds ?? 30));
	else if (fault.retryAfterSeconds) headers.set("retry-after", String(fault.retryAfterSeconds));
	if (fault.body !== undefined) {
		headers.set("content-type", fault.contentType ?? "application/json");
		return new Response(fault.body, { status, headers });
	}
	// Gateways in front of the vendors answer 502 to 504 with a page, whatever the client accepts.
	if (status >= 502 && status <= 504) {
		headers.set("content-type", "text/html; charset=utf-8");
		return new Response(`<html><body><h1>${status}</h1></body></html>`, { status, headers });
	}
	headers.set("content-type", "application/json");
	return new Response(JSON.stringify(toErrorBody(vendor, status, address)), { status, headers });
}

function toErrorBody(vendor: Vendor["name"], status: number, address: string): unknown {
	if (vendor === "slack") return { ok: false, error: status === 429 ? "ratelimited" : "internal_error" };
	if (vendor === "zoho") {
		if (address.startsWith("accounts.")) return { error: status === 429 ? "Access Denied" : "general_error" };
		const codes: Record<number, string> = {
			400: "INVALID_DATA",
			401: "INVALID_OAUTH",
			403: "FORBIDDEN",
			404: "RESOURCE_NOT_FOUND",
			422: "UNPROCESSABLE_ENTITY",
			429: "TOO_MANY_REQUESTS",
		};
		return {
			errorCode: codes[status] ?? "INTERNAL_SERVER_ERROR",
			message: "The request could not be completed.",
		};
	}
	if (vendor === "salesforce") {
		if (address.includes("/services/oauth2/")) {
			return { error: "unknown_error", error_description: "retry your request" };
		}
		const codes: Record<number, string> = {
			401: "INVALID_SESSION_ID",
			403: "REQUEST_LIMIT_EXCEEDED",
			404: "NOT_FOUND",
		};
		const errorCode = codes[status] ?? (status < 500 ? "UNABLE_TO_LOCK_ROW" : "UNKNOWN_EXCEPTION");
		return [{ message: "The request could not be completed.", errorCode }];
	}
	const names: Record<number, string> = {
		401: "invalid_token",
		403: "Forbidden",
		404: "RecordNotFound",
		422: "RecordInvalid",
		429: "TooManyRequests",
	};
	return { error: names[status] ?? "InternalError", description: "The request could not be completed." };
}
