import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { described, field } from "./describes.ts";
import { createFakeOrg, type FakeOrg, isQuery, openCrm, record, refusal, rows } from "./fake-org.ts";
import { readQuery } from "./soql-values.ts";

const ACCOUNT_ID = "001000000000001AAA";
const CONTACT_ID = "003000000000001AAA";

const CONTACT = record("Contact", {
	Id: CONTACT_ID,
	Name: "Kim Lee",
	Title: "Buyer",
	AccountId: ACCOUNT_ID,
	LastActivityDate: "2026-11-01",
});
const LEAD = record("Lead", { Id: "00Q000000000001AAA", Name: "Kim Lee", Title: null });
const ACCOUNT = record("Account", {
	Id: ACCOUNT_ID,
	Name: "Acme KK",
	LastActivityDate: "2026-11-20",
	Owner: record("User", { Name: "Mina", Email: "mina@acme.example" }),
	Industry: "Energy",
	Tiers__c: "A;B",
	Active__c: true,
	Parent: null,
});
const OPPORTUNITY = record("Opportunity", {
	Id: "006000000000001AAA",
	Name: "Renewal",
	StageName: "Proposal",
	Amount: 1200.5,
	CurrencyIsoCode: "JPY",
	CloseDate: "2026-12-24",
});

const NOTHING = { account: [], opportunity: [] };
interface Customer {
	email: string | null;
	accountId: string | null;
	accountName: string | null;
}

const BY_MAIL: Customer = { email: "kim@example.com", accountId: null, accountName: null };

interface Found {
	contact?: object | null;
	lead?: object | null;
	accounts?: object[];
	opportunities?: object[];
}

/** References to what was not found are refused, as Salesforce does. */
function createOrg({
	contact = CONTACT,
	lead = null,
	accounts = [ACCOUNT],
	opportunities = [OPPORTUNITY],
}: Found = {}) {
	const org = createFakeOrg();
	const halted = refusal(400, "PROCESSING_HALTED", "Invalid reference specified.");
	const list = (one: object | null) => rows(one ? [one] : []);
	org.on(isQuery("Contact"), () => list(contact));
	org.on(isQuery("Lead"), () => list(lead));
	org.on(isQuery("Account"), ({ soql }) =>
		soql?.includes("@{contact") && !contact ? halted : rows(accounts),
	);
	org.on(isQuery("Opportunity"), ({ soql }) => {
		if (soql?.includes("@{account") && accounts.length === 0) return halted;
		return soql?.includes("COUNT()")
			? rows([], { totalSize: opportunities.length + 7 })
			: rows(opportunities);
	});
	return org;
}

const read = (
	org: FakeOrg,
	customer: Partial<Customer> = {},
	shown: typeof NOTHING | { account: string[]; opportunity: string[] } = NOTHING,
) => openCrm(org).facts({ ...BY_MAIL, ...customer }, shown);

describe("the facts about a customer", () => {
	it("come with one call, once the org is known", async () => {
		const org = createOrg();
		const crm = openCrm(org);
		await crm.facts(BY_MAIL, NOTHING);
		const before = crm.calls();
		expect(await crm.facts(BY_MAIL, NOTHING)).toEqual({
			account: {
				id: ACCOUNT_ID,
				name: "Acme KK",
				owner: "Mina",
				url: `https://acme.my.salesforce.com/lightning/r/Account/${ACCOUNT_ID}/view`,
				fields: [],
			},
			person: {
				id: CONTACT_ID,
				name: "Kim Lee",
				title: "Buyer",
				kind: "contact",
				url: `https://acme.my.salesforce.com/lightning/r/Contact/${CONTACT_ID}/view`,
			},
			opportunities: {
				count: 8,
				newest: [
					{
						id: "006000000000001AAA",
						name: "Renewal",
						stage: "Proposal",
						amount: null,
						currency: null,
						fields: [],
						url: "https://acme.my.salesforce.com/lightning/r/Opportunity/006000000000001AAA/view",
					},
				],
			},
			lastActivityAt: Date.parse("2026-11-20T00:00:00Z"),
		});
		expect(crm.calls() - before).toBe(1);
		expect(org.queries().length / 2).toBeLessThanOrEqual(5);
	});

	it("show what was chosen, by its label, and nothing that is empty", async () => {
		const shown = {
			account: ["Industry", "Tiers__c", "Active__c", "Parent.Name", "Owner.Email"],
			opportunity: ["Amount", "CloseDate"],
		};
		const facts = await read(createOrg(), {}, shown);
		expect(facts?.account?.fields).toEqual([
			{ label: "Industry", value: "Energy" },
			{ label: "Tiers__c", value: "A, B" },
			{ label: "Active__c", value: "true" },
			{ label: "Owner › Email", value: "mina@acme.example" },
		]);
		expect(facts?.opportunities.newest[0]).toMatchObject({
			amount: 1200.5,
			currency: "JPY",
			fields: [{ label: "CloseDate", value: "2026-12-24" }],
		});
	});

	it("leave out what is gone since it was chosen", async () => {
		const org = createOrg();
		const shown = {
			account: ["Gone__c", "Owner.Gone__c", "Industry", "x' OR 'a'='a"],
			opportunity: ["Gone__c"],
		};
		const facts = await read(org, {}, shown);
		expect(facts?.account?.fields).toEqual([{ label: "Industry", value: "Energy" }]);
		expect(org.queries().join()).not.toContain("Gone__c");
	});

	it("ask only about columns that the org has", async () => {
		const org = createOrg();
		org.describes.set(
			"Opportunity",
			described("Opportunity", [field("Id", "id"), field("Name"), field("StageName")]),
		);
		await read(org);
		const columns = org
			.queries()
			.flatMap((soql) => (soql.includes("StageName") ? readQuery(soql).fields : []));
		expect(columns).toEqual(["Id", "Name", "StageName"]);
	});

	it("name a lead where there is no contact", async () => {
		const facts = await read(createOrg({ contact: null, lead: LEAD }));
		expect(facts).toMatchObject({ account: null, person: { kind: "lead", name: "Kim Lee", title: null } });
		expect(facts?.opportunities).toEqual({ count: 0, newest: [] });
	});

	it("are none where nobody is known", async () => {
		expect(await read(createOrg({ contact: null }))).toBeNull();
		const org = createOrg();
		expect(await read(org, { email: null })).toBeNull();
		expect(org.requests).toEqual([]);
	});

	it("are of the linked account before the contact's", async () => {
		const org = createOrg();
		await read(org, { accountId: "001000000000009AAA" });
		expect(org.queries().find((soql) => soql.includes("FROM Account"))).toContain(
			"Id = '001000000000009AAA'",
		);
	});

	it("are of the account of that name where the contact has none, with one more call", async () => {
		const loose = record("Contact", { Id: CONTACT_ID, Name: "Kim Lee", AccountId: null });
		const org = createOrg({ contact: loose });
		const facts = await read(org, { accountName: "Acme KK" });
		expect(facts).toMatchObject({ account: { name: "Acme KK" }, person: { name: "Kim Lee" } });
		expect(org.queries().some((soql) => soql.includes("Name = 'Acme KK'"))).toBe(true);
	});

	it("are of no account where two have the name", async () => {
		const org = createOrg({ accounts: [ACCOUNT, ACCOUNT] });
		expect(await read(org, { email: null, accountName: "Acme KK" })).toBeNull();
	});

	it("are told without the objects that the user may not see", async () => {
		const org = createOrg();
		org.describes.delete("Opportunity");
		org.describes.delete("Lead");
		expect(await read(org)).toMatchObject({
			account: { name: "Acme KK" },
			opportunities: { count: 0, newest: [] },
		});
	});

	it("fail with the call, not by halves", async () => {
		const org = createOrg();
		org.on(isQuery("Opportunity"), () => refusal(400, "QUERY_TIMEOUT"));
		await expect(read(org)).rejects.toMatchObject({ kind: "unavailable" });
	});
});

describe("a customer's address and company", () => {
	it("reach the org as values, whatever they are", async () => {
		const hostile = fc.oneof(
			fc.string({ unit: "binary", minLength: 1 }),
			fc.constantFrom(
				"o'hara@example.com",
				"a@{contact.records[0].Id}",
				"\\' OR Id != '",
				"100%_@x",
				"a+b@x.example",
			),
		);
		await fc.assert(
			fc.asyncProperty(hostile, hostile, async (email, accountName) => {
				const org = createOrg({ contact: null, accounts: [] });
				await read(org, { email, accountName });
				const conditions = org.queries().flatMap((soql) => {
					return readQuery(soql.replace(/'@\{[\w.[\]]+\}'/g, "'reference'")).conditions;
				});
				const typed = conditions.filter(({ field }) => field === "Email" || field === "Name");
				expect(new Set(typed.flatMap(({ values }) => values))).toEqual(
					new Set([email.toWellFormed(), accountName.toWellFormed()]),
				);
			}),
			{ numRuns: 15 },
		);
	}, 30_000);
});
