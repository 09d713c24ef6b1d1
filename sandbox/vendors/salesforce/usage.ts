import type { Clock } from "../../vendor.ts";
import { refuse } from "./errors.ts";

const DAY_MS = 86_400_000;

/** The org's calls of the last 24 hours, shared with whoever else uses its API. */
export interface Usage {
	/** Counts one call; throws when the allocation is spent. */
	take(): void;
	header(): string;
	remaining(): number;
	max(): number;
	/** `used`: by others, as of now. */
	set(limit: { max?: number | undefined; used?: number | undefined }): void;
	/** Calls of this app since the start. */
	calls(): number;
}

export function createUsage(clock: Clock, allocation: number): Usage {
	let max = allocation;
	let used = 0;
	let since = clock.now();
	let calls = 0;

	function roll(): void {
		if (clock.now() - since < DAY_MS) return;
		since = clock.now();
		used = 0;
	}

	return {
		take() {
			roll();
			if (used >= max) throw refuse("REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
			used += 1;
			calls += 1;
		},
		header: () => `api-usage=${used}/${max}`,
		remaining: () => Math.max(0, max - used),
		max: () => max,
		set(limit) {
			roll();
			max = limit.max ?? max;
			used = limit.used ?? used;
		},
		calls: () => calls,
	};
}
