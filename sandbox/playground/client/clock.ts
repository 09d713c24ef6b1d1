let ahead = 0;

/** By the vendors' clock, which a passed day has moved. */
export function vendorsNow(): number {
	return Date.now() + ahead;
}

/** What the sandbox said the time is; null where an answer didn't say it. */
export function followClock(told: string | null): void {
	if (told !== null) ahead = Number(told) - Date.now();
}
