import type { Clock } from "../../vendor.ts";
import { ApiError } from "./errors.ts";

const KEPT_MS = 2 * 60 * 60_000;
const MAX_KEY_LENGTH = 255;

/** What was answered to requests that named a key; a repeat gets the same answer and does nothing. */
export interface Idempotency {
	/** The kept answer. Throws the 400 when the key came with another body. */
	find(key: string, body: string): string | null;
	keep(key: string, body: string, answer: string): void;
}

export function createIdempotency(clock: Clock): Idempotency {
	const kept = new Map<string, { body: string; answer: string; at: number }>();

	return {
		find(key, body) {
			if (key.length > MAX_KEY_LENGTH) throw refusal("Idempotency-Key is longer than 255 characters");
			const found = kept.get(key);
			if (!found || clock.now() >= found.at + KEPT_MS) return null;
			if (found.body !== body) throw refusal("Idempotency-Key was used with other parameters");
			return found.answer;
		},
		keep(key, body, answer) {
			kept.set(key, { body, answer, at: clock.now() });
		},
	};
}

function refusal(description: string): ApiError {
	return new ApiError(400, { error: "IdempotentRequestError", description });
}
