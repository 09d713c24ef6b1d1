import type { Counts } from "./counts.ts";
import { replaceMethods } from "./replace-methods.ts";

interface Prepared {
	real: D1PreparedStatement;
	sql: string;
	values: unknown[];
}

/** A database, or a session of one. */
export function countDatabase<T extends D1Database | D1DatabaseSession>(database: T, counts: Counts): T {
	// A batch wants the real statements back.
	const prepared = new WeakMap<object, Prepared>();

	function countRun({ sql, values }: Prepared): void {
		counts.d1Queries += 1;
		counts.lastRead = { sql, values };
	}

	function countRows<R extends D1Result>(result: R): R {
		counts.d1RowsRead += result.meta.rows_read;
		counts.d1RowsWritten += result.meta.rows_written;
		return result;
	}

	/** Rows without their columns' names don't come with what they cost. */
	async function runRaw({ real, sql }: Prepared): Promise<unknown[][]> {
		const { results } = countRows(await real.all<Record<string, unknown>>());
		// A join's columns may share a name, so a read is made again; what a write returns has names of its own.
		return /^\s*(?:select|with)\b/i.test(sql) ? real.raw() : results.map((row) => Object.values(row));
	}

	function wrapStatement(statement: Prepared): D1PreparedStatement {
		const { real, sql } = statement;
		const wrapped = replaceMethods(real, (name) => {
			switch (name) {
				case "bind":
					return (...values) => wrapStatement({ real: real.bind(...values), sql, values });
				case "raw":
					return () => {
						counts.d1Calls += 1;
						countRun(statement);
						return runRaw(statement);
					};
				case "all":
				case "run":
					return async () => {
						counts.d1Calls += 1;
						countRun(statement);
						return countRows(await real[name]());
					};
				case "first":
					throw new Error("the rows of a first() are not counted");
				default:
					return null;
			}
		});
		prepared.set(wrapped, statement);
		return wrapped;
	}

	return replaceMethods(database, (name) => {
		switch (name) {
			case "prepare":
				return (sql) =>
					wrapStatement({ real: database.prepare(sql as string), sql: sql as string, values: [] });
			case "batch":
				return async (statements) => {
					const known = (statements as object[]).flatMap((statement) => prepared.get(statement) ?? []);
					counts.d1Calls += 1;
					known.forEach(countRun);
					return (await database.batch(known.map(({ real }) => real))).map(countRows);
				};
			case "withSession":
				return (consistency) =>
					countDatabase((database as D1Database).withSession(consistency as "first-primary"), counts);
			default:
				return null;
		}
	});
}
