import type { WorkerHost } from "./worker.ts";

/**
 * The Worker has the real clock, so time that passes in the sandbox is taken from what it stored: every integer
 * column named `*_at`, in D1 and in the objects' own tables, moves back by `ms`. Since when a desk is
 * listened to and when a ticket was seen stay: they are compared with the vendors' own times, which stay too.
 */
export function moveStoredTimesBack(worker: WorkerHost, ms: number): Promise<void> {
	return moveColumnsBack(worker, ms, ({ columnName }) => columnName.endsWith("_at"));
}

/** What is planned comes so much sooner, and nothing becomes older: columns named `next_at` or `next_*_at`. */
export function bringPlansForward(worker: WorkerHost, ms: number): Promise<void> {
	return moveColumnsBack(worker, ms, ({ columnName }) => /^next_(\w+_)?at$/.test(columnName));
}

async function moveColumnsBack(
	worker: WorkerHost,
	ms: number,
	isMeant: (column: TimeColumn) => boolean,
): Promise<void> {
	const database = await worker.database();
	const all = (await database.prepare(TIME_COLUMNS).all<TimeColumn>()).results;
	const results = all.filter(isMeant);
	const updates = toUpdates(results, ms);
	if (updates.length > 0) await database.batch(updates.map((update) => database.prepare(update)));
	await worker.eachObject(async (exec) => {
		const columns = ((await exec(TIME_COLUMNS)) as unknown as TimeColumn[]).filter(isMeant);
		for (const update of toUpdates(columns, ms)) await exec(update);
	});
}

interface TimeColumn {
	tableName: string;
	columnName: string;
}

const TIME_COLUMNS = `
	SELECT t.name AS tableName, c.name AS columnName
	FROM sqlite_master AS t JOIN pragma_table_info(t.name) AS c
	WHERE t.type = 'table' AND t.name NOT GLOB 'sqlite_*' AND t.name NOT GLOB '_cf_*'
		AND c.name GLOB '*_at' AND c.name NOT IN ('listening_at', 'seen_at') AND lower(c.type) LIKE '%int%'`;

function toUpdates(columns: readonly TimeColumn[], ms: number): string[] {
	const tables = Map.groupBy(columns, ({ tableName }) => tableName);
	return [...tables].map(([table, times]) => {
		const names = times.map(({ columnName }) => quote(columnName));
		return `UPDATE ${quote(table)} SET ${names.map((name) => `${name} = ${name} - ${ms}`).join(", ")}`;
	});
}

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;
