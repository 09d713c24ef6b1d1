import type { WorkerHost } from "./worker.ts";

/**
 * The Worker has the real clock, so time that passes in the sandbox is taken from what it stored: every integer
 * column named `*_at`, in D1 and in the objects' own tables, moves back by `ms`.
 */
export async function moveStoredTimesBack(worker: WorkerHost, ms: number): Promise<void> {
	const database = await worker.database();
	const exec = async (sql: string) =>
		(await database.prepare(sql).all<Record<string, unknown>>()).results ?? [];
	for (const update of await buildUpdates(exec, ms)) await exec(update);
	await worker.eachObject(async (run) => {
		for (const update of await buildUpdates(run, ms)) await run(update);
	});
}

type Exec = (sql: string) => Promise<Record<string, unknown>[]>;

async function buildUpdates(exec: Exec, ms: number): Promise<string[]> {
	const tables = await exec(
		"SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' AND name NOT LIKE '!_cf!_%' ESCAPE '!'",
	);
	const updates: string[] = [];
	for (const { name } of tables) {
		const columns = await exec(`SELECT name, type FROM pragma_table_info(${quoteText(String(name))})`);
		const times = columns
			.filter((column) => /int/i.test(String(column.type)) && /_at$/.test(String(column.name)))
			.map((column) => quoteName(String(column.name)));
		if (times.length === 0) continue;
		updates.push(
			`UPDATE ${quoteName(String(name))} SET ${times.map((time) => `${time} = ${time} - ${ms}`).join(", ")}`,
		);
	}
	return updates;
}

const quoteName = (name: string) => `"${name.replaceAll('"', '""')}"`;
const quoteText = (text: string) => `'${text.replaceAll("'", "''")}'`;
