import { ApiFailure } from "./endpoints.ts";

/** Enterprise: 100,000 and 1,000 for each of five full agents. */
const DAILY_CREDITS = 105_000;

export interface Throttle {
	kind: "credits" | "concurrency";
	times: number;
	/** Only for `credits`; too many calls at once come without advice. */
	retryAfterSeconds?: number;
}

/** The organisation's credits for a day, and refusals on demand. */
export function createLimits() {
	let left = DAILY_CREDITS;
	let throttle: Throttle | null = null;

	return {
		take(weight: number): void {
			if (throttle && throttle.times > 0) {
				throttle.times -= 1;
				throw refusal(throttle.kind);
			}
			throttle = null;
			if (left < weight) throw refusal("credits");
			left -= weight;
		},
		remaining: () => left,
		/** Seconds for the header, where the refusal comes with one. */
		retryAfter(): number | null {
			if (throttle) return throttle.kind === "credits" ? (throttle.retryAfterSeconds ?? 3600) : null;
			return 3600;
		},
		setThrottle(next: Throttle): void {
			throttle = { ...next };
		},
		setCredits(credits: number): void {
			left = credits;
		},
		reset(): void {
			left = DAILY_CREDITS;
			throttle = null;
		},
	};
}

function refusal(kind: Throttle["kind"]): ApiFailure {
	return kind === "credits"
		? new ApiFailure(429, "THRESHOLD_EXCEEDED", "The credits of the day are used up.")
		: new ApiFailure(429, "TOO_MANY_REQUESTS", "Too many calls at the same time.");
}

export type Limits = ReturnType<typeof createLimits>;
