import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { SYNC_DESKS } from "../support/salesforce-desks.ts";
import { openSyncStory, type SyncStory, toMapping } from "../support/salesforce-sync.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";

const UAT = "acme--uat.sandbox";

describe.each(SYNC_DESKS)("accounts become organizations of $name", (desk) => {
	const sandboxOf = useSandbox(`salesforce-organizations-${desk.key}`, BOOTED);
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

	it("B1 goes one way: what the desk changed is the account's again when the account changes", async () => {
		const id = story.made("Account", { Name: "B1 Ltd", Phone: "+44 20 7946 0001" });
		await story.mapFields("account", [
			{ target: desk.targets.text, source: { kind: "field", path: "BillingCity" } },
		]);
		story.changed(id, { BillingCity: "Leeds" });
		await story.run();
		const there = organization("B1 Ltd");
		expect(there.value(desk.targets.text)).toBe("Leeds");
		const before = story.crm(id);
		desk.editOrganization(sandboxOf(), there.id, { name: "B1 at the desk" });
		await story.run();
		expect(organization("B1 at the desk").writes).toBe(there.writes);
		story.changed(id, { BillingCity: "York" });
		await story.run();
		expect(organization("B1 Ltd")).toMatchObject({ id: there.id });
		expect(organization("B1 Ltd").value(desk.targets.text)).toBe("York");
		expect({ ...story.crm(id), BillingCity: "Leeds" }).toMatchObject({
			Name: before.Name,
			Phone: before.Phone,
		});
	});

	it("B2 a new account and a mapped change are written, an unmapped change is not", async () => {
		const id = story.made("Account", { Name: "B2 Ltd" });
		expect(await story.run()).toMatchObject({ state: "done", created: 1 });
		const made = organization("B2 Ltd");
		story.changed(id, { BillingCity: "Nowhere", NumberOfEmployees: 5 });
		expect(await story.run()).toMatchObject({ created: 0, updated: 0 });
		expect(organization("B2 Ltd").writes).toBe(made.writes);
		story.changed(id, { Name: "B2 Limited" });
		expect(await story.run()).toMatchObject({ created: 0, updated: 1 });
		expect(organization("B2 Limited").id).toBe(made.id);
	});

	it("B3 it doesn't matter who or what changed the account: the connection's rights decide", async () => {
		const id = story.made("Account", { Name: "B3 Ltd" });
		await story.run();
		// As a flow does: without a person's input and its checks.
		story.changed(id, { Name: "B3 by a flow" });
		await story.run();
		expect(await story.linked(id)).toBe(organization("B3 by a flow").id);
	});

	it("B6 the first match is by rule, afterwards only the link counts", async () => {
		const theirs = desk.addOrganization(sandboxOf(), { name: "B6 Ltd" });
		const id = story.made("Account", { Name: "B6 Ltd" });
		await story.run();
		expect(await story.linked(id)).toBe(theirs);
		const other = desk.addOrganization(sandboxOf(), { name: "B6 renamed" });
		story.changed(id, { Name: "B6 renamed too" });
		await story.run();
		expect(await story.linked(id)).toBe(theirs);
		expect(organization("B6 renamed too").id).toBe(theirs);
		expect(organization("B6 renamed")).toMatchObject({ id: other, writes: 0 });
	});

	it("B6 rules are asked in order, a custom field among them, and the first that finds anything ends it", async () => {
		const target = desk.targets.text;
		const byField = desk.addOrganization(sandboxOf(), {
			name: "B6 by number",
			fields: { [target]: "B6-77" },
		});
		desk.addOrganization(sandboxOf(), { name: "B6 by name" });
		await story.editObject("account", {
			matchRules: [
				{ by: "field", path: "Customer_Number__c", target },
				{ by: "name", path: "Name" },
			],
			creates: false,
			fields: [toMapping({ target: desk.targets.long, source: { kind: "field", path: "Description" } })],
		});
		const id = story.made("Account", {
			Name: "B6 by name",
			Customer_Number__c: "B6-77",
			Description: "found",
		});
		await story.run();
		expect(await story.linked(id)).toBe(byField);
		expect(organization("B6 by name").writes).toBe(0);
	});

	it("B7 without a match one is made, with one it is linked, with several nothing is written", async () => {
		const target = desk.targets.text;
		const one = desk.addOrganization(sandboxOf(), { name: "B7 one", fields: { [target]: "B7-1" } });
		const twins = ["B7 twin A", "B7 twin B"].map((name) =>
			desk.addOrganization(sandboxOf(), { name, fields: { [target]: "B7-2" } }),
		);
		await story.editObject("account", {
			matchRules: [{ by: "field", path: "Customer_Number__c", target }],
		});
		const [none, single, several] = ["B7-0", "B7-1", "B7-2"].map((Customer_Number__c) =>
			story.made("Account", { Name: `Account ${Customer_Number__c}`, Customer_Number__c }),
		) as [string, string, string];
		await story.run();
		expect(await story.linked(none)).toBe(organization("Account B7-0").id);
		expect(await story.linked(single)).toBe(one);
		expect(await story.linked(several)).toBeUndefined();
		expect(await story.issues(several)).toMatchObject([{ reason: "ambiguous", state: "open" }]);
		for (const twin of twins) {
			expect(desk.organizations(sandboxOf()).find(({ id }) => id === twin)?.writes).toBe(0);
		}
	});

	it("B9 the name is mapped from the first moment, and an account whose mapped value doesn't fit says so", async () => {
		await story.mapFields("account", [
			{
				target: desk.targets.choice,
				source: { kind: "field", path: "Tier__c" },
				choices: { gold: "no such" },
			},
		]);
		const good = story.made("Account", { Name: "B9 good" });
		const bad = story.made("Account", { Name: "B9 bad", Tier__c: "gold" });
		await story.run();
		expect(await story.linked(good)).toBe(organization("B9 good").id);
		expect(await story.linked(bad)).toBeUndefined();
		expect(await story.issues(bad)).toMatchObject([{ reason: "unknown_choice" }]);
		await story.resetSettings();
		story.changed(bad, { Name: "B9 mended" });
		await story.run();
		expect(await story.linked(bad)).toBe(organization("B9 mended").id);
		expect(await story.issues(bad)).toEqual([]);
	});

	it("B10 an emptied source clears its target, unless its policy keeps or appends", async () => {
		const { text, long } = desk.targets;
		await story.mapFields("account", [
			{ target: text, source: { kind: "field", path: "BillingCity" } },
			{ target: long, source: { kind: "field", path: "Description" }, policy: "append" },
		]);
		const id = story.made("Account", { Name: "B10 Ltd", BillingCity: "Bath", Description: "first" });
		await story.run();
		expect(organization("B10 Ltd").value(text)).toBe("Bath");
		story.changed(id, { BillingCity: null, Description: "second" });
		await story.run();
		expect(organization("B10 Ltd").value(text)).toBeNull();
		expect(organization("B10 Ltd").value(long)).toBe("first\nsecond");
		story.changed(id, { Description: null });
		await story.run();
		expect(organization("B10 Ltd").value(long)).toBe("first\nsecond");
	});

	it("B10 only if empty, and never clear", async () => {
		const { text, long } = desk.targets;
		desk.addOrganization(sandboxOf(), { name: "B10 kept", fields: { [text]: "the desk's" } });
		await story.mapFields("account", [
			{ target: text, source: { kind: "field", path: "BillingCity" }, policy: "only_if_empty" },
			{ target: long, source: { kind: "field", path: "Description" }, policy: "never_clear" },
		]);
		const id = story.made("Account", { Name: "B10 kept", BillingCity: "Bonn", Description: "words" });
		await story.run();
		expect(organization("B10 kept").value(text)).toBe("the desk's");
		expect(organization("B10 kept").value(long)).toBe("words");
		story.changed(id, { Description: null, BillingCity: "Ulm" });
		await story.run();
		expect(organization("B10 kept").value(long)).toBe("words");
	});

	it.runIf(desk.key === "zendesk")("B10 tags are added to those that are there", async () => {
		await story.mapFields("account", [
			{ target: "tags", source: { kind: "field", path: "Regions__c" }, policy: "append" },
		]);
		const id = story.made("Account", { Name: "B10 tags", Regions__c: "EMEA" });
		await story.run();
		expect(organization("B10 tags").tags).toEqual(["emea"]);
		story.changed(id, { Regions__c: "APAC;Japan" });
		await story.run();
		expect([...organization("B10 tags").tags].sort()).toEqual(["apac", "emea", "japan"]);
	});

	it("B11 the desk's id is written back once, over what is there", async () => {
		await story.editObject("account", { writeBackField: "Desk_Organization_Id__c" });
		const id = story.made("Account", { Name: "B11 Ltd", Desk_Organization_Id__c: "old words" });
		await story.run();
		expect(story.crm(id).Desk_Organization_Id__c).toBe(organization("B11 Ltd").id);
		story.changed(id, { Desk_Organization_Id__c: "a person's", Name: "B11 Limited" });
		await story.run();
		expect(story.crm(id).Desk_Organization_Id__c).toBe("a person's");
	});

	it("B11 what the write-back itself changes doesn't come back as a change", async () => {
		await story.editObject("account", { writeBackField: "Desk_Organization_Id__c" });
		story.made("Account", { Name: "B11 once" });
		await story.run();
		const { writes } = organization("B11 once");
		expect(await story.run()).toMatchObject({ created: 0, updated: 0 });
		expect(organization("B11 once").writes).toBe(writes);
	});

	it("B11 a field that Salesforce refuses becomes an issue; the organization is right all the same", async () => {
		await story.editObject("account", { writeBackField: "Desk_Organization_Id__c" });
		const { salesforce } = sandboxOf();
		salesforce.addTrouble({ on: "record", code: "FIELD_CUSTOM_VALIDATION_EXCEPTION", message: "No." }, UAT);
		const id = story.made("Account", { Name: "B11 refused" });
		await story.run();
		salesforce.clearTroubles(UAT);
		expect(await story.linked(id)).toBe(organization("B11 refused").id);
		expect(await story.issues(id)).toMatchObject([{ reason: "write_back_refused" }]);
	});

	it("B11 a write-back that was refused is made up for when the record is tried again", async () => {
		await story.editObject("account", { writeBackField: "Desk_Organization_Id__c" });
		const { salesforce } = sandboxOf();
		salesforce.addTrouble({ on: "record", code: "FIELD_CUSTOM_VALIDATION_EXCEPTION" }, UAT);
		const id = story.made("Account", { Name: "B11 again" });
		await story.run();
		salesforce.clearTroubles(UAT);
		expect(story.crm(id).Desk_Organization_Id__c ?? null).toBeNull();
		await story.retry(id);
		await story.run();
		expect(story.crm(id).Desk_Organization_Id__c).toBe(organization("B11 again").id);
		expect(await story.issues(id)).toEqual([]);
	});

	it("B9 an account that became right again by being changed back has no issue any more", async () => {
		await story.mapFields("account", [
			{
				target: desk.targets.choice,
				source: { kind: "field", path: "Tier__c" },
				choices: { gold: "no such" },
			},
		]);
		const id = story.made("Account", { Name: "B9 back" });
		await story.run();
		story.changed(id, { Tier__c: "gold" });
		await story.run();
		expect(await story.issues(id)).toHaveLength(1);
		story.changed(id, { Tier__c: null });
		await story.run();
		expect(await story.issues(id)).toEqual([]);
	});

	it("B12 what we make has the account's id; what was there gets it only where that is switched on", async () => {
		desk.addOrganization(sandboxOf(), { name: "B12 left", externalId: "theirs-1" });
		desk.addOrganization(sandboxOf(), { name: "B12 taken over", externalId: "theirs-2" });
		const made = story.made("Account", { Name: "B12 made" });
		story.made("Account", { Name: "B12 left" });
		await story.run();
		expect(organization("B12 made").externalId).toBe(made);
		expect(organization("B12 left").externalId).toBe("theirs-1");
		await story.editObject("account", { setsExternalId: true });
		const over = story.made("Account", { Name: "B12 taken over" });
		await story.run();
		expect(organization("B12 taken over").externalId).toBe(over);
	});

	it("B14 the hierarchy comes along as the parent's name", async () => {
		const target = desk.targets.text;
		await story.mapFields("account", [{ target, source: { kind: "field", path: "Parent.Name" } }]);
		const parent = story.made("Account", { Name: "B14 parent" });
		story.made("Account", { Name: "B14 child", ParentId: parent });
		await story.run();
		expect(organization("B14 child").value(target)).toBe("B14 parent");
	});
});
