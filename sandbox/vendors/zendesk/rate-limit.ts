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
