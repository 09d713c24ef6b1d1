import type { DayTotals } from "../core/day-budget.ts";

/** What one object, or one isolate's invocations, used and has not written down yet. */
export interface DayMeter {
	rowsRead: number;
	rowsWritten: number;
	queueOperations: number;
	/** How often the database was called, all in all: each is one of an invocation's calls. */
	calls: number;
	/** The whole installation's day as it was last read. */
	known: { day: string; totals: DayTotals; readAt: number } | null;
}

export function createDayMeter(): DayMeter {
	return { rowsRead: 0, rowsWritten: 0, queueOperations: 0, calls: 0, known: null };
}

const WRITES = /^\s*(?:insert|update|delete|replace)\b/i;

/**
 * A session that adds up what D1 says its statements cost. Rows that are read as arrays come without their cost: of a
 * write they are asked for as objects instead, of a read those that it answers are counted.
 */
export function meterSession(session: D1DatabaseSession, meter: DayMeter) {
	const real = new WeakMap<object, D1PreparedStatement>();

	async function call<T>(asked: Promise<T>): Promise<T> {
		meter.calls += 1;
		return asked;
	}

	function count<T>(result: D1Result<T>): D1Result<T> {
		meter.rowsRead += result.meta.rows_read;
		meter.rowsWritten += result.meta.rows_written;
		return result;
	}

	function watch(statement: D1PreparedStatement, isWrite: boolean): object {
		const watched = {
			bind: (...values: unknown[]) => watch(statement.bind(...values), isWrite),
			all: async () => count(await call(statement.all())),
			run: async () => count(await call(statement.run())),
			async first(column?: string) {
				const [row] = count(await call(statement.all<Record<string, unknown>>())).results;
				if (!row) return null;
				return column === undefined ? row : row[column];
			},
			async raw() {
				// Columns of a join may share a name: as objects some would be lost.
				if (isWrite)
					return count(await call(statement.all<object>())).results.map((row) => Object.values(row));
				const rows = await call(statement.raw());
				meter.rowsRead += rows.length;
				return rows;
			},
		};
		real.set(watched, statement);
		return watched;
	}

	return {
		prepare: (query: string) => watch(session.prepare(query), WRITES.test(query)),
		async batch(statements: object[]) {
			const results = await call(session.batch(statements.flatMap((statement) => real.get(statement) ?? [])));
			return results.map(count);
		},
	};
}
