import { describe, expect, it } from "vitest";
import { ACCOUNT_FIELDS, described, PERSON_MARK } from "./describes.ts";
import { createFakeOrg, isQuery, NOW, openCrm, record, refusal, rows } from "./fake-org.ts";
import { readQuery } from "./soql-values.ts";

const id = (prefix: string, number: number) => `${prefix}${String(number).padStart(12, "0")}AAA`;
const ids = (count: number) => Array.from({ length: count }, (_, index) => id("001", index));

describe("records by id", () => {
	it("are read wherever they stand, 2,000 with one call", async () => {
		const org = createFakeOrg();
		const crm = openCrm(org);
		await crm.fields("account");
		const before = crm.calls();
		await crm.records({ object: "account", fields: ["Industry"] }, ids(2_000));
		expect(crm.calls() - before).toBe(1);
		const asked = org.queries().flatMap((soql) => readQuery(soql).conditions.flatMap(({ values }) => values));
		expect(asked).toEqual(ids(2_000));
		expect(org.asked.at(-1)?.path).toBe("/queryAll");
	});

	it("leave those that are gone out", async () => {
		const org = createFakeOrg();
		org.on(isQuery("Account"), () => rows([record("Account", { Id: id("001", 2), Name: "Two" })]));
		const found = await openCrm(org).records({ object: "account", fields: [] }, ids(3));
		expect(found).toMatchObject([{ id: id("001", 2), name: "Two" }]);
	});

	it("that a filter leaves out are left out, but for what has to be followed", async () => {
		const org = createFakeOrg();
		const all = [{ path: "Industry", operator: "is", values: ["Energy"] }] as const;
		await openCrm(org).records({ object: "account", fields: [], filter: { all, any: [] } }, ids(1));
		expect(org.queries()[0]).toContain(
			`WHERE Id IN ('${id("001", 0)}') AND (Industry = 'Energy' OR IsDeleted = true)`,
		);
	});

	it("are read to the last page", async () => {
		const org = createFakeOrg();
		const next = "/services/data/v67.0/query/0r8AAAAAAAAAAAA-1";
		org.on(isQuery("Account"), () => rows([record("Account", { Id: id("001", 0) })], { next }));
		org.on(
			({ path }) => path.startsWith("/query/0r8"),
			() => rows([record("Account", { Id: id("001", 1) })]),
		);
		const found = await openCrm(org).records({ object: "account", fields: [] }, ids(2));
		expect(found.map((one) => one.id)).toEqual([id("001", 0), id("001", 1)]);
	});

	it("ask nothing for nothing, nor for what is no id", async () => {
		const org = createFakeOrg();
		const crm = openCrm(org);
		expect(await crm.records({ object: "account", fields: [] }, [])).toEqual([]);
		expect(org.requests).toEqual([]);
		expect(await crm.records({ object: "account", fields: [] }, ["x') OR (Id != '"])).toEqual([]);
		expect(org.queries()).toEqual([]);
	});
});

describe("a count", () => {
	it("is of what a filter finds, without what is in the recycle bin", async () => {
		const org = createFakeOrg();
		org.on(isQuery("Account"), () => rows([], { totalSize: 4321 }));
		const all = [{ path: "Industry", operator: "is", values: ["Energy"] }] as const;
		expect(await openCrm(org).count("account", { all, any: [] })).toBe(4321);
		expect(org.queries()).toEqual(["SELECT COUNT() FROM Account WHERE Industry = 'Energy'"]);
		expect(org.asked.at(-1)?.path).toBe("/query");
	});

	it("of everything has no conditions", async () => {
		const org = createFakeOrg();
		await openCrm(org).count("account", { all: [], any: [] });
		expect(org.queries()).toEqual(["SELECT COUNT() FROM Account"]);
	});

	it("of leads leaves those that became contacts out", async () => {
		const org = createFakeOrg();
		await openCrm(org).count("lead", { all: [], any: [] });
		expect(org.queries()).toEqual(["SELECT COUNT() FROM Lead WHERE IsConverted = false"]);
	});

	it("of person accounts is zero where the org has none", async () => {
		const org = createFakeOrg();
		expect(await openCrm(org).count("person_account", { all: [], any: [] })).toBe(0);
		expect(org.queries()).toEqual([]);
	});

	it("tells person accounts from others", async () => {
		const org = createFakeOrg();
		org.describes.set("Account", described("Account", [...ACCOUNT_FIELDS, PERSON_MARK]));
		await openCrm(org).count("person_account", { all: [], any: [] });
		expect(org.queries()).toEqual(["SELECT COUNT() FROM Account WHERE IsPersonAccount = true"]);
	});

	it("with a condition that can't be asked names it", async () => {
		const all = [{ path: "NumberOfEmployees", operator: "greater", values: ["many"] }] as const;
		await expect(openCrm(createFakeOrg()).count("account", { all, any: [] })).rejects.toMatchObject({
			kind: "invalid",
			code: "INVALID_FILTER",
			fields: { "all.0": "value" },
		});
	});
});

describe("related accounts", () => {
	const contact = id("003", 1);

	it("are the further ones of each contact", async () => {
		const org = createFakeOrg();
		const relation = { ContactId: contact, AccountId: id("001", 5), IsActive: false };
		org.on(isQuery("AccountContactRelation"), () => rows([record("AccountContactRelation", relation)]));
		expect(await openCrm(org).relatedAccounts([contact, contact])).toEqual([
			{ contactId: contact, accountId: id("001", 5), isActive: false },
		]);
		expect(org.queries()).toEqual([
			`SELECT ContactId, AccountId, IsActive FROM AccountContactRelation WHERE ContactId IN ('${contact}') AND IsDirect = false`,
		]);
	});

	it("are none where the org has no such relations", async () => {
		const org = createFakeOrg();
		org.describes.delete("AccountContactRelation");
		expect(await openCrm(org).relatedAccounts([contact])).toEqual([]);
		expect(org.queries()).toEqual([]);
	});
});

describe("deleted records", () => {
	const answer = (earliest: string, latest: string, deleted: string[] = []) => ({
		body: {
			deletedRecords: deleted.map((one) => ({ id: one, deletedDate: "2026-11-21T08:41:07.000+0000" })),
			earliestDateAvailable: earliest,
			latestDateCovered: latest,
		},
	});
	const isDeleted = ({ path }: { path: string }) => path.startsWith("/sobjects/Contact/deleted");

	it("come with how far back they are known and how far they reach", async () => {
		const org = createFakeOrg();
		org.on(isDeleted, () =>
			answer("2026-11-06T00:02:00.000+0000", "2026-11-22T02:59:00.000+0000", [id("003", 9)]),
		);
		expect(await openCrm(org).deleted("contact", NOW - 3_600_000, NOW)).toEqual({
			ids: [id("003", 9)],
			knownFrom: Date.parse("2026-11-06T00:02:00Z"),
			coveredTo: Date.parse("2026-11-22T02:59:00Z"),
		});
		expect(Object.fromEntries(org.asked[0]?.params ?? [])).toEqual({
			start: "2026-11-22T02:00:00+00:00",
			end: "2026-11-22T03:00:00+00:00",
		});
	});

	it("are never asked for within a minute, which Salesforce refuses", async () => {
		const org = createFakeOrg();
		org.on(isDeleted, () => answer("2026-11-06T00:02:00.000+0000", "2026-11-22T02:59:00.000+0000"));
		await openCrm(org).deleted("contact", NOW - 1_000, NOW);
		expect(org.asked[0]?.params.get("start")).toBe("2026-11-22T02:58:00+00:00");
	});

	it("from before the log begins are known to be unknown", async () => {
		const org = createFakeOrg();
		org.on(isDeleted, () => answer("2026-10-01T00:00:00.000+0000", "2026-11-22T02:59:00.000+0000"));
		const page = await openCrm(org).deleted("contact", NOW - 40 * 86_400_000, NOW);
		expect(org.asked[0]?.params.get("start")).toBe("2026-11-07T03:01:00+00:00");
		expect(page.knownFrom).toBe(Date.parse("2026-11-07T03:01:00Z"));
	});

	it("that are too many are refused with Salesforce's word", async () => {
		const org = createFakeOrg();
		org.on(isDeleted, () => refusal(400, "EXCEEDED_ID_LIMIT"));
		await expect(openCrm(org).deleted("contact", 0, NOW)).rejects.toMatchObject({
			code: "EXCEEDED_ID_LIMIT",
		});
	});
});

describe("the clock", () => {
	it("is Salesforce's, from an answer that needs nothing", async () => {
		const org = createFakeOrg();
		org.next({ body: [], headers: { date: new Date(NOW + 120_000).toUTCString() } });
		const crm = openCrm(org);
		expect(await crm.clock()).toBe(NOW + 120_000);
		expect(crm.skew()).toBe(120_000);
		expect(await crm.clock()).toBe(NOW + 120_000);
		expect(org.requests.map(({ url }) => url.pathname)).toEqual(["/services/data"]);
	});
});
