import { boot } from "../../sandbox/runtime/boot.ts";
import type { Browser } from "../../sandbox/runtime/browser-walk.ts";
import { type Sandbox, startSandbox } from "../../sandbox/runtime/sandbox.ts";
import { connectOrg, signInAsAdmin } from "../../test/support/salesforce-story.ts";
import type { Counts } from "../peers/counts.ts";

export const ORG = "acme--uat.sandbox";
/** What every call takes at the vendors, and a job besides. */
export const CALL_MS = 50;
const JOB_MS = 1_000;
/** Stamps that no run leaves to the next one. */
const SETTLED_MS = 120_000;
const LOOK_MS = 20;
const LIMIT_MS = 900_000;

export interface VendorCall {
	vendor: string;
	method: string;
	path: string;
}

export interface RunReport {
	ms: number;
	calls: VendorCall[];
	d1: Counts | null;
	/** Of the run's own counting. */
	counts: Record<string, number>;
}

/** One org and one help desk with vendors that take their time. */
export interface SyncBench {
	readonly sandbox: Sandbox;
	/** The token that a vendor was last asked with. */
	token(vendor: string): string;
	/** Contacts that only a filter by this city finds. */
	addContacts(count: number, city: string): void;
	/** Every one of them changes once. */
	changeContacts(): void;
	run(button: "Sync now" | "Full sync"): Promise<RunReport>;
	stop(): Promise<void>;
}

const PERSON = [
	["name", "Name"],
	["email", "Email"],
	["phone", "Phone"],
	["details", "Title"],
].map(([target, path]) => ({ target, source: { kind: "field", path }, policy: "overwrite", choices: {} }));

/** `isCounting`: the build counts what it asks of D1. */
export async function createSyncBench(
	distDir: string,
	city: string,
	isCounting: boolean,
): Promise<SyncBench> {
	const sandbox = await startSandbox({ build: false, distDir, boot });
	const tokens = new Map<string, string>();
	let calls: VendorCall[] = [];
	sandbox.zendesk.setDirectory({ bulkImport: true, jobMs: JOB_MS, searchLagMs: 0 });
	const browser = await signInAsAdmin(sandbox, "zendesk");
	const orgId = await connectOrg(browser, sandbox, ORG);
	await chooseContacts(sandbox, orgId, city);
	sandbox.faults.decideBy((vendor, request) => {
		const { pathname } = new URL(request.url);
		calls.push({ vendor, method: request.method, path: pathname });
		tokens.set(vendor, request.headers.get("authorization") ?? "");
		return { delayMs: CALL_MS };
	});
	const contacts: string[] = [];
	let added = 0;
	const takeD1 = async () =>
		isCounting ? ((await (await sandbox.fetch("/bench/counts")).json()) as Counts) : null;

	return {
		sandbox,
		token: (vendor) => tokens.get(vendor) ?? "",
		addContacts(count, home) {
			const rows = Array.from({ length: count }, () => toContact(++added, home));
			const stamp = Date.now() - SETTLED_MS;
			sandbox.salesforce.stampAs(
				stamp,
				() => contacts.push(...sandbox.salesforce.createRecords("Contact", rows, ORG)),
				ORG,
			);
		},
		changeContacts() {
			sandbox.salesforce.stampAs(
				Date.now() - SETTLED_MS,
				() => {
					for (const id of contacts) sandbox.salesforce.updateRecord(id, { Title: `Title ${++added}` }, ORG);
				},
				ORG,
			);
		},
		async run(button) {
			await sandbox.idle();
			await takeD1();
			calls = [];
			const run = await runOnce(sandbox, browser, orgId, button);
			return { ...run, calls, d1: await takeD1() };
		},
		stop: () => sandbox.stop(),
	};
}

function toContact(number: number, city: string) {
	return {
		FirstName: "Bench",
		LastName: `Contact ${number}`,
		Email: `bench.${number}@sync.example`,
		Phone: `+1555${1_000_000 + number}`,
		Title: "Buyer",
		MailingCity: city,
	};
}

async function chooseContacts(sandbox: Sandbox, orgId: string, city: string): Promise<void> {
	const contact = {
		isOn: true,
		filter: { all: [{ path: "MailingCity", operator: "is", values: [city] }], any: [] },
		fields: PERSON,
		matchRules: [{ by: "external_id" }, { by: "email", path: "Email" }],
	};
	const database = await sandbox.database();
	// Cron starts nothing: each run is asked for.
	await database
		.prepare("update orgs set settings = ?2, features = ?3, next_sync_at = null where id = ?1")
		.bind(orgId, JSON.stringify({ objects: { contact } }), JSON.stringify({ people: true }))
		.run();
}

async function runOnce(sandbox: Sandbox, browser: Browser, orgId: string, button: string) {
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
		await new Promise((resolve) => setTimeout(resolve, LOOK_MS * 10));
	}
}
