/** Since the last time they were asked for. */
export interface Counts {
	/** Statements run, each of a batch counted. */
	d1Queries: number;
	/** Methods called on Durable Objects. */
	objectCalls: number;
	lastRead: { sql: string; values: unknown[] } | null;
}
