import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { SYNC_DESKS } from "../support/salesforce-desks.ts";
import { openSyncStory, type SyncStory } from "../support/salesforce-sync.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";
import { passOrgTime } from "../support/sync-chaos-stored.ts";

const MINUTE_MS = 60_000;
const UAT = "acme--uat.sandbox";

describe.each(SYNC_DESKS)("which accounts are read for $name", (desk) => {
	const sandboxOf = useSandbox(`salesforce-organizations-read-${desk.key}`, BOOTED);
	let story: SyncStory;

	beforeAll(async () => {
		story = await openSyncStory(sandboxOf(), desk);
		// From now on changes are looked for.
		await story.run();
	});
	beforeEach(async () => {
		sandboxOf().faults.clear();
		desk.makeEasy(sandboxOf());
		await story.resetSettings();
	});

	/** Set by hand at the desk, where the record is found by its name. */
	const organization = (name: string) => {
		const found = story.organization(name);
		if (!found) throw new Error(`no organization ${name}`);
		return found;
	};

	it("B4 hundreds of changes at once are all there afterwards", async () => {
		const names = Array.from({ length: 250 }, (_, index) => `B4 number ${index}`);
		story.did((salesforce) =>
			salesforce.createRecords(
				"Account",
				names.map((Name) => ({ Name })),
				UAT,
			),
		);
		expect(await story.run()).toMatchObject({ created: names.length, failed: 0 });
		const there = desk.organizations(sandboxOf()).filter(({ name }) => name.startsWith("B4 number "));
		expect(there.map(({ name }) => name).sort()).toEqual(names.sort());
	});

	it("B8 filters take formulas, look-ups and more than three conditions, of which all or any must hold", async () => {
		await story.editObject("account", {
			filter: {
				all: [
					{ path: "Name", operator: "starts_with", values: ["B8 "] },
					{ path: "Place__c", operator: "contains", values: ["Osaka"] },
					{ path: "Owner.Name", operator: "is_not_empty", values: [] },
					{ path: "Type", operator: "is", values: ["Customer", "Partner"] },
				],
				any: [
					{ path: "Contract_Value__c", operator: "at_least", values: ["1000"] },
					{ path: "Is_Reference__c", operator: "is", values: ["true"] },
					{ path: "Regions__c", operator: "includes", values: ["Japan"] },
					{ path: "NumberOfEmployees", operator: "greater", values: ["500"] },
				],
			},
		});
		const base = { BillingCity: "Osaka", Type: "Customer", Contract_Value__c: 5000 };
		story.made("Account", { ...base, Name: "B8 in by value" });
		story.made("Account", {
			...base,
			Name: "B8 in by region",
			Contract_Value__c: null,
			Regions__c: "EMEA;Japan",
		});
		story.made("Account", { ...base, Name: "B8 out by any", Contract_Value__c: 10 });
		story.made("Account", { ...base, Name: "B8 out by type", Type: "Prospect" });
		story.made("Account", { ...base, Name: "B8 out by city", BillingCity: "Kobe" });
		await story.run();
		const there = desk.organizations(sandboxOf()).filter(({ name }) => name.startsWith("B8 "));
		expect(there.map(({ name }) => name).sort()).toEqual(["B8 in by region", "B8 in by value"]);
	});

	it("B8, H3 a condition's value fits in any case, and a quote in a choice does no harm", async () => {
		const all = [
			{ path: "Type", operator: "is", values: ["customer", 'Part"ner'] },
			{ path: "Tier__c", operator: "is", values: ["GOLD"] },
		] as const;
		await story.editObject("account", { filter: { all, any: [] } });
		story.made("Account", { Name: "B8 any case", Type: "Customer", Tier__c: "gold" });
		story.made("Account", { Name: "B8 quote", Type: 'Part"ner', Tier__c: "gold" });
		story.made("Account", { Name: "B8 other tier", Type: "Customer", Tier__c: "silver" });
		await story.run();
		const there = desk.organizations(sandboxOf()).filter(({ name }) => name.startsWith("B8 "));
		expect(there.map(({ name }) => name)).toEqual(expect.arrayContaining(["B8 any case", "B8 quote"]));
		expect(story.organization("B8 other tier")).toBeUndefined();
	});

	it("B8 the page says how many records fit, and which condition can't be asked", async () => {
		for (let n = 0; n < 2; n++) story.made("Account", { Name: `B8 counted ${n}` });
		const { browser } = story;
		await browser.open(`${story.page}/objects/account/filter`);
		await browser.submit("add.all", { new_path: "Name" });
		await browser.submit("Count", { "operator.0": "starts_with", "values.0": "B8 counted" });
		expect(browser.page.text).toMatch(/ 2 of \d+ records fit now\./);
		await browser.submit("add.all", { new_path: "NumberOfEmployees" });
		await browser.submit("Count", { "operator.1": "is", "values.1": "many" });
		expect(browser.page.text).toContain("A field of that kind can't have this value.");
	});

	it("B8 nobody gets past the filter: not by asking for one record, nor by trying an issue again", async () => {
		const wrong = {
			target: desk.targets.choice,
			source: { kind: "field", path: "Tier__c" },
			choices: { gold: "no such" },
		} as const;
		await story.mapFields("account", [wrong]);
		const failed = story.made("Account", { Name: "B8 failed", Tier__c: "gold" });
		await story.run();
		expect(await story.issues(failed)).toHaveLength(1);
		await story.resetSettings();
		const all = [{ path: "Type", operator: "is", values: ["Customer"] }] as const;
		await story.editObject("account", { filter: { all, any: [] } });
		const asked = story.made("Account", { Name: "B8 asked for", Type: "Prospect" });
		await story.retry(failed);
		await story.run();
		await story.syncOne(asked);
		expect(story.organization("B8 failed")).toBeUndefined();
		expect(story.organization("B8 asked for")).toBeUndefined();
		// It is kept in step no more, so nothing is wrong with it.
		expect(await story.issues(failed)).toEqual([]);
		story.changed(asked, { Type: "Customer" });
		await story.syncOne(asked);
		expect(await story.linked(asked)).toBe(organization("B8 asked for").id);
	});

	it("B17 a full sync brings what was there before, by pages, and writes nothing when it is repeated", async () => {
		await story.editObject("contact", { isOn: false });
		const first = await story.run("Full sync");
		expect(first.state).toBe("done");
		const accounts = sandboxOf().salesforce.countRecords("Account", UAT);
		expect(first.read).toBeGreaterThanOrEqual(accounts);
		const links = (await story.links()).filter(({ object }) => object === "account");
		const issues = (await story.issues()).filter(({ object }) => object === "account");
		expect(links.length + issues.length).toBeGreaterThanOrEqual(accounts);
		const again = await story.run("Full sync");
		expect(again).toMatchObject({ created: 0, updated: 0, state: "done" });
	}, 180_000);

	it("B18 a dry run writes nothing and says what would be done", async () => {
		const id = story.made("Account", { Name: "B18 Ltd" });
		const scope = { path: "Name", operator: "starts_with", values: ["B18"] } as const;
		await story.editObject("account", { filter: { all: [scope], any: [] } });
		await story.editObject("contact", { isOn: false });
		const writes = desk.organizations(sandboxOf()).reduce((sum, one) => sum + one.writes, 0);
		expect(await story.run("Dry run")).toMatchObject({ created: 1, updated: 0 });
		expect(story.organization("B18 Ltd")).toBeUndefined();
		expect(await story.links(id)).toEqual([]);
		expect(desk.organizations(sandboxOf()).reduce((sum, one) => sum + one.writes, 0)).toBe(writes);
		expect(story.browser.page.text).toContain("B18 Ltd Account → Organization Would be made");
	});

	it("B5 comes by itself within minutes, by Cron alone, and Cron twice does nothing twice", async () => {
		const sandbox = sandboxOf();
		const id = sandbox.salesforce.createRecord("Account", { Name: "B5 Ltd" }, UAT);
		// The first look learns how late it is at Salesforce: real clocks don't leap.
		for (let round = 0; round < 2; round++) {
			await sandbox.passTime(6 * MINUTE_MS);
			await story.cronRun();
		}
		await sandbox.cron();
		await story.ended();
		expect(await story.linked(id)).toBe(organization("B5 Ltd").id);
		expect(organization("B5 Ltd").writes).toBe(1);
	});

	it("B17 what was committed too late for any look is found by the weekly comparison", async () => {
		const sandbox = sandboxOf();
		await story.editObject("contact", { isOn: false });
		const { salesforce, clock } = sandbox;
		const begunAt = clock.now() - 60 * MINUTE_MS;
		salesforce.stampAs(
			begunAt,
			() => void salesforce.createRecord("Account", { Name: "B17 late" }, UAT),
			UAT,
		);
		expect(await story.run()).toMatchObject({ kind: "incremental" });
		expect(story.organization("B17 late")).toBeUndefined();
		await sandbox.kill();
		passOrgTime(sandbox, 8 * 24 * 60 * MINUTE_MS);
		await sandbox.revive();
		expect(await story.run()).toMatchObject({ kind: "reconcile", state: "done" });
		expect(story.organization("B17 late")).toBeDefined();
	}, 120_000);
});
