import { describe, expect, it } from "vitest";
import type { Filter } from "../../../src/core/sync/settings.ts";
import type { ChangeQuery } from "../../../src/salesforce/crm.ts";
import { accountId, accounts, FROM, query, TO } from "./change-queries.ts";
import { ACCOUNT_FIELDS, described, PERSON_MARK } from "./describes.ts";
import { createFakeOrg, isQuery, openCrm, record, refusal, rows } from "./fake-org.ts";
import { readQuery } from "./soql-values.ts";

describe("the question for changes", () => {
	async function ask(changes: Partial<ChangeQuery>): Promise<string> {
		const org = createFakeOrg();
		await openCrm(org).changes([query(changes)]);
		return org.queries()[0] ?? "";
	}

	it("is a half-open window, oldest first, ties by id", async () => {
		expect(await ask({ fields: ["Industry", "Owner.Name"], limit: 500 })).toBe(
			"SELECT Id, Name, SystemModstamp, IsDeleted, MasterRecordId, Industry, Owner.Name FROM Account" +
				" WHERE SystemModstamp >= 2026-11-21T09:00:00Z AND SystemModstamp < 2026-11-21T10:00:00Z" +
				" ORDER BY SystemModstamp, Id LIMIT 500",
		);
	});

	it("goes on behind a record, not behind its stamp", async () => {
		const after = { stampAt: FROM + 60_000, id: accountId(7) };
		expect(await ask({ after })).toContain(
			" WHERE SystemModstamp >= 2026-11-21T09:01:00Z AND SystemModstamp < 2026-11-21T10:00:00Z AND" +
				` (SystemModstamp > 2026-11-21T09:01:00Z OR (SystemModstamp = 2026-11-21T09:01:00Z AND Id > '${accountId(7)}'))`,
		);
	});

	it("cuts the window at whole seconds, so that two of them meet without a gap", async () => {
		const soql = await ask({ from: FROM + 999, to: TO + 999 });
		expect(soql).toContain(
			"SystemModstamp >= 2026-11-21T09:00:00Z AND SystemModstamp < 2026-11-21T10:00:00Z",
		);
	});

	it("asks for no field twice", async () => {
		const { fields } = readQuery(await ask({ fields: ["Name", "Industry", "Id"] }));
		expect(fields).toEqual([...new Set(fields)]);
	});

	it("never asks for more than a page", async () => {
		expect(await ask({ limit: 5_000 })).toMatch(/LIMIT 2000$/);
	});

	it("lets what was deleted or converted through every filter", async () => {
		const all = [{ path: "Status", operator: "is", values: ["Open"] }] as const;
		expect(await ask({ object: "lead", filter: { all, any: [] } })).toContain(
			"AND (Status = 'Open' OR IsDeleted = true OR IsConverted = true)",
		);
	});

	it("brings a lead's and a contact's own ties along", async () => {
		expect(readQuery(await ask({ object: "lead" })).fields).toEqual(
			expect.arrayContaining(["IsConverted", "ConvertedContactId", "ConvertedAccountId", "MasterRecordId"]),
		);
		expect(readQuery(await ask({ object: "contact" })).fields).toContain("AccountId");
	});

	it("looks into the recycle bin, as one call", async () => {
		const org = createFakeOrg();
		const crm = openCrm(org);
		await crm.fields("account");
		const before = crm.calls();
		await crm.changes([query()]);
		expect(crm.calls() - before).toBe(1);
		expect(org.requests.at(-1)?.url.pathname).toBe("/services/data/v67.0/queryAll");
		expect(org.requests.at(-1)?.headers.get("sforce-query-options")).toBe("batchSize=2000");
	});

	it("is one call for several objects", async () => {
		const org = createFakeOrg();
		org.on(isQuery("Contact"), () => rows([record("Contact", { Id: "003000000000001AAA" })]));
		const crm = openCrm(org);
		for (const object of ["account", "contact", "lead"] as const) await crm.fields(object);
		const before = crm.calls();
		const pages = await crm.changes(
			(["account", "contact", "lead"] as const).map((object) => query({ object })),
		);
		expect(crm.calls() - before).toBe(1);
		expect(pages.map(({ records }) => records.length)).toEqual([0, 1, 0]);
		expect(org.asked.at(-1)?.path).toBe("/queryAll");
	});

	it("describes several objects with two calls", async () => {
		const org = createFakeOrg();
		await openCrm(org).changes((["account", "contact", "lead"] as const).map((object) => query({ object })));
		expect(org.requests).toHaveLength(3);
	});

	it("goes as a composite where it is too long for an address", async () => {
		const org = createFakeOrg();
		const values = Array.from({ length: 600 }, (_, index) => `Company number ${index}`);
		const filter: Filter = { all: [{ path: "Name", operator: "is", values }], any: [] };
		await openCrm(org).changes([query({ filter })]);
		expect(org.requests.at(-1)?.url.pathname).toBe("/services/data/v67.0/composite");
		expect(readQuery(org.queries()[0] ?? "").conditions).toContainEqual({
			field: "Name",
			operator: "IN",
			values,
		});
	});

	it("is refused for more objects than one call takes", async () => {
		const queries = Array.from({ length: 6 }, () => query());
		await expect(openCrm(createFakeOrg()).changes(queries)).rejects.toThrow(RangeError);
	});
});

describe("person accounts", () => {
	function createPersonOrg() {
		const org = createFakeOrg();
		org.describes.set("Account", described("Account", [...ACCOUNT_FIELDS, PERSON_MARK]));
		const contact = org.describes.get("Contact") as { fields: object[] };
		org.describes.set("Contact", described("Contact", [...contact.fields, PERSON_MARK]));
		return org;
	}

	it.each([
		["account", "Account", "IsPersonAccount = false"],
		["person_account", "Account", "IsPersonAccount = true"],
		["contact", "Contact", "IsPersonAccount = false"],
	] as const)("are told apart where the org has them: %s", async (object, from, condition) => {
		const org = createPersonOrg();
		await openCrm(org).changes([query({ object })]);
		expect(org.queries()[0]).toContain(`FROM ${from} WHERE`);
		expect(org.queries()[0]).toContain(condition);
	});

	it("are not asked for where the org has none", async () => {
		const org = createFakeOrg();
		const pages = await openCrm(org).changes([query({ object: "person_account" }), query()]);
		expect(pages).toEqual([
			{ records: [], more: false },
			{ records: [], more: false },
		]);
		expect(org.queries()).toHaveLength(1);
		expect(org.queries()[0]).not.toContain("IsPersonAccount");
	});
});

describe("a page of changes", () => {
	it("ends where Salesforce says so", async () => {
		const org = createFakeOrg();
		org.on(isQuery("Account"), () => rows(accounts(3)));
		expect(await openCrm(org).changes([query({ limit: 4 })])).toMatchObject([{ more: false }]);
		expect(await openCrm(org).changes([query({ limit: 3 })])).toMatchObject([{ more: true }]);
	});

	it("is followed where it carries fewer rows than asked for", async () => {
		const org = createFakeOrg();
		const next = "/services/data/v67.0/query/01gAAAAAAAAAAAA-2";
		org.on(isQuery("Account"), () => rows(accounts(2), { totalSize: 3, next }));
		org.on(
			({ path }) => path.startsWith("/query/01g"),
			() => rows(accounts(1, 2)),
		);
		const [page] = await openCrm(org).changes([query()]);
		expect(page?.records.map(({ id }) => id)).toEqual([accountId(0), accountId(1), accountId(2)]);
		expect(page?.more).toBe(false);
	});

	it("is left to its position after four more pieces", async () => {
		const org = createFakeOrg();
		let piece = 0;
		const next = () => `/services/data/v67.0/query/01gAAAAAAAAAAAA-${piece++}`;
		org.on(isQuery("Account"), () => rows(accounts(1), { totalSize: 2_000, next: next() }));
		org.on(
			({ path }) => path.startsWith("/query/01g"),
			() => rows(accounts(1, piece), { totalSize: 2_000, next: next() }),
		);
		const [page] = await openCrm(org).changes([query()]);
		expect(page?.records).toHaveLength(5);
		expect(page?.more).toBe(true);
	});

	it("whose locator ended goes on by its position", async () => {
		const org = createFakeOrg();
		const next = "/services/data/v67.0/query/01gAAAAAAAAAAAA-2";
		org.on(isQuery("Account"), () => rows(accounts(2), { totalSize: 3, next }));
		org.on(
			({ path }) => path.startsWith("/query/01g"),
			() => refusal(400, "INVALID_QUERY_LOCATOR"),
		);
		expect(await openCrm(org).changes([query()])).toMatchObject([{ records: { length: 2 }, more: true }]);
	});

	it.each([
		"https://evil.example/q",
		"//evil.example/q",
		"/services/data/v67.0/sobjects/Account",
		"/services/oauth2/revoke",
	])("is not followed to %s", async (next) => {
		const org = createFakeOrg();
		org.on(isQuery("Account"), () => rows(accounts(2), { totalSize: 3, next }));
		await expect(openCrm(org).changes([query()])).rejects.toMatchObject({ kind: "malformed" });
		expect(org.requests.at(-1)?.url.pathname).toBe("/services/data/v67.0/queryAll");
	});

	it("fails as a whole where one of its queries is refused", async () => {
		const org = createFakeOrg();
		org.on(isQuery("Contact"), () => refusal(400, "QUERY_TIMEOUT"));
		const asking = openCrm(org).changes([query(), query({ object: "contact" })]);
		await expect(asking).rejects.toMatchObject({ kind: "unavailable", code: "QUERY_TIMEOUT" });
	});
});

describe("what is too large to be read at once", () => {
	const HUGE = { text: `"${"x".repeat(8_000_001)}"` };

	it("comes object by object: the first now, the others later", async () => {
		const org = createFakeOrg();
		org.on(isQuery("Account"), () => rows(accounts(2)));
		const crm = openCrm(org);
		await Promise.all([crm.fields("account"), crm.fields("contact")]);
		org.next(HUGE);
		const pages = await crm.changes([query(), query({ object: "contact" })]);
		expect(pages).toMatchObject([
			{ records: { length: 2 }, more: false },
			{ records: { length: 0 }, more: true },
		]);
	});

	it("comes by halves", async () => {
		const org = createFakeOrg();
		org.on(isQuery("Account"), () => rows(accounts(500)));
		const crm = openCrm(org);
		await crm.fields("account");
		org.next(HUGE);
		org.next(HUGE);
		const [page] = await crm.changes([query()]);
		expect(readQuery(org.queries().at(-1) ?? "").limit).toBe(500);
		expect(page).toMatchObject({ records: { length: 500 }, more: true });
	});

	it("is given up in the end", async () => {
		const org = createFakeOrg();
		const crm = openCrm(org);
		await crm.fields("account");
		for (let attempt = 0; attempt < 6; attempt++) org.next(HUGE);
		await expect(crm.changes([query()])).rejects.toMatchObject({ kind: "malformed", code: "too_large" });
	});
});
