import { beforeAll, describe, expect, test } from "vitest";
import type { SalesforceSimulator } from "../../../../sandbox/vendors/salesforce/simulator.ts";
import { type Client, connect, createStand, type Page } from "./client.ts";

let salesforce: SalesforceSimulator;
let client: Client;

beforeAll(async () => {
	({ salesforce } = createStand());
	client = await connect(salesforce);
});

const names = ({ records }: Page) => records.map(({ Name }) => Name);

describe("selecting", () => {
	test("shows the selected fields, parents within parents, and null for an empty parent", async () => {
		const { records } = await client.query(
			"SELECT id, name, Account.Name, Account.Owner.Profile.Name, ReportsTo.Name FROM Contact WHERE Email = 'bill.larkin@initech.example'",
		);
		expect(records).toEqual([
			{
				attributes: {
					type: "Contact",
					url: expect.stringMatching(/^\/services\/data\/v67\.0\/sobjects\/Contact\/003/),
				},
				Id: expect.stringMatching(/^003\w{15}$/),
				Name: "Bill Larkin",
				Account: {
					attributes: { type: "Account", url: expect.stringContaining("/Account/001") },
					Name: "Initech",
					Owner: {
						attributes: { type: "User", url: expect.stringContaining("/User/005") },
						Profile: { attributes: { type: "Profile", url: expect.any(String) }, Name: "Standard User" },
					},
				},
				ReportsTo: null,
			},
		]);
	});

	test("calls an owner of several kinds by the common name", async () => {
		const { records } = await client.query("SELECT Owner.Name, Owner.Type FROM Case ORDER BY Id LIMIT 1");
		expect(records[0]?.Owner).toMatchObject({ attributes: { type: "Name" }, Type: "User" });
	});

	test("shows labels, children and groups", async () => {
		const labelled = await client.query(
			"SELECT toLabel(Tier__c) FROM Account WHERE Tier__c = 'gold' LIMIT 1",
		);
		expect(labelled.records[0]?.Tier__c).toBe("Gold");
		const children = await client.query(
			"SELECT Name, (SELECT LastName FROM Contacts ORDER BY LastName) FROM Account WHERE Name = 'Globex KK'",
		);
		expect(children.records[0]?.Contacts).toMatchObject({ done: true });
		const groups = await client.query(
			"SELECT StageName, COUNT(Id), MAX(Amount) highest FROM Opportunity GROUP BY StageName ORDER BY StageName",
		);
		expect(groups.records[0]).toMatchObject({
			attributes: { type: "AggregateResult" },
			expr0: expect.any(Number),
			highest: expect.any(Number),
		});
	});

	test("counts without rows", async () => {
		expect(await client.query("SELECT COUNT() FROM Account")).toMatchObject({ totalSize: 4980, records: [] });
		expect((await client.query("SELECT COUNT() FROM Account", true)).totalSize).toBe(5000);
	});
});

describe("conditions", () => {
	const count = async (where: string, object = "Contact") =>
		(await client.query(`SELECT COUNT() FROM ${object} WHERE ${where}`)).totalSize;

	test("compare text without case, ids with theirs, in 15 and 18 characters", async () => {
		expect(await count("Email = 'peter.gibb@initech.example'")).toBe(1);
		expect(await count("Email IN ('info@obrien.example')")).toBe(2);
		const { records } = await client.query(
			"SELECT Id FROM Contact WHERE FirstName != null ORDER BY Id LIMIT 1",
		);
		const id = String(records[0]?.Id);
		expect(await count(`Id = '${id}'`)).toBe(1);
		expect(await count(`Id = '${id.slice(0, 15)}'`)).toBe(1);
		expect(await count(`Id NOT IN ('${id}')`)).toBe(19_979);
	});

	test("take wildcards, escapes and hostile text for what they are", async () => {
		expect(
			names(await client.query(String.raw`SELECT Name FROM Account WHERE Name LIKE '\%\_like%'`)),
		).toEqual([String.raw`%_LIKE\_% 100%`]);
		expect(await count(String.raw`Name = 'O\'Brien \"Quoted\" \\ Sons'`, "Account")).toBe(1);
		expect(await count(String.raw`LastName = '\'; DROP TABLE Contact; --'`)).toBe(1);
		expect(await count(String.raw`Name LIKE '\u682a\u5f0f\u4f1a\u793e%'`, "Account")).toBeGreaterThan(100);
	});

	test("know what nothing is", async () => {
		const nothing = await count("AccountId = null");
		expect(nothing).toBe(3);
		expect(await count("AccountId != null")).toBe(19_980 - nothing);
		expect(await count("FirstName = ''")).toBe(await count("FirstName = null"));
		// What is not equal includes what is empty; what is greater does not.
		const all = await count("Name != null", "Opportunity");
		expect(await count("Amount != 500 AND Name != null", "Opportunity")).toBeGreaterThan(all - 50);
		expect(await count("Amount > -1", "Opportunity")).toBe(await count("Amount != null", "Opportunity"));
	});

	test("choose among several values", async () => {
		const all = await count("Regions__c INCLUDES ('APAC;Japan')", "Account");
		expect(all).toBeGreaterThan(0);
		expect(await count("Regions__c INCLUDES ('EMEA', 'APAC')", "Account")).toBeGreaterThan(all);
		expect(await count("Regions__c EXCLUDES ('APAC')", "Account")).toBe(4980 - all);
	});

	test("join with AND, OR, NOT and parentheses, and look into other objects", async () => {
		const both = await count("Is_VIP__c = true AND Language__c = 'ja'");
		const either = await count("Is_VIP__c = true OR Language__c = 'ja'");
		const neither = await count("NOT (Is_VIP__c = true OR Language__c = 'ja')");
		expect(either + neither).toBe(19_980);
		expect(await count("Is_VIP__c = true")).toBe(either + both - (await count("Language__c = 'ja'")));
		expect(await count("AccountId IN (SELECT Id FROM Account WHERE Name = 'Initech')")).toBe(
			await count("Account.Name = 'Initech'"),
		);
	});

	test("understand days", async () => {
		expect(await count("CreatedDate = LAST_N_DAYS:3000", "Account")).toBe(4980);
		expect(await count("CreatedDate > TODAY", "Account")).toBe(0);
		expect(await count("CloseDate = THIS_YEAR", "Opportunity")).toBe(
			await count("CloseDate >= 2026-01-01 AND CloseDate < 2027-01-01", "Opportunity"),
		);
		expect(await count("SystemModstamp < 2026-11-20T18:00:00+09:00", "Account")).toBe(
			await count("SystemModstamp < 2026-11-20T09:00:00Z", "Account"),
		);
	});
});

describe("what is no query of the vendor's", () => {
	test.each([
		["SELECT Id FRM Contact", "MALFORMED_QUERY"],
		["SELECT Id FROM Contact WHERE Name = 'O'Hara'", "MALFORMED_QUERY"],
		[String.raw`SELECT Id FROM Contact WHERE Name = '\x'`, "MALFORMED_QUERY"],
		["SELECT Id FROM Contact WHERE DoNotCall = true AND Name = 'a' OR Name = 'b'", "MALFORMED_QUERY"],
		["SELECT Id FROM Contact ORDER BY Interests__c", "MALFORMED_QUERY"],
		["SELECT Id FROM Desk", "INVALID_TYPE"],
		["SELECT Nothing__c FROM Contact", "INVALID_FIELD"],
		["SELECT Id FROM Contact WHERE Nothing__c = 1", "INVALID_FIELD"],
		["SELECT Company.Name FROM Contact", "INVALID_FIELD"],
		["SELECT Id FROM Contact WHERE Description = 'x'", "INVALID_FIELD"],
		["SELECT Id FROM Contact WHERE Name = 5", "INVALID_FIELD"],
		["SELECT Id FROM Opportunity WHERE Amount = '5'", "INVALID_FIELD"],
		["SELECT Id FROM Contact WHERE SystemModstamp > '2026-11-20T09:00:00Z'", "INVALID_FIELD"],
		["SELECT Id FROM Contact WHERE AccountId = 'x'", "INVALID_QUERY_FILTER_OPERATOR"],
		["SELECT Id FROM Contact WHERE Name INCLUDES ('a')", "INVALID_QUERY_FILTER_OPERATOR"],
		["SELECT Id FROM Contact LIMIT 1 OFFSET 2001", "NUMBER_OUTSIDE_VALID_RANGE"],
	])("%s", async (soql, code) => {
		expect(await client.refusal(soql)).toBe(code);
	});

	test("refuses addresses that are too long, but not the same query inside a composite call", async () => {
		const soql = `SELECT Id FROM Contact WHERE Email IN (${Array.from({ length: 800 }, (_, n) => `'person.${n}@c${n}.customer.example'`).join(",")})`;
		expect((await client.send("GET", `query?q=${encodeURIComponent(soql)}`)).status).toBe(414);
		const url = `/services/data/v67.0/query?q=${encodeURIComponent(soql)}`;
		const answer = await client.ask<{ compositeResponse: { httpStatusCode: number }[] }>(
			"POST",
			"composite",
			{
				compositeRequest: [{ method: "GET", referenceId: "a", url }],
			},
		);
		expect(answer.compositeResponse[0]?.httpStatusCode).toBe(200);
	});
});

describe("who asks", () => {
	test("sees no object that is out of reach, nor a hidden field", async () => {
		const { salesforce: other } = createStand();
		const lacking = await connect(other, { user: "priya" });
		expect(await lacking.refusal("SELECT Id FROM Lead")).toBe("INVALID_TYPE");
		expect((await lacking.send("GET", "sobjects/Lead/describe")).status).toBe(404);
		const all = await lacking.ask<{ sobjects: { name: string }[] }>("GET", "sobjects");
		expect(all.sobjects.map(({ name }) => name)).not.toContain("Lead");
		other.setUser("priya", { hiddenFields: ["Contact.Phone"] });
		expect(await lacking.refusal("SELECT Phone FROM Contact")).toBe("INVALID_FIELD");
		const described = await lacking.ask<{ fields: { name: string }[] }>("GET", "sobjects/Contact/describe");
		expect(described.fields.map(({ name }) => name)).not.toContain("Phone");
	});

	test("is told their own permissions", async () => {
		const soql = "SELECT PermissionsModifyAllData, PermissionsApiUserOnly FROM UserPermissionAccess LIMIT 1";
		expect((await client.query(soql)).records[0]).toMatchObject({
			PermissionsModifyAllData: true,
			PermissionsApiUserOnly: false,
		});
		const robot = await connect(salesforce, { user: "robot" });
		expect((await robot.query(soql)).records[0]).toMatchObject({ PermissionsApiUserOnly: true });
	});

	test("finds the edition and kind of the org", async () => {
		const soql = "SELECT Id, OrganizationType, IsSandbox FROM Organization";
		const uat = await connect(salesforce, { key: "acme--uat.sandbox" });
		expect((await uat.query(soql)).records[0]).toMatchObject({ IsSandbox: true });
		expect((await client.query(soql)).records[0]).toMatchObject({
			OrganizationType: "Enterprise Edition",
			IsSandbox: false,
		});
	});
});
