import { env } from "cloudflare:workers";
import { TEAM_ACME } from "../../sandbox/seed/people.ts";
import { requireConfig } from "../../src/config.ts";
import { type Context, createContext } from "../../src/context.ts";
import type { Actor } from "../../src/services/audit/record.ts";
import type { WorkspaceEdit } from "../../src/services/workspaces/edit-workspace.ts";
import {
	connectDesk,
	createStage,
	enterSlackApp,
	install,
	openSetup,
	register,
	rows,
	type Stage,
	type StageOptions,
	signIn,
} from "./admin/stage.ts";

export const ADMIN: Actor = { kind: "admin", id: "381204417", name: "Mina Kato" };
export const MINA_SLACK = "U0MINA0001";
export const TEAM = TEAM_ACME;

export interface World {
	stage: Stage;
	ctx: Context;
	deskId: string;
	workspaceId: string;
	objectId: string;
	/** An edit by somebody who sees the settings as they are now. */
	edit(): Promise<WorkspaceEdit>;
	workspace(): Promise<Record<string, unknown>>;
}

/** A Zendesk account with one workspace, connected as an administrator does it. */
export async function createWorld(options: StageOptions = {}): Promise<World> {
	await emptyEverything();
	const stage = createStage(options);
	await openSetup(stage.browser);
	await enterSlackApp(stage.browser);
	await connectDesk(stage.browser);
	await install(stage.browser, { person: MINA_SLACK, channel: "C0SUPPORT1" });
	const [row] = await rows("workspaces");
	const [team] = await rows("slack_teams");
	const ctx = createContext(env, requireConfig(env), { requestId: "test", later: () => {} });
	const deskId = String(row?.desk_id);
	const workspaceId = String(row?.id);
	const workspace = async () => (await rows("workspaces")).find(({ id }) => id === workspaceId) ?? {};
	return {
		stage,
		ctx,
		deskId,
		workspaceId,
		objectId: String(team?.object_id),
		workspace,
		edit: async () => {
			const version = Number((await workspace()).settings_version);
			return { actor: ADMIN, deskId, workspaceId, version };
		},
	};
}

/** A Zoho portal on the same team; answers its desk and workspace. */
export async function addSecondDesk({ stage }: World): Promise<{ deskId: string; workspaceId: string }> {
	await register(stage.browser, "zoho");
	await signIn(stage.browser, { person: "mina@acme.example", organisation: "60012345" });
	await stage.browser.submit("Connect Acme Support");
	await install(stage.browser, { person: MINA_SLACK, channel: "C0BILLING1" });
	const row = (await rows("workspaces")).at(-1);
	return { deskId: String(row?.desk_id), workspaceId: String(row?.id) };
}

async function tables(): Promise<string[]> {
	const { results } = await env.DB.prepare(
		"select name from sqlite_master where type = 'table' and name not like 'sqlite%' and name not like '%cf%' and name not like 'd1%'",
	).all<{ name: string }>();
	return results.map(({ name }) => name);
}

async function emptyEverything(): Promise<void> {
	await env.DB.batch((await tables()).map((table) => env.DB.prepare(`delete from ${table}`)));
}

/** Every row there is, as `table: JSON`. */
export async function dump(): Promise<string[]> {
	const lines: string[] = [];
	for (const table of await tables()) {
		for (const row of await rows(table)) lines.push(`${table}: ${JSON.stringify(row)}`);
	}
	return lines;
}

/** Rows in which one of these words stands. */
export async function traces(...words: string[]): Promise<string[]> {
	return (await dump()).filter((line) => words.some((word) => line.includes(word)));
}

export async function auditOf(action: string): Promise<Record<string, unknown>[]> {
	return (await rows("audit_log")).filter((row) => row.action === action);
}
