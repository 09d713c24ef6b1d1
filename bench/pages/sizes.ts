/** How much a desk's pages have to show. */
export interface PageSize {
	/** Each with a channel of its own. */
	departments: number;
	/** That Slack tells of. */
	channels: number;
	agents: number;
	logs: LogSize;
}

/** Rows. */
export interface LogSize {
	deliveries: number;
	/** Of the deliveries, those of the last 24 hours. */
	today: number;
	audit: number;
	intake: number;
}

/** About what the sandbox begins with, after a few tickets. */
export const SEED: PageSize = {
	departments: 4,
	channels: 12,
	agents: 6,
	logs: { deliveries: 20, today: 20, audit: 12, intake: 20 },
};

/** More than one page of everything, and more of a day than is counted. */
export const BIG: PageSize = {
	departments: 200,
	channels: 10_000,
	agents: 500,
	logs: { deliveries: 100_000, today: 5_000, audit: 20_000, intake: 50_000 },
};
