import { beforeAll, describe, expect, it } from "vitest";
import { SYNC_DESKS } from "../support/salesforce-desks.ts";
import { openSyncStory, type SyncStory } from "../support/salesforce-sync.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";
import { createStory, ZENDESK_CHANNEL } from "../support/slack-story.ts";
import { until } from "../support/until.ts";

const UAT = "acme--uat.sandbox";
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const WAIT_MS = 20_000;
const SALESFORCE = /salesforce\.com$/;
const STOPPED = /との同期が止まりました。Salesforceでの変更が必要です/;

const sandbox = useSandbox("salesforce-check", BOOTED);
// Connected the desk, so she is linked; reads Japanese.
const mina = createStory(sandbox).person("mina", ZENDESK_CHANNEL);
const [desk] = SYNC_DESKS;
if (!desk) throw new Error("no desk");
let story: SyncStory;

beforeAll(async () => {
	story = await openSyncStory(sandbox(), desk);
	await story.run();
});

const user = () =>
	sandbox()
		.salesforce.orgs()
		.find(({ key }) => key === UAT)?.users[0]?.id ?? "";
const setRights = (rights: "administrator" | "minimum" | "lacking") =>
	sandbox().salesforce.setUser(user(), { rights }, UAT);
const minute = async () => {
	await sandbox().cron();
	await sandbox().idle();
};
const calls = () =>
	sandbox()
		.traffic()
		.filter(({ url }) => SALESFORCE.test(new URL(url).host)).length;
const told = () => mina.hearsDirectly().filter(({ says }) => STOPPED.test(says));
async function orgRow() {
	const database = await sandbox().database();
	return database
		.prepare("select state, trouble from orgs where id = ?")
		.bind(story.orgId)
		.first<{ state: string; trouble: string | null }>();
}
async function logged(action: string): Promise<number> {
	const database = await sandbox().database();
	const row = await database
		.prepare("select count(*) as n from audit_log where action = ? and subject = ?")
		.bind(action, `org:${story.orgId}`)
		.first<{ n: number }>();
	return row?.n ?? 0;
}
const untilState = (state: string) =>
	until(`the org is ${state}`, WAIT_MS, async () => (await orgRow())?.state === state);

describe("the daily look at an org", () => {
	it("A5 finds rights that its user lost, stops before a sync meets them, and names each", async () => {
		setRights("lacking");
		await sandbox().passTime(25 * HOUR_MS);
		await minute();
		await untilState("needs_admin");
		expect((await orgRow())?.trouble).toMatch(/^missing_rights .*Lead: Read/);
		await story.signIn();
		const { text } = await story.browser.open(story.page);
		expect(text).toContain("Needs a change in Salesforce");
		expect(text).toMatch(/lacks rights that are needed.*Lead: Read.*Case: Create.*Case: Edit/);
		expect(text).toContain("Looked at again every hour");
	});

	it("tells every linked administrator once, with the way to the page", async () => {
		for (let round = 0; round < 3; round++) {
			await minute();
			await sandbox().passTime(20 * MINUTE_MS);
		}
		await until("she is told", WAIT_MS, () => told().length > 0);
		expect(told()).toHaveLength(1);
		expect(JSON.stringify(told())).toContain(`/admin/salesforce/${story.orgId}`);
		expect(await logged("org.change_needed")).toBe(1);
	});

	it("asks for nothing else meanwhile", async () => {
		await sandbox().passTime(HOUR_MS);
		await minute();
		const before = calls();
		for (let round = 0; round < 5; round++) {
			await sandbox().passTime(6 * MINUTE_MS);
			await minute();
		}
		// The hourly look at most: a call and the user's rights.
		expect(calls() - before).toBeLessThanOrEqual(2);
	});

	it("lets it go on by itself, where it was, once the rights are back", async () => {
		const meanwhile = story.made("Account", { Name: "While rights were missing" });
		setRights("minimum");
		await sandbox().passTime(HOUR_MS);
		await minute();
		await untilState("connected");
		expect(await orgRow()).toEqual({ state: "connected", trouble: null });
		expect(await logged("org.works_again")).toBe(1);
		// A leap of the clock is noticed by the run after it.
		for (let round = 0; round < 3 && !(await story.linked(meanwhile)); round++) {
			await sandbox().passTime(6 * MINUTE_MS);
			await minute();
			await until("it is linked", 8_000, () => story.linked(meanwhile)).catch(() => null);
		}
		expect(await story.linked(meanwhile)).toBeDefined();
		await story.signIn();
		await story.ended();
		expect((await story.lastRun()).read).toBeLessThan(20);
		expect(told()).toHaveLength(1);
	});

	it("comes within a minute when Salesforce refuses a sync an object", async () => {
		await sandbox().passTime(15 * MINUTE_MS);
		// A leap of the clock is noticed by the run after it.
		await story.run();
		sandbox().salesforce.setAccess(user(), "Account", "", UAT);
		story.changed(story.made("Account", { Name: "Out of sight" }), { Name: "Still out of sight" });
		await story.start("Sync now");
		await story.waits();
		await minute();
		await untilState("needs_admin");
		expect((await orgRow())?.trouble).toBe("missing_rights Account: Read");
	});

	it("comes at a press, too: says that it is still so, and that it works again", async () => {
		await story.browser.open(story.page);
		let page = await story.browser.submit("look now");
		expect(page.text).toContain("it is still so");
		setRights("administrator");
		page = await story.browser.submit("look now");
		expect(page.text).toContain("It works again");
		expect((await orgRow())?.state).toBe("connected");
		await minute();
		await until("told of the second stop, too", WAIT_MS, () => told().length === 2);
	});
});
