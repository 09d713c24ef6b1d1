import { signInToPages } from "../../sandbox/runtime/boot.ts";
import type { Browser } from "../../sandbox/runtime/browser-walk.ts";
import type { Sandbox } from "../../sandbox/runtime/sandbox.ts";
import type { FieldMapping } from "../../src/core/sync/fields.ts";
import type { CrmObject } from "../../src/core/sync/record.ts";
import type { RunCounts } from "../../src/core/sync/run.ts";
import type { ObjectSettings, OrgSettings } from "../../src/core/sync/settings.ts";
import { parseOrgSettings } from "../../src/services/sync/org-settings.ts";
import type { DeskPersonRecord, DeskRecord, SyncDesk } from "./salesforce-desks.ts";
import { connectOrg, orgSeed, signInAsAdmin } from "./salesforce-story.ts";
import { signInOf } from "./sign-in.ts";
import { until } from "./until.ts";

type Fields = Parameters<Sandbox["salesforce"]["createRecord"]>[1];
export type Started = "Sync now" | "Full sync" | "Dry run";
type Own = Partial<ObjectSettings>;

/** A change that was stamped a moment ago is left to the next look. */
const SETTLED_MS = 120_000;
const IDLE = "Nothing runs at this moment.";
const INDEX_WAIT = "A few records were just made at the help desk and can't be found there yet.";
export const INDEX_LAG_MS = 151_000;
const MAX_INDEX_WAITS = 4;
const RUN_MS = 50_000;

export interface IssueRow {
	record_id: string;
	object: CrmObject;
	kind: "organization" | "person";
	reason: string;
	state: string;
}

export interface LinkRow {
	record_id: string;
	desk_record_id: string;
	kind: "organization" | "person";
	object: CrmObject;
	role: "owner" | "member";
}

export interface RunResult extends RunCounts {
	kind: string;
	state: string;
	reason: string | null;
}

/** One org kept in step with one desk, from both ends. */
export type SyncStory = Awaited<ReturnType<typeof openSyncStory>>;

/** Connects the org as an administrator does and switches accounts and people on. */
export async function openSyncStory(sandbox: Sandbox, desk: SyncDesk, org = "acme--uat.sandbox") {
	desk.makeEasy(sandbox);
	const browser = await signInAsAdmin(sandbox, desk.key);
	const [admin] = orgSeed(org).users;
	const orgId = await connectOrg(browser, sandbox, org, admin?.key);
	const page = `${sandbox.origin}/admin/salesforce/${orgId}`;
	await switchOn(browser, page, { accounts: true, people: true });
	const first = await readSettings(sandbox, orgId);

	const story = {
		browser,
		orgId,
		page,
		/** Once more: a session lives half a day. */
		signIn: (person = "mina"): Promise<void> =>
			signInToPages(browser, sandbox, desk.name, signInOf(person, desk.key)),
		/** Back to what switching on chose. */
		async resetSettings(): Promise<void> {
			await writeSettings(sandbox, orgId, first);
		},
		async edit(change: (settings: OrgSettings) => OrgSettings): Promise<void> {
			await writeSettings(sandbox, orgId, change(await readSettings(sandbox, orgId)));
		},
		editObject: (object: CrmObject, own: Own | ((now: ObjectSettings) => Own)): Promise<void> =>
			story.edit((settings) => {
				const now = settings.objects[object];
				const changed = { ...now, ...(typeof own === "function" ? own(now) : own) };
				return { ...settings, objects: { ...settings.objects, [object]: changed } };
			}),
		/** Beside the fields that are mapped already. */
		mapFields: (object: CrmObject, more: readonly Partial<FieldMapping>[]): Promise<void> =>
			story.editObject(object, ({ fields }) => ({ fields: [...fields, ...more.map(toMapping)] })),
		editMemberships: (change: Partial<OrgSettings["memberships"]>): Promise<void> =>
			story.edit((settings) => ({ ...settings, memberships: { ...settings.memberships, ...change } })),

		/** What people of the org did a while ago: the next look for changes finds it. */
		did<T>(work: (salesforce: Sandbox["salesforce"]) => T): T {
			const { salesforce, clock } = sandbox;
			const done: T[] = [];
			salesforce.stampAs(clock.now() - SETTLED_MS, () => void done.push(work(salesforce)), org);
			return done[0] as T;
		},
		made: (object: "Account" | "Contact" | "Lead", fields: Fields): string =>
			story.did((salesforce) => salesforce.createRecord(object, fields, org)),
		changed: (id: string, fields: Fields): void =>
			story.did((salesforce) => salesforce.updateRecord(id, fields, org)),

		async start(kind: Started): Promise<void> {
			await browser.open(`${page}/runs`);
			await browser.submit(kind);
		},
		/** Waits until nothing runs, and answers how the last run ended; the desk's index gets the time that it needs. */
		async ended(): Promise<RunResult> {
			const look = async () => {
				const { text } = await browser.open(`${page}/runs`);
				return text.includes(IDLE) || text.includes(INDEX_WAIT) ? text : undefined;
			};
			let text = await until("the run is over", RUN_MS, look);
			for (let round = 0; round < MAX_INDEX_WAITS && !text.includes(IDLE); round++) {
				await story.goOn(INDEX_LAG_MS);
				text = await until("the run is over", RUN_MS, look);
			}
			return story.lastRun();
		},
		async run(kind: Started = "Sync now"): Promise<RunResult> {
			await story.start(kind);
			return story.ended();
		},
		/** One record, as somebody asks for it on the page. */
		async syncOne(record: string): Promise<RunResult> {
			await browser.open(`${page}/issues`);
			await browser.submit("/sync", { record });
			return story.ended();
		},
		/** What is said of the run under way, once it says that it waits. */
		waits: (): Promise<string> =>
			until("the run waits", RUN_MS, async () => {
				const { text } = await browser.open(`${page}/runs`);
				return /Waits: [^.]*\./.exec(text)?.[0];
			}),
		/** Time passes; then the run goes on without waiting any longer. */
		async goOn(ms: number): Promise<void> {
			await browser.open(`${page}/runs`);
			await browser.submit("Stop");
			await until("the run is stopped", RUN_MS, async () =>
				(await browser.open(`${page}/runs`)).text.includes("Go on"),
			);
			if (ms > 0) await sandbox.passTime(ms);
			await browser.open(`${page}/runs`);
			await browser.submit("Go on");
		},
		/** A look for changes that only Cron began. */
		async cronRun(): Promise<void> {
			const syncedAt = async () => {
				const row = await onlyRow(sandbox, "select synced_at as syncedAt from orgs where id = ?", orgId);
				return (row as { syncedAt: number | null }).syncedAt ?? 0;
			};
			const before = await syncedAt();
			await sandbox.cron();
			await until("Cron's look is over", RUN_MS, async () => (await syncedAt()) > before);
		},
		async lastRun(): Promise<RunResult> {
			const row = await onlyRow(
				sandbox,
				"select kind, state, reason, counts from sync_runs where org_id = ? order by started_at desc, rowid desc limit 1",
				orgId,
			);
			const { counts, ...run } = row as {
				kind: string;
				state: string;
				reason: string | null;
				counts: string;
			};
			return { ...(JSON.parse(counts) as RunCounts), ...run };
		},

		issues: (recordId?: string): Promise<IssueRow[]> =>
			rows<IssueRow>(
				sandbox,
				"select record_id, object, kind, reason, state from sync_issues where org_id = ?1 and (?2 is null or record_id = ?2)",
				orgId,
				recordId ?? null,
			),
		/** Somebody asks for it once more. */
		async retry(recordId: string): Promise<void> {
			const database = await sandbox.database();
			await database
				.prepare("update sync_issues set state = 'retrying' where org_id = ? and record_id = ?")
				.bind(orgId, recordId)
				.run();
		},
		links: (recordId?: string): Promise<LinkRow[]> =>
			rows<LinkRow>(
				sandbox,
				`select record_id, desk_record_id, kind, object, role from links
				where org_id = ?1 and (?2 is null or record_id = ?2) order by kind`,
				orgId,
				recordId ?? null,
			),
		/** What a record is tied to; undefined: nothing. */
		async linked(recordId: string): Promise<string | undefined> {
			return (await story.links(recordId))[0]?.desk_record_id;
		},
		organization: (name: string): DeskRecord | undefined =>
			desk.organizations(sandbox).find((one) => one.name === name),
		person: (email: string): DeskPersonRecord | undefined =>
			desk.people(sandbox).find((one) => one.emails.includes(email)),
		crm: (id: string) => sandbox.salesforce.record(id, org)?.fields ?? {},
	};
	return story;
}

export async function switchOn(
	browser: Browser,
	page: string,
	wanted: { accounts: boolean; people: boolean },
): Promise<void> {
	await browser.open(page);
	await browser.submit("/features", {
		accounts: wanted.accounts ? "yes" : "",
		people: wanted.people ? "yes" : "",
	});
	const { status, text } = browser.page;
	if (status !== 200) throw new Error(`could not switch on: ${status} ${text.slice(0, 300)}`);
}

export function toMapping(given: Partial<FieldMapping>): FieldMapping {
	return { target: "", source: { kind: "field", path: "Name" }, policy: "overwrite", choices: {}, ...given };
}

async function readSettings(sandbox: Sandbox, orgId: string): Promise<OrgSettings> {
	const row = await onlyRow(sandbox, "select settings from orgs where id = ?", orgId);
	return parseOrgSettings(String((row as { settings: string }).settings));
}

async function writeSettings(sandbox: Sandbox, orgId: string, settings: OrgSettings): Promise<void> {
	const database = await sandbox.database();
	await database
		.prepare("update orgs set settings = ?, settings_version = settings_version + 1 where id = ?")
		.bind(JSON.stringify(settings), orgId)
		.run();
}

async function rows<T>(sandbox: Sandbox, sql: string, ...values: unknown[]): Promise<T[]> {
	const database = await sandbox.database();
	return (
		await database
			.prepare(sql)
			.bind(...values)
			.all<T>()
	).results;
}

async function onlyRow(sandbox: Sandbox, sql: string, ...values: unknown[]): Promise<unknown> {
	const [row] = await rows(sandbox, sql, ...values);
	if (!row) throw new Error(`no row: ${sql}`);
	return row;
}
