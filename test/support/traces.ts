import type { Sandbox } from "../../sandbox/runtime/sandbox.ts";

/** Everything stored and everything asked of a vendor: what a refused request may not change. */
export async function traces(sandbox: Sandbox) {
	await sandbox.idle();
	const database = await sandbox.database();
	const { results: tables } = await database
		.prepare("select name from sqlite_master where type = 'table' and name not glob '_cf_*'")
		.all<{ name: string }>();
	const rows: Record<string, unknown> = {};
	for (const { name } of tables) {
		rows[name] = (await database.prepare(`select * from "${name}"`).all()).results;
	}
	return { rows, exchanges: sandbox.traffic().length };
}

/** What is kept of everybody's sign-ins. */
export async function storedLinks(sandbox: Sandbox) {
	const database = await sandbox.database();
	const rows = async (sql: string) => (await database.prepare(sql).all()).results;
	return {
		links: await rows("select desk_id, team_id, slack_user_id, agent_id, role from agent_links order by id"),
		credentials: await rows("select id from credentials order by id"),
		pending: await rows("select id_hash from pending_grants"),
	};
}
