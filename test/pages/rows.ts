import type { Sandbox } from "../../sandbox/runtime/sandbox.ts";

export type Row = Readonly<Record<string, string | number | null>>;

/** Written as they are: what would take days to happen. */
export async function insertRows(sandbox: Sandbox, table: string, rows: readonly Row[]): Promise<void> {
	const database = await sandbox.database();
	const columns = Object.keys(rows[0] ?? {});
	const marks = columns.map(() => "?").join(", ");
	const statement = database.prepare(`insert into ${table} (${columns.join(", ")}) values (${marks})`);
	await database.batch(rows.map((row) => statement.bind(...columns.map((column) => row[column] ?? null))));
}

export async function changeRows(sandbox: Sandbox, sql: string, ...values: unknown[]): Promise<void> {
	await (await sandbox.database())
		.prepare(sql)
		.bind(...values)
		.run();
}

/** The first column of the first row. */
export async function readId(sandbox: Sandbox, sql: string, ...values: unknown[]): Promise<string> {
	const database = await sandbox.database();
	const [row] = await database
		.prepare(sql)
		.bind(...values)
		.raw<unknown[]>();
	if (!row) throw new Error(`nothing found: ${sql}`);
	return String(row[0]);
}
