import type { Clock } from "../../vendor.ts";
import { ApiError } from "./errors.ts";

const WINDOW_MS = 60_000;

/** One account's requests per minute of the clock. */
export interface RateWindow {
	setLimit(perMinute: number): void;
	/** Counts one request. Throws the 429 when the minute is spent; otherwise the headers to answer with. */
	take(): Record<string, string>;
}

export function createRateWindow(clock: Clock, perMinute: number): RateWindow {
	let limit = perMinute;
	let minute = -1;
	let used = 0;

	return {
		setLimit(value) {
			limit = value;
		},
		take() {
			const now = clock.now();
			const current = Math.floor(now / WINDOW_MS);
			if (current !== minute) {
				minute = current;
				used = 0;
			}
			used += 1;
			const resetSeconds = Math.max(1, Math.ceil(((current + 1) * WINDOW_MS - now) / 1000));
			const headers = toHeaders(limit, Math.max(0, limit - used), resetSeconds);
			if (used <= limit) return headers;
			throw new ApiError(
				429,
				{ error: "APIRateLimitExceeded", description: "Number of allowed API requests per minute exceeded" },
				{ ...headers, "retry-after": String(resetSeconds) },
			);
		},
	};
}

function toHeaders(limit: number, remaining: number, resetSeconds: number): Record<string, string> {
	return {
		"x-rate-limit": String(limit),
		"x-rate-limit-remaining": String(remaining),
		"ratelimit-limit": String(limit),
		"ratelimit-remaining": String(remaining),
		"ratelimit-reset": String(resetSeconds),
	};
}

const TICKET_WINDOW_MS = 10 * 60_000;
const UPDATES_PER_TICKET = 30;
const UPDATES_PER_ACCOUNT = 100;

/** Updates of tickets: 30 in ten minutes by one person on one ticket, 100 a minute in the account. */
export interface UpdateLimit {
	take(userId: number, ticketId: number): void;
}

export function createUpdateLimit(clock: Clock): UpdateLimit {
	let taken: { userId: number; ticketId: number; at: number }[] = [];

	return {
		take(userId, ticketId) {
			const now = clock.now();
			taken = taken.filter(({ at }) => at > now - TICKET_WINDOW_MS);
			const same = taken.filter((one) => one.userId === userId && one.ticketId === ticketId);
			const recent = taken.filter(({ at }) => at > now - WINDOW_MS);
			refuseBeyond(same, UPDATES_PER_TICKET, TICKET_WINDOW_MS, now);
			refuseBeyond(recent, UPDATES_PER_ACCOUNT, WINDOW_MS, now);
			taken.push({ userId, ticketId, at: now });
		},
	};
}

function refuseBeyond(taken: readonly { at: number }[], limit: number, windowMs: number, now: number): void {
	const oldest = taken.at(-limit);
	if (!oldest) return;
	throw new ApiError(
		429,
		{ errors: [{ code: "TooManyRequests", title: "Too many requests to update" }] },
		{ "retry-after": String(Math.max(1, Math.ceil((oldest.at + windowMs - now) / 1000))) },
	);
}
