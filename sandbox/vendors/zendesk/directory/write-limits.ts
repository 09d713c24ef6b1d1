import type { Clock } from "../../../vendor.ts";
import { ApiError } from "../errors.ts";

const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;
const UPDATES_PER_RECORD = 5;

/** What is rationed of single writes: people one a second in the account, and any record five times a minute. */
export interface WriteLimits {
	/** `userId` is null while nobody knows whom it will be. */
	takeUser(userId: number | null): void;
	takeUserRecord(userId: number): void;
	takeOrganization(organizationId: number): void;
}

export function createWriteLimits(clock: Clock): WriteLimits {
	const taken = new Map<string, number[]>();

	function take(key: string, limit: number, windowMs: number): void {
		const now = clock.now();
		const recent = (taken.get(key) ?? []).filter((at) => at > now - windowMs);
		const oldest = recent.at(-limit);
		if (oldest !== undefined) throw tooManyRequests(Math.ceil((oldest + windowMs - now) / 1_000));
		taken.set(key, [...recent, now]);
	}

	return {
		takeUser(userId) {
			take("account", 1, SECOND_MS);
			if (userId !== null) take(`user:${userId}`, UPDATES_PER_RECORD, MINUTE_MS);
		},
		takeUserRecord: (userId) => take(`user:${userId}`, UPDATES_PER_RECORD, MINUTE_MS),
		takeOrganization: (id) => take(`organization:${id}`, UPDATES_PER_RECORD, MINUTE_MS),
	};
}

function tooManyRequests(seconds: number): ApiError {
	return new ApiError(
		429,
		{ errors: [{ code: "TooManyRequests", title: "Too many requests to update" }] },
		{ "retry-after": String(Math.max(1, seconds)) },
	);
}
