import { env } from "cloudflare:workers";

/** A database that adds up the rows its statements read. */
export function createMeter() {
	const meter = { rowsRead: 0 };
	const real = new WeakMap<object, D1PreparedStatement>();

	function count(result: D1Result): D1Result {
		meter.rowsRead += result.meta.rows_read;
		return result;
	}

	function watch(statement: D1PreparedStatement, query: string): object {
		const watched = {
			bind: (...values: unknown[]) => watch(statement.bind(...values), query),
			all: async () => count(await statement.all()),
			run: async () => count(await statement.run()),
			// Its rows come without what they cost, and with it columns of a join may share a name: a read is made again.
			raw: async () => {
				const { results } = count(await statement.all());
				const isRead = /^\s*(?:select|with)\b/i.test(query);
				return isRead ? statement.raw() : results.map((row) => Object.values(row as object));
			},
		};
		real.set(watched, statement);
		return watched;
	}

	const withSession = (constraint: "first-primary") => {
		const session = env.DB.withSession(constraint);
		return {
			prepare: (query: string) => watch(session.prepare(query), query),
			async batch(statements: object[]) {
				const known = statements.flatMap((statement) => real.get(statement) ?? []);
				return (await session.batch(known)).map(count);
			},
		};
	};
	return { meter, binding: { withSession } as unknown as D1Database };
}
