import type { D1Database } from "@cloudflare/workers-types";
import { getTableConfig, type SQLiteTable } from "drizzle-orm/sqlite-core";

/** A D1 parameter may have 2 MB. */
const ROWS_PER_STATEMENT = 2_000;

/** Thousands of rows through one parameter: D1 binds at most a hundred. */
export async function insertRows<T extends SQLiteTable>(
	database: D1Database,
	table: T,
	rows: readonly T["$inferInsert"][],
): Promise<void> {
	const { name, columns } = getTableConfig(table);
	const keys = Object.keys(rows[0] ?? {});
	const names = keys.map((key) => {
		const column = columns.find((candidate) => candidate === (table as Record<string, unknown>)[key]);
		if (!column) throw new Error(`${name} has no column for ${key}`);
		return column.name;
	});
	const values = names.map((_, index) => `json_extract(value, '$[${index}]')`);
	const statement = `INSERT INTO ${name} (${names.join(", ")}) SELECT ${values.join(", ")} FROM json_each(?1)`;
	for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT) {
		const part = rows.slice(from, from + ROWS_PER_STATEMENT);
		const lists = part.map((row) => keys.map((key) => (row as Record<string, unknown>)[key] ?? null));
		await database.prepare(statement).bind(JSON.stringify(lists)).run();
	}
}
