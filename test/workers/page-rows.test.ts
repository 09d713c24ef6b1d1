import { createExecutionContext, env } from "cloudflare:test";
import { afterEach, expect, it, vi } from "vitest";
import { createApp } from "../../src/app.ts";
import { ORIGIN } from "./admin/stage.ts";
import { createMeter } from "./rows-meter.ts";
import { createWorld, type World } from "./settings-world.ts";

/** More than any page or file reads of a log, and more than are counted of a day. */
const SHORT = 12_000;
const LONG = 30_000;
const STEP_MS = 10_000;
/** The free plan's day has five million: 500 pages of the dearest kind. */
const MOST_ROWS = 10_000;

afterEach(() => {
	vi.restoreAllMocks();
});

/** Rows `from` to `to`, each older than the one before it; half of the deliveries are problems. */
async function extendLogs({ deskId, workspaceId }: World, from: number, to: number): Promise<void> {
	const rows =
		"with recursive n(i) as (select cast(?1 as integer) union all select i + 1 from n where i < ?2 - 1)";
	const now = Date.now();
	await env.DB.batch([
		env.DB.prepare(
			`insert into deliveries ${rows} select 'delivery-' || i, ?3, 'T0ACME0001', ?4, 'event-' || i,
				'ticket.created', '1', '7', 'C0SUPPORT1',
				case i % 4 when 1 then 'dead' when 2 then 'unknown' else 'posted' end, null, null,
				?5 - i * ${STEP_MS}, ?5 - i * ${STEP_MS}, null from n`,
		).bind(from, to, deskId, workspaceId, now),
		env.DB.prepare(
			`insert into audit_log ${rows} select 'entry-' || i, ?3, 'admin', '1', 'Mina', 'workspace.enabled',
				'workspace:' || ?4, null, ?5 - i * ${STEP_MS} from n`,
		).bind(from, to, deskId, workspaceId, now),
		env.DB.prepare(
			`insert into webhook_intake ${rows} select 'hint-' || i, ?3, '1',
				case i % 4 when 1 then 'dead' when 2 then 'waiting' else 'done' end, 1,
				?4 - i * ${STEP_MS}, ?4 - i * ${STEP_MS} from n`,
		).bind(from, to, deskId, now),
		env.DB.prepare(
			`insert into vendor_errors (id, desk_id, vendor, operation, kind, count, first_at, last_at) ${rows}
				select 'error-' || i, ?3, 'slack', 'call-' || i, 'unavailable', 1, ?4 - i * ${STEP_MS}, ?4 - i * ${STEP_MS} from n`,
		).bind(from, to, deskId, now),
		env.DB.prepare(
			`insert into sync_runs ${rows} select 'run-' || i, 'o1', ?3, 'incremental',
				case i % 4 when 1 then 'failed' else 'done' end, null, '{}', null, ?4 - i * ${STEP_MS},
				?4 - i * ${STEP_MS} from n`,
		).bind(from, to, deskId, now),
	]);
}

async function addOrg({ deskId }: World): Promise<void> {
	await env.DB.prepare(
		`insert into orgs (id, desk_id, name, environment, host, client_id, client_secret_sealed, state, created_at,
			updated_at)
		values ('o1', ?1, 'Acme', 'sandbox', 'test.salesforce.com', '3MVG9', 'sealed', 'needs_sign_in', 1, 1)`,
	)
		.bind(deskId)
		.run();
}

function listAddresses({ workspaceId }: World, now: number): string[] {
	const activity = "/admin/activity";
	const after = `after=${now - 1_000 * STEP_MS}.1`;
	const workspace = `/admin/workspaces/${workspaceId}`;
	const sections = [
		"",
		"/where",
		"/what",
		"/filters",
		"/when",
		"/look",
		"/deliveries",
		"/disable",
		"/delete",
	];
	const queries = [
		...["", "?state=dead", "?state=not_sent", "?event=reply.sent", "?q=nothing", `?workspace=${workspaceId}`],
		...[`?${after}`, "/problems", `/problems?${after}`, "/problems?state=unknown", "/problems?q=nothing"],
		...["/webhooks", `/webhooks?${after}`, "/webhooks?state=dead", "/webhooks?state=done"],
		...["/audit", `/audit?${after}`, "/audit?kind=desk", "/deliveries/delivery-1"],
		...["/errors", "/syncs", "/syncs?state=failed", `/syncs?${after}`],
		...["/deliveries.csv", "/problems.csv", "/audit.csv"],
	];
	return [
		"/admin",
		...sections.map((section) => workspace + section),
		...queries.map((query) => activity + query),
		...[
			"/admin/agents",
			"/admin/agents?q=mina",
			"/admin/desk",
			"/admin/desk/erase",
			"/admin/sessions",
			"/admin/salesforce",
			"/admin/salesforce/o1",
			"/admin/salesforce/o1/runs",
			"/setup",
		],
	];
}

/** What D1 reads for each address. */
async function readPages(world: World, addresses: readonly string[]): Promise<Record<string, number>> {
	const { meter, binding } = createMeter();
	const metered = { ...env, DB: binding };
	const app = createApp();
	const cookies = [...world.stage.browser.cookies(new URL(ORIGIN).host)];
	const headers = { cookie: cookies.map((pair) => pair.join("=")).join("; ") };
	const read: Record<string, number> = {};
	for (const address of addresses) {
		meter.rowsRead = 0;
		const response = await app.fetch(
			new Request(ORIGIN + address, { headers }),
			metered,
			createExecutionContext(),
		);
		await response.text();
		expect([address, response.status]).toEqual([address, 200]);
		read[address] = meter.rowsRead;
	}
	return read;
}

it("reads no more for any page or file, however long the logs are", async () => {
	const world = await createWorld();
	await addOrg(world);
	await extendLogs(world, 0, SHORT);
	const addresses = listAddresses(world, Date.now());
	const short = await readPages(world, addresses);
	await extendLogs(world, SHORT, LONG);
	expect(await readPages(world, addresses)).toEqual(short);
	const pages = Object.entries(short).filter(([address]) => !address.endsWith(".csv"));
	expect(pages.filter(([, rows]) => rows === 0 || rows > MOST_ROWS)).toEqual([]);
}, 60_000);
