import type { Sandbox } from "../../sandbox/runtime/sandbox.ts";

/** Where a sign-in leaves something for good; what only lives for minutes is in the other tables. */
const LASTING = [
	"settings",
	"desks",
	"credentials",
	"agent_links",
	"slack_teams",
	"workspaces",
	"mappings",
	"sessions",
	"agreements",
	"audit_log",
];
const PASSING = ["oauth_flows", "pending_grants", "sign_in_links", "commands"];

export type StoredRows = Record<string, unknown[]>;

/** Every row that stays, without its times: those move when time passes. */
export function lastingRows(sandbox: Sandbox): Promise<StoredRows> {
	return readTables(sandbox, LASTING);
}

/** Every row there is, but for Slack's event ids and people's languages. */
export function allRows(sandbox: Sandbox): Promise<StoredRows> {
	return readTables(sandbox, [...LASTING, ...PASSING]);
}

async function readTables(sandbox: Sandbox, tables: readonly string[]): Promise<StoredRows> {
	const database = await sandbox.database();
	const answers = await database.batch(
		tables.map((table) => database.prepare(`select * from ${table} order by 1, 2`)),
	);
	return Object.fromEntries(
		tables.map((table, index) => [
			table,
			((answers[index]?.results ?? []) as Record<string, unknown>[]).map(withoutTimes),
		]),
	);
}

function withoutTimes(row: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(row).filter(([column]) => !column.endsWith("_at")));
}

/** Every row of every table as it is, but for some tables. */
export async function everyRow(sandbox: Sandbox, except: readonly string[] = []): Promise<StoredRows> {
	const database = await sandbox.database();
	const { results } = await database
		.prepare("select name from sqlite_master where type = 'table'")
		.all<{ name: string }>();
	const tables = results
		.map(({ name }) => name)
		.filter((name) => !/^(sqlite|_cf|d1)_/.test(name) && !except.includes(name))
		.sort();
	const answers = await database.batch(
		tables.map((table) => database.prepare(`select * from "${table}" order by 1, 2`)),
	);
	return Object.fromEntries(tables.map((table, index) => [table, answers[index]?.results ?? []]));
}
