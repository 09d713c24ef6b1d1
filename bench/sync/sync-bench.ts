import { boot } from "../../sandbox/runtime/boot.ts";
import type { Browser } from "../../sandbox/runtime/browser-walk.ts";
import { type Sandbox, startSandbox } from "../../sandbox/runtime/sandbox.ts";
import { connectOrg, signInAsAdmin } from "../../test/support/salesforce-story.ts";
import type { DeskKind } from "../../test/support/sign-in.ts";
import type { Counts } from "../peers/counts.ts";
import { type Contacts, createContacts } from "./contacts.ts";
import { CALL_MS, JOB_MS, ORG } from "./org.ts";
import { chooseCity } from "./settings.ts";

const LOOK_MS = 100;
const LIMIT_MS = 1_800_000;

export interface VendorCall {
	vendor: string;
	method: string;
	path: string;
	query: URLSearchParams;
}

export interface RunReport {
	ms: number;
	calls: VendorCall[];
	/** What the Worker asked of its bindings and of the vendors, meanwhile. */
	asked: Counts;
	/** Of the run's own counting. */
	counts: Record<string, number>;
}

/** One org and one help desk with vendors that take their time. */
export interface SyncBench {
	readonly sandbox: Sandbox;
	readonly contacts: Contacts;
	/** The token that a vendor was last asked with. */
	token(vendor: string): string;
	/** `look` is called again and again while it runs, with the calls so far. */
	run(
		button: "Sync now" | "Full sync",
		look?: (calls: readonly VendorCall[]) => Promise<void>,
	): Promise<RunReport>;
	stop(): Promise<void>;
}

export interface SyncBenchOptions {
	/** A build that counts. */
	distDir: string;
	city: string;
	desk?: DeskKind;
	/** Whether the desk makes people in bulk. */
	isBulk?: boolean;
}

export async function createSyncBench(options: SyncBenchOptions): Promise<SyncBench> {
	const { distDir, city, desk = "zendesk", isBulk = true } = options;
	const sandbox = await startSandbox({ build: false, distDir, boot, isInspected: true });
	const tokens = new Map<string, string>();
	let calls: VendorCall[] = [];
	sandbox.zendesk.setDirectory({ bulkImport: isBulk, jobMs: JOB_MS, searchLagMs: 0 });
	const browser = await signInAsAdmin(sandbox, desk);
	const orgId = await connectOrg(browser, sandbox, ORG);
	const { settings, features } = chooseCity(desk, city);
	const database = await sandbox.database();
	// Cron starts nothing: each run is asked for.
	await database
		.prepare("update orgs set settings = ?2, features = ?3, next_sync_at = null where id = ?1")
		.bind(orgId, settings, features)
		.run();
	sandbox.faults.decideBy((vendor, request) => {
		const { pathname, searchParams } = new URL(request.url);
		calls.push({ vendor, method: request.method, path: pathname, query: searchParams });
		tokens.set(vendor, request.headers.get("authorization") ?? "");
		return { delayMs: CALL_MS };
	});
	const takeCounts = async () => (await (await sandbox.fetch("/bench/counts")).json()) as Counts;

	return {
		sandbox,
		contacts: createContacts(sandbox),
		token: (vendor) => tokens.get(vendor) ?? "",
		async run(button, look) {
			await sandbox.idle();
			await takeCounts();
			calls = [];
			const run = await runOnce(sandbox, browser, { orgId, button }, async () => look?.(calls));
			return { ...run, calls, asked: await takeCounts() };
		},
		stop: () => sandbox.stop(),
	};
}

async function runOnce(
	sandbox: Sandbox,
	browser: Browser,
	{ orgId, button }: { orgId: string; button: string },
	look: () => Promise<void>,
) {
	await browser.open(`${sandbox.origin}/admin/salesforce/${orgId}/runs`);
	await browser.submit(button);
	const database = await sandbox.database();
	const query =
		"select started_at, finished_at, state, counts from sync_runs order by started_at desc limit 1";
	const end = performance.now() + LIMIT_MS;
	for (;;) {
		const row = await database
			.prepare(query)
			.first<{ started_at: number; finished_at: number | null; state: string; counts: string }>();
		if (row?.finished_at) {
			if (row.state !== "done") throw new Error(`the run ended ${row.state}`);
			return { ms: row.finished_at - row.started_at, counts: JSON.parse(row.counts) };
		}
		if (performance.now() > end) throw new Error("a run without end");
		await look();
		await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
	}
}
