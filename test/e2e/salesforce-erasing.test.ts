import { beforeAll, describe, expect, it } from "vitest";
import type { Browser } from "../../sandbox/runtime/browser-walk.ts";
import { SYNC_DESKS } from "../support/salesforce-desks.ts";
import { orgForm, orgSeed, signInAsAdmin } from "../support/salesforce-story.ts";
import { openSyncStory, type SyncStory } from "../support/salesforce-sync.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";
import { rowsWith, type StoredRow, storedRows } from "../support/search-storage.ts";
import { until } from "../support/until.ts";

const sandbox = useSandbox("salesforce-erasing", BOOTED);
const UAT = orgSeed("acme--uat.sandbox");
const WAIT_MS = 20_000;

const [zendesk] = SYNC_DESKS;
if (!zendesk) throw new Error("no desk");

const tablesOf = (rows: readonly StoredRow[]) => [
	...new Set(rows.map(({ place }) => place.split(" ")[1] ?? "")),
];

async function count(query: string, ...values: string[]): Promise<number> {
	const database = await sandbox().database();
	return Number(
		await database
			.prepare(`select count(*) as n from ${query}`)
			.bind(...values)
			.first("n"),
	);
}

const revocations = () =>
	sandbox()
		.traffic()
		.filter(({ url }) => url.includes("/services/oauth2/revoke"));

describe("a registration that nobody signed in to", () => {
	let browser: Browser;

	beforeAll(async () => {
		browser = await signInAsAdmin(sandbox(), "zendesk");
		await browser.open(`${sandbox().origin}/admin/salesforce/new`);
		await browser.submit("Sign in to Salesforce", { ...orgForm(UAT), name: "Half done" });
	});

	it("is taken back on its page, behind a warning", async () => {
		await browser.open(`${sandbox().origin}/admin/salesforce`);
		await browser.follow("Half done");
		await browser.follow("Take the registration back");
		expect(browser.page.text).toContain("Its name and address, and the app's key and secret.");
		const page = await browser.submit("Take it back");
		expect(page.text).toContain("The registration was taken back.");
		expect(page.text).not.toContain("Half done");
		expect(await count("orgs")).toBe(0);
	});
});

describe("a disconnected org that is removed", () => {
	let story: SyncStory;
	/** One for each link: enough that one invocation doesn't do. */
	const MANY = 12_000;

	beforeAll(async () => {
		story = await openSyncStory(sandbox(), zendesk);
		story.made("Account", { Name: "Removed with its org" });
		await story.run();
		const database = await sandbox().database();
		await database
			.prepare(
				`insert into links (org_id, record_id, kind, object, desk_id, desk_record_id, role, hash, synced_at)
				with recursive n(i) as (select 1 union all select i + 1 from n where i < ?2)
				select ?1, 'made' || i, 'person', 'contact', (select desk_id from orgs where id = ?1), 'made' || i, 'owner', '', 1
				from n`,
			)
			.bind(story.orgId, MANY)
			.run();
		await story.browser.open(`${story.page}/disconnect`);
		await story.browser.submit("Disconnect");
		await sandbox().idle();
	});

	it("is all over the storage before: the search would find it", async () => {
		const found = tablesOf(rowsWith(await storedRows(sandbox()), [story.orgId]));
		expect(found).toEqual(expect.arrayContaining(["orgs", "links", "sync_runs", "audit_log", "_cf_KV"]));
		expect(revocations()).toHaveLength(1);
	});

	it("goes only when its name was typed", async () => {
		const { browser, page } = story;
		await browser.open(page);
		await browser.follow("Remove for good");
		const answer = await browser.submit("Remove the org", { name: "something else" });
		expect(answer.status).toBe(422);
		expect(answer.text).toContain("That isn't the name. Nothing was erased.");
		expect(await count("orgs where state = 'disconnected'")).toBe(1);
	});

	it("says on the page how much is left, less after every minute, and goes on after a kill", async () => {
		const { browser, page } = story;
		await browser.open(`${page}/remove`);
		const answer = await browser.submit("Remove the org", { name: UAT.name });
		expect(answer.text).toContain("The org was removed.");
		const leftOf = (text: string) => Number(/([\d,]+) links left/.exec(text)?.[1]?.replaceAll(",", "") ?? 0);
		const first = leftOf(answer.text);
		expect(first).toBeGreaterThan(0);
		expect(first).toBeLessThan(MANY);
		await sandbox().kill();
		await sandbox().revive();
		await sandbox().cron();
		await until("nothing is left", WAIT_MS, async () => (await count("orgs")) === 0);
		const list = await browser.open(`${sandbox().origin}/admin/salesforce`);
		expect(list.text).not.toContain("links left");
		expect(list.text).not.toContain(UAT.name);
	});

	it("leaves one row of the log, with who and when, and no name", async () => {
		const left = rowsWith(await storedRows(sandbox()), [story.orgId]);
		expect(tablesOf(left)).toEqual(["audit_log"]);
		expect(left).toHaveLength(1);
		expect(left[0]?.row).toMatchObject({
			action: "org.removed",
			subject: `org:${story.orgId}`,
			details: null,
		});
		expect((await story.browser.open(story.page)).status).toBe(404);
	});

	it("is a new org when it is connected again", async () => {
		const again = await openSyncStory(sandbox(), zendesk);
		expect(again.orgId).not.toBe(story.orgId);
		expect(await again.links()).toEqual([]);
	});
});

describe("a desk that is erased", () => {
	it("takes its orgs along in the middle of a full sync, and gives their grants back", async () => {
		const browser = await signInAsAdmin(sandbox(), "zendesk");
		const database = await sandbox().database();
		const org = await database
			.prepare("select id, desk_id from orgs")
			.first<{ id: string; desk_id: string }>();
		const [orgId, deskId] = [org?.id ?? "", org?.desk_id ?? ""];
		const before = revocations().length;
		await browser.open(`${sandbox().origin}/admin/salesforce/${orgId}/runs`);
		await browser.submit("Full sync");
		await until(
			"records are on their way",
			WAIT_MS,
			async () => (await count("links where org_id = ?", orgId)) > 0,
		);
		await browser.open(`${sandbox().origin}/admin/desk/erase`);
		const name = /Type (.+) to confirm/.exec(browser.page.text)?.[1] ?? "";
		await browser.submit("Erase the help desk", { name });
		await until("nothing is left", WAIT_MS, async () => {
			await sandbox().cron();
			return (await count("desks where id = ?", deskId)) === 0;
		});
		expect(revocations()).toHaveLength(before + 1);
		const traffic = sandbox().traffic().length;
		await sandbox().passTime(3_600_000);
		await sandbox().cron();
		const asked = sandbox()
			.traffic()
			.slice(traffic)
			.filter(({ url }) => url.includes("salesforce.com"));
		expect(asked).toEqual([]);
		const left = rowsWith(await storedRows(sandbox()), [orgId]);
		expect(tablesOf(left)).toEqual([]);
		const ofDesk = rowsWith(await storedRows(sandbox()), [deskId]);
		expect(tablesOf(ofDesk)).toEqual(["audit_log"]);
	});
});
