import { describe, expect, it } from "vitest";
import type { CrmRecord } from "../../../src/core/sync/record.ts";
import type { Filter } from "../../../src/core/sync/settings.ts";
import type { ChangeQuery, Crm } from "../../../src/salesforce/crm.ts";
import { createWorld, openOrg } from "./simulated-org.ts";

const EVERYTHING: Filter = { all: [], any: [] };
const UAT = "acme--uat.sandbox";

async function readAll(crm: Crm, query: Omit<ChangeQuery, "after">): Promise<CrmRecord[]> {
	const found: CrmRecord[] = [];
	for (let round = 0; round < 100; round++) {
		const last = found.at(-1);
		const after = last ? { stampAt: last.stampAt, id: last.id } : null;
		const [page] = await crm.changes([{ ...query, after }]);
		found.push(...(page?.records ?? []));
		if (!page?.more) return found;
	}
	throw new Error("never ends");
}

describe("reading changes", () => {
	it("brings every record once, page by page, over ties", async () => {
		const world = createWorld();
		const { crm } = await openOrg(world, UAT);
		const to = world.clock.now();
		const query = {
			object: "contact",
			fields: ["Email", "Account.Name"],
			filter: EVERYTHING,
			from: 0,
			to,
		} as const;
		const found = await readAll(crm, { ...query, limit: 97 });
		const ids = found.filter(({ isDeleted }) => !isDeleted).map(({ id }) => id);
		expect(new Set(ids).size).toBe(ids.length);
		expect(ids).toHaveLength(world.salesforce.countRecords("Contact", UAT));
		expect(found.map(({ stampAt }) => stampAt)).toEqual(
			found.map(({ stampAt }) => stampAt).toSorted((a, b) => a - b),
		);
	});

	it("tells person accounts from accounts and their contacts from contacts", async () => {
		const world = createWorld();
		const { crm } = await openOrg(world, "acme-jp");
		const objects = ["account", "contact", "lead", "person_account"] as const;
		const counts = await Promise.all(objects.map((object) => crm.count(object, EVERYTHING)));
		const [accounts = 0, contacts = 0, , persons = 0] = counts;
		expect(persons).toBeGreaterThan(100);
		expect(accounts + persons).toBe(world.salesforce.countRecords("Account", "acme-jp"));
		expect(contacts + persons).toBe(world.salesforce.countRecords("Contact", "acme-jp"));
	});

	it("follows deletions, merges and conversions through a filter that they no longer fit", async () => {
		const world = createWorld();
		const { salesforce, clock } = world;
		const { crm } = await openOrg(world, UAT);
		const lead = salesforce.createRecord(
			"Lead",
			{ LastName: "Kim", Company: "Kim", Status: "Open - Not Contacted" },
			UAT,
		);
		const [winner = "", loser = ""] = ["A", "B"].map((Name) =>
			salesforce.createRecord("Account", { Name }, UAT),
		);
		clock.advance(120_000);
		const since = clock.now() - 1_000;
		const became = salesforce.convertLead(lead, {}, UAT);
		salesforce.mergeRecords(winner, [loser], UAT);
		clock.advance(120_000);
		const never: Filter = {
			all: [{ path: "Name", operator: "is", values: ["nobody has this name"] }],
			any: [],
		};
		const pages = await crm.changes(
			(["account", "lead"] as const).map((object) => ({
				object,
				fields: [],
				filter: never,
				from: since,
				to: clock.now(),
				after: null,
				limit: 2_000,
			})),
		);
		const [accounts, leads] = pages.map(({ records }) => records);
		expect(accounts).toEqual([expect.objectContaining({ id: loser, isDeleted: true, mergedInto: winner })]);
		expect(leads).toEqual([
			expect.objectContaining({
				id: lead,
				convertedTo: { contactId: became.contactId, accountId: became.accountId },
			}),
		]);
	});

	it("names a field that is gone", async () => {
		const world = createWorld();
		const { crm } = await openOrg(world, UAT);
		world.salesforce.addField("Account", "Brief__c", "string", UAT);
		const query = {
			object: "account",
			fields: ["Brief__c"],
			filter: EVERYTHING,
			from: 0,
			to: 1,
			after: null,
			limit: 1,
		} as const;
		await crm.changes([query]);
		world.salesforce.removeField("Account", "Brief__c", UAT);
		await expect(crm.changes([query])).rejects.toMatchObject({ kind: "invalid", code: "INVALID_FIELD" });
		const [gone] = await Promise.allSettled([crm.changes([query])]);
		expect(gone).toMatchObject({ reason: { fields: { Brief__c: "gone" } } });
	});
});

describe("the rest of the contract", () => {
	it("knows every field that can be mapped, through look-ups too", async () => {
		const { crm } = await openOrg(createWorld(), UAT);
		const paths = new Map((await crm.fields("contact")).map((field) => [field.path, field.type]));
		expect(paths.get("Email")).toBe("email");
		expect(paths.get("Account.Name")).toBe("text");
		expect(paths.get("Owner.Name")).toBe("text");
	});

	it("reads records by id, and leaves purged ones out", async () => {
		const world = createWorld();
		const { salesforce } = world;
		const { crm } = await openOrg(world, UAT);
		const [kept = "", binned = "", purged = ""] = ["K", "B", "P"].map((Name) =>
			salesforce.createRecord("Account", { Name }, UAT),
		);
		salesforce.deleteRecord(binned, UAT);
		salesforce.deleteRecord(purged, UAT);
		salesforce.purgeRecord(purged, UAT);
		const found = await crm.records({ object: "account", fields: [] }, [kept, binned, purged]);
		expect(new Map(found.map(({ id, isDeleted }) => [id, isDeleted]))).toEqual(
			new Map([
				[kept, false],
				[binned, true],
			]),
		);
	});

	it("hears of deletions", async () => {
		const world = createWorld();
		const { salesforce, clock } = world;
		const { crm } = await openOrg(world, UAT);
		const id = salesforce.createRecord("Account", { Name: "Short-lived" }, UAT);
		const from = clock.now();
		clock.advance(120_000);
		salesforce.deleteRecord(id, UAT);
		clock.advance(120_000);
		const page = await crm.deleted("account", from, clock.now());
		expect(page.ids).toContain(id);
		expect(page.coveredTo).toBeGreaterThan(from);
	});

	it("counts and reads by every kind of condition", async () => {
		const { crm } = await openOrg(createWorld(), UAT);
		const total = await crm.count("account", EVERYTHING);
		for (const field of await crm.fields("account")) {
			if (!field.isFilterable || field.type === "boolean" || field.type === "other") continue;
			const count = (operator: "is_empty" | "is_not_empty") =>
				crm.count("account", { all: [{ path: field.path, operator, values: [] }], any: [] });
			expect([field.path, (await count("is_empty")) + (await count("is_not_empty"))]).toEqual([
				field.path,
				total,
			]);
		}
	}, 30_000);

	it("finds what a hostile value says, and nothing else", async () => {
		const world = createWorld();
		const { crm } = await openOrg(world, UAT);
		const names = [
			'O\'Hara \\ "Sons"',
			"100%_sure",
			"a@{contact.records[0].Id}",
			"' OR Name != '",
			"株式会社\u3000長",
		];
		for (const Name of names) world.salesforce.createRecord("Account", { Name }, UAT);
		for (const name of names) {
			for (const operator of ["is", "contains", "starts_with"] as const) {
				const filter: Filter = { all: [{ path: "Name", operator, values: [name] }], any: [] };
				expect([name, operator, await crm.count("account", filter)]).toEqual([name, operator, 1]);
			}
		}
	});

	it("writes the desk's id back", async () => {
		const world = createWorld();
		const { salesforce } = world;
		salesforce.addField("Account", "Desk_Id__c", "string", UAT);
		const { crm } = await openOrg(world, UAT);
		const id = salesforce.createRecord("Account", { Name: "Written" }, UAT);
		const item = { field: "Desk_Id__c", value: "4711" };
		const answers = await crm.writeBack("account", [
			{ ...item, recordId: id },
			{ ...item, recordId: "001000000000009AAA" },
		]);
		expect(answers).toEqual([null, expect.stringMatching(/^[A-Z_]+$/)]);
		const [record] = await crm.records({ object: "account", fields: ["Desk_Id__c"] }, [id]);
		expect(record?.fields.Desk_Id__c).toBe("4711");
	});

	it("tells what is known of a customer", async () => {
		const world = createWorld();
		const { salesforce } = world;
		const { crm } = await openOrg(world, UAT);
		const account = salesforce.createRecord("Account", { Name: "Facts KK", Industry: "Energy" }, UAT);
		salesforce.createRecord(
			"Contact",
			{ LastName: "Lee", Email: "O'Lee@facts.example", AccountId: account },
			UAT,
		);
		const opportunity = {
			Name: "Renewal",
			StageName: "Prospecting",
			CloseDate: "2026-12-24",
			AccountId: account,
			Amount: 5,
		};
		salesforce.createRecord("Opportunity", opportunity, UAT);
		const shown = { account: ["Industry"], opportunity: ["Amount"] };
		const facts = await crm.facts(
			{ email: "o'lee@facts.example", accountId: null, accountName: null },
			shown,
		);
		expect(facts).toMatchObject({
			account: { id: account, name: "Facts KK", owner: expect.any(String), fields: [{ value: "Energy" }] },
			person: { name: "Lee", kind: "contact" },
			opportunities: { count: 1, newest: [{ name: "Renewal", stage: "Prospecting", amount: 5 }] },
		});
		const byName = await crm.facts({ email: null, accountId: null, accountName: "Facts KK" }, shown);
		expect(byName).toMatchObject({ account: { id: account }, person: null, opportunities: { count: 1 } });
		expect(
			await crm.facts({ email: "nobody@x.example", accountId: null, accountName: null }, shown),
		).toBeNull();
	});

	it("knows what is used of the day, and the clock", async () => {
		const world = createWorld();
		const { crm } = await openOrg(world, UAT);
		world.salesforce.setLimit({ max: 1_000, used: 400 }, UAT);
		await crm.count("account", EVERYTHING);
		expect(crm.usage()?.allowed).toBe(1_000);
		expect(crm.usage()?.used).toBeGreaterThanOrEqual(400);
		expect(Math.abs((await crm.clock()) - world.clock.now())).toBeLessThanOrEqual(1_000);
	});
});
