/** What a hosting plan grants the whole installation per day. */
export const DAY_RESOURCES = ["rowsRead", "rowsWritten", "queueOperations"] as const;
export type DayResource = (typeof DAY_RESOURCES)[number];

/** null: the plan has no limit by the day. */
export type DayLimits = Readonly<Record<DayResource, number | null>>;
export type DayTotals = Readonly<Record<DayResource, number>>;

/** What background work may use of a day; the rest is for people, and for webhooks that were accepted. */
export const BACKGROUND_SHARE = 0.8;

export const NOTHING_USED: DayTotals = { rowsRead: 0, rowsWritten: 0, queueOperations: 0 };

/** Plans count by UTC: `YYYY-MM-DD`. */
export function dayOf(now: number): string {
	return new Date(now).toISOString().slice(0, 10);
}

const DAY_MS = 24 * 3_600_000;

/** When the next day begins. */
export function nextDayAt(now: number): number {
	return (Math.floor(now / DAY_MS) + 1) * DAY_MS;
}

/** What background work has used its share of; null: it may go on. */
export function findSpent(limits: DayLimits, used: DayTotals): DayResource | null {
	return (
		DAY_RESOURCES.find((resource) => {
			const limit = limits[resource];
			return limit !== null && used[resource] >= limit * BACKGROUND_SHARE;
		}) ?? null
	);
}
