/** Since the last time they were asked for. */
export interface Counts {
	/** Statements run, each of a batch counted. */
	d1Queries: number;
	d1RowsRead: number;
	d1RowsWritten: number;
	/** Methods called on Durable Objects. */
	objectCalls: number;
	/** Alarms of Durable Objects that rang. */
	alarms: number;
	/** Messages or batches of them handed to the queue. */
	queueSends: number;
	lastRead: { sql: string; values: unknown[] } | null;
}

export const NOTHING_COUNTED: Counts = {
	d1Queries: 0,
	d1RowsRead: 0,
	d1RowsWritten: 0,
	objectCalls: 0,
	alarms: 0,
	queueSends: 0,
	lastRead: null,
};
