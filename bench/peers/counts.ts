/** Since the last time they were asked for. */
export interface Counts {
	/** Statements run, each of a batch counted. */
	d1Queries: number;
	/** Calls of the database: a batch is one. */
	d1Calls: number;
	d1RowsRead: number;
	d1RowsWritten: number;
	/** Methods called on Durable Objects. */
	objectCalls: number;
	/** Alarms of Durable Objects that rang. */
	alarms: number;
	/** Of one alarm of an org, at most: calls of any kind, and how long it took. */
	orgAlarmCalls: number;
	orgAlarmMs: number;
	fetches: number;
	/** Messages or batches of them handed to the queue. */
	queueSends: number;
	lastRead: { sql: string; values: unknown[] } | null;
}

export const NOTHING_COUNTED: Counts = {
	d1Queries: 0,
	d1Calls: 0,
	d1RowsRead: 0,
	d1RowsWritten: 0,
	objectCalls: 0,
	alarms: 0,
	orgAlarmCalls: 0,
	orgAlarmMs: 0,
	fetches: 0,
	queueSends: 0,
	lastRead: null,
};
