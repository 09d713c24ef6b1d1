import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { SYNC_DESKS } from "../support/salesforce-desks.ts";
import { orgForm, orgSeed } from "../support/salesforce-story.ts";
import { INDEX_LAG_MS, openSyncStory, type SyncStory } from "../support/salesforce-sync.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";
import { until } from "../support/until.ts";

const UAT = "acme--uat.sandbox";
const HOST = `https://${UAT}.my.salesforce.com`;
const MINUTE_MS = 60_000;

describe.each(SYNC_DESKS)("H3 a sync with $name in trouble", (desk) => {
	const sandboxOf = useSandbox(`salesforce-trouble-${desk.key}`, BOOTED);
	const isZendesk = desk.key === "zendesk";
	let story: SyncStory;

	beforeAll(async () => {
		story = await openSyncStory(sandboxOf(), desk);
		await story.run();
	});
	beforeEach(async () => {
		sandboxOf().faults.clear();
		sandboxOf().salesforce.clearTroubles();
		desk.makeEasy(sandboxOf());
		await story.resetSettings();
		// A leap of the last test's is noticed: real clocks don't do that.
		await story.run();
	});

	const accounts = (prefix: string, count: number) => {
		const names = Array.from({ length: count }, (_, index) => `${prefix} ${index}`);
		story.did((salesforce) =>
			salesforce.createRecords(
				"Account",
				names.map((Name) => ({ Name })),
				UAT,
			),
		);
		return names;
	};
	/** Each there once, each linked. */
	async function isOnce(names: readonly string[]): Promise<void> {
		const there = desk.organizations(sandboxOf()).filter(({ name }) => names.includes(name));
		expect(there.map(({ name }) => name).sort()).toEqual([...names].sort());
		const linked = new Set((await story.links()).map((link) => link.desk_record_id));
		expect(there.filter(({ id }) => !linked.has(id))).toEqual([]);
	}
	const calls = (match: RegExp) =>
		sandboxOf()
			.traffic()
			.filter(({ method, url }) => match.test(`${method} ${url}`)).length;
	async function orgState() {
		const database = await sandboxOf().database();
		return database
			.prepare("select state, trouble from orgs where id = ?")
			.bind(story.orgId)
			.first<{ state: string; trouble: string | null }>();
	}
	const deskStates = async () => {
		const database = await sandboxOf().database();
		return (await database.prepare("select provider, state from desks order by provider").all()).results;
	};
	/** As the org's page leads there. */
	async function signInAgain(): Promise<void> {
		const { browser, page } = story;
		await browser.open(`${page}/sign-in`);
		const { host = "", client_id = "", client_secret = "" } = orgForm(orgSeed(UAT));
		await browser.submit("Sign in to Salesforce", {
			host,
			client_id,
			client_secret,
			session: "yes",
			terms: "yes",
		});
		await browser.submit("Allow");
		expect(browser.page.url.pathname).toBe(new URL(page).pathname);
	}

	it("B2 unchanged records are not written, however often they are read", async () => {
		const names = accounts("Still", 20);
		await story.run();
		const writes = () => desk.organizations(sandboxOf()).reduce((sum, one) => sum + one.writes, 0);
		const before = writes();
		for (let round = 0; round < 2; round++) {
			expect(await story.run()).toMatchObject({ created: 0, updated: 0, failed: 0 });
		}
		story.did((salesforce) => {
			for (const { id } of salesforce.records("Account", { search: "Still", limit: 50 }, UAT))
				salesforce.updateRecord(id, { Site__c: null }, UAT);
		});
		await story.run();
		expect(writes()).toBe(before);
		await isOnce(names);
	});

	it("H3 an access token that ran out is renewed once, though several calls need it at once", async () => {
		const { salesforce } = sandboxOf();
		const names = accounts("Renewed", 3);
		salesforce.expireAccessTokens(UAT);
		const before = salesforce.refreshCount(UAT);
		await Promise.all([story.run(), sandboxOf().cron()]);
		expect(salesforce.refreshCount(UAT)).toBe(before + 1);
		await isOnce(names);
	});

	it("H3 REQUEST_LIMIT_EXCEEDED is waited for and said, only by this org; then it goes on where it was", async () => {
		const { salesforce } = sandboxOf();
		const names = accounts("Limited", 5);
		salesforce.addTrouble({ on: "request", code: "REQUEST_LIMIT_EXCEEDED", times: 1 }, UAT);
		await story.start("Sync now");
		expect(await story.waits()).toContain("Salesforce's calls of the day are nearly used up");
		expect(await orgState()).toMatchObject({ state: "connected" });
		expect(await deskStates()).toEqual((await deskStates()).map((one) => ({ ...one, state: "connected" })));
		await story.goOn(0);
		expect(await story.ended()).toMatchObject({ state: "done" });
		await isOnce(names);
	});

	it("H3 the desk's 429 is waited for as long as it asks, and nothing is written twice", async () => {
		const names = accounts("Patient", 5);
		sandboxOf().faults.add({
			vendor: desk.key,
			match: desk.address.makeOrganization,
			status: 429,
			retryAfterSeconds: 2,
		});
		await story.start("Sync now");
		expect(await story.waits()).toContain(
			"The help desk's calls are nearly used up, or it asks for patience",
		);
		expect(await story.ended()).toMatchObject({ state: "done" });
		await isOnce(names);
	});

	it("H3 a desk that fails and comes back", async () => {
		const names = accounts("Failing", 5);
		sandboxOf().faults.add({ vendor: desk.key, match: desk.address.makeOrganization, status: 503 });
		await story.start("Sync now");
		await story.waits();
		await story.goOn(INDEX_LAG_MS);
		expect(await story.ended()).toMatchObject({ state: "done" });
		await isOnce(names);
	});

	it("H3 Salesforce that fails and comes back: no page is lost", async () => {
		const names = accounts("Page", 5);
		sandboxOf().salesforce.addTrouble({ on: "page", code: "503", times: 1 }, UAT);
		await story.start("Sync now");
		expect(await story.ended()).toMatchObject({ state: "done" });
		await isOnce(names);
	});

	it("H3 a creation whose answer was lost is looked for before it is made again", async () => {
		const names = accounts("Lost answer", 4);
		sandboxOf().faults.add({ vendor: desk.key, match: desk.address.makeOrganization, dropAnswer: true });
		await story.start("Sync now");
		await story.waits();
		await story.goOn(INDEX_LAG_MS);
		await story.ended();
		await isOnce(names);
	});

	it("B17 killed while a page is read, it is read again", async () => {
		const names = accounts("Killed page", 30);
		sandboxOf().faults.add({ vendor: "salesforce", match: `POST ${HOST}/services/data`, delayMs: 1_500 });
		await story.start("Sync now");
		await until("the page is asked for", 10_000, () => sandboxOf().faults.pending().length === 0);
		await sandboxOf().kill();
		await sandboxOf().revive();
		await story.ended();
		await isOnce(names);
	});

	it("B17 killed while the desk makes records, none is made twice", async () => {
		const names = accounts("Killed write", 8);
		sandboxOf().faults.add({ vendor: desk.key, match: desk.address.makeOrganization, delayMs: 1_500 });
		await story.start("Sync now");
		await until("the desk is asked", 20_000, () => sandboxOf().faults.pending().length === 0);
		await sandboxOf().kill();
		await sandboxOf().revive();
		await story.goOn(INDEX_LAG_MS);
		await story.ended();
		await isOnce(names);
	});

	it.runIf(isZendesk)(
		"B17 killed while a job is under way, its results are taken and nothing is handed in again",
		async () => {
			sandboxOf().zendesk.setDirectory({ jobMs: 3_000 });
			const names = accounts("Killed job", 8);
			const handedIn = () => calls(/POST .*organizations\/create_many/);
			const before = handedIn();
			await story.start("Sync now");
			await until("the job is handed in", 20_000, () => handedIn() > before);
			await sandboxOf().kill();
			await sandboxOf().revive();
			await story.ended();
			expect(handedIn()).toBe(before + 1);
			await isOnce(names);
		},
	);

	it("B17 stopped by a person it stays where it is, and goes on when asked to", async () => {
		const names = accounts("Stopped", 12);
		sandboxOf().faults.add({
			vendor: desk.key,
			match: desk.address.makeOrganization,
			status: 429,
			retryAfterSeconds: 600,
		});
		await story.start("Sync now");
		await story.waits();
		await story.goOn(0);
		await story.ended();
		await isOnce(names);
	});

	it("H3 an address that is taken and can't be found yet is found once the index has it", async () => {
		const email = "index.lag@trouble.example";
		const there = desk.addPerson(sandboxOf(), { name: "Index Lag", email });
		desk.searchLag(sandboxOf(), there, MINUTE_MS);
		const id = story.made("Contact", { LastName: "Lag", FirstName: "Index", Email: email });
		await story.run();
		expect(await story.linked(id)).toBe(there);
	});

	it("A2 two orgs that find one organization: the first has it, the second is told whose it is", async () => {
		const theirs = story.made("Account", { Name: "Contested Ltd" });
		await story.run();
		const there = await story.linked(theirs);
		const second = await openSyncStory(sandboxOf(), desk, "acme-jp");
		await second.run();
		const other = second.made("Account", { Name: "Contested Ltd" });
		await second.run();
		expect(await second.linked(other)).toBeUndefined();
		expect(await second.issues(other)).toMatchObject([{ reason: "belongs_to_other_org" }]);
		expect(story.organization("Contested Ltd")).toMatchObject({ id: there, writes: 1 });

		// A quota of one is no matter of the other.
		sandboxOf().salesforce.addTrouble({ on: "request", code: "REQUEST_LIMIT_EXCEEDED", times: 1 }, UAT);
		const names = accounts("Own quota", 2);
		second.made("Account", { Name: "二つ目の組織" });
		await story.start("Sync now");
		await story.waits();
		expect(await second.run()).toMatchObject({ state: "done" });
		expect(second.organization("二つ目の組織")).toBeDefined();
		await story.goOn(0);
		await story.ended();
		await isOnce(names);
	});

	it("A1.12, H3 a session locked to an address is recognised, explained, and asked for no more", async () => {
		const { salesforce } = sandboxOf();
		const names = accounts("Locked", 2);
		salesforce.setPolicy({ locksSessions: true }, UAT);
		const before = [salesforce.callCount(UAT), salesforce.refreshCount(UAT)];
		await story.start("Sync now");
		await story.waits();
		expect(await orgState()).toMatchObject({ state: "needs_admin", trouble: "session_locked" });
		const { text } = await story.browser.open(story.page);
		expect(text).toContain("Needs a change in Salesforce");
		expect(text).toMatch(/Lock sessions to the IP address/);
		for (let round = 0; round < 3; round++) {
			await sandboxOf().passTime(6 * MINUTE_MS);
			await sandboxOf().cron();
		}
		expect(salesforce.refreshCount(UAT) - (before[1] ?? 0)).toBeLessThanOrEqual(2);
		salesforce.setPolicy({ locksSessions: false }, UAT);
		await signInAgain();
		await story.goOn(0);
		await story.ended();
		await story.run();
		await isOnce(names);
	});

	it("A3 a revoked grant stops this org alone, says so, and a sign-in brings it back with all settings", async () => {
		const { salesforce } = sandboxOf();
		const names = accounts("Revoked", 2);
		salesforce.revokeTokens(undefined, UAT);
		const tokens = () => calls(/POST https:\/\/.*salesforce\.com\/services\/oauth2\/token/);
		const before = tokens();
		await story.start("Sync now");
		expect(await story.waits()).toContain("Salesforce refuses the sign-in");
		expect(await orgState()).toMatchObject({ state: "needs_sign_in" });
		expect((await story.browser.open(story.page)).text).toContain("Needs a sign-in");
		for (let round = 0; round < 3; round++) {
			await sandboxOf().passTime(6 * MINUTE_MS);
			await sandboxOf().cron();
		}
		expect(tokens() - before).toBeLessThanOrEqual(1);
		for (const { state } of (await deskStates()) as { state: string }[]) expect(state).toBe("connected");
		await signInAgain();
		await story.goOn(0);
		await story.ended();
		await story.run();
		await isOnce(names);
	});

	it("A4 disconnected in the middle it stops at once; connected again its links are as they were", async () => {
		const { salesforce } = sandboxOf();
		accounts("Disconnected", 3);
		salesforce.addTrouble({ on: "request", code: "REQUEST_LIMIT_EXCEEDED", times: 1 }, UAT);
		await story.start("Sync now");
		await story.waits();
		await story.browser.open(`${story.page}/disconnect`);
		await story.browser.submit("/disconnect");
		const before = salesforce.callCount(UAT);
		await sandboxOf().passTime(6 * MINUTE_MS);
		await sandboxOf().cron();
		expect(salesforce.callCount(UAT)).toBe(before);
		const links = (await story.links()).length;
		expect(links).toBeGreaterThan(0);
		await signInAgain();
		await story.browser.submit("Switch them on again");
		expect((await story.links()).length).toBe(links);
		await story.browser.open(`${story.page}/runs`);
		expect(story.browser.page.text).toContain("Stopped");
	});
});
