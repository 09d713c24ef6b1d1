import type { Clock } from "../../vendor.ts";

/** Sending pauses when too much of it fails; what happens meanwhile is never sent. */
export interface Breaker {
	isOpen(): boolean;
	note(isGood: boolean): void;
}

const WINDOW_MS = 5 * 60_000;
const FAILED_SHARE = 0.7;
const FAILED_COUNT = 1_000;
/** How many it takes to speak of a share isn't documented, nor how long the pause is. */
const MIN_REQUESTS = 100;
const PAUSE_MS = 5_000;

export function createBreaker(clock: Clock): Breaker {
	let results: { at: number; isGood: boolean }[] = [];
	let openUntil = 0;

	return {
		isOpen: () => clock.now() < openUntil,
		note(isGood) {
			const now = clock.now();
			results = [...results.filter(({ at }) => at > now - WINDOW_MS), { at: now, isGood }];
			const failed = results.filter((one) => !one.isGood).length;
			const isShareFailed = results.length >= MIN_REQUESTS && failed / results.length >= FAILED_SHARE;
			if (!isShareFailed && failed <= FAILED_COUNT) return;
			openUntil = now + PAUSE_MS;
			results = [];
		},
	};
}
