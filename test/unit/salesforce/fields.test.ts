import { describe, expect, it } from "vitest";
import type { SourceField } from "../../../src/core/sync/fields.ts";
import { ACCOUNT_FIELDS, described, field, PERSON_MARK } from "./describes.ts";
import { createFakeOrg, createMemory, createTokens, isQuery, openCrm, refusal } from "./fake-org.ts";

const byPath = (fields: readonly SourceField[]) => new Map(fields.map((one) => [one.path, one]));

async function read(object: "account" | "contact" | "lead" | "person_account" = "account") {
	return byPath(await openCrm(createFakeOrg()).fields(object));
}

describe("an object's fields", () => {
	it.each([
		["Id", "text"],
		["Name", "text"],
		["Description", "long_text"],
		["Phone", "phone"],
		["Website", "url"],
		["Industry", "choice"],
		["Tiers__c", "choices"],
		["Active__c", "boolean"],
		["NumberOfEmployees", "integer"],
		["Desk_Number__c", "decimal"],
		["AnnualRevenue", "currency"],
		["Share__c", "percent"],
		["LastActivityDate", "date"],
		["CreatedDate", "moment"],
		["OwnerId", "reference"],
		["BillingAddress", "other"],
		["Owner.Email", "email"],
	])("tell that %s is %s", async (path, type) => {
		expect((await read()).get(path)?.type).toBe(type);
	});

	it("tell what may be written, filtered by, and what is computed or unique", async () => {
		const fields = await read();
		expect(fields.get("Score__c")).toMatchObject({ isFormula: true, isWritable: false, isFilterable: true });
		expect(fields.get("Description")).toMatchObject({ isFilterable: false, length: 32000 });
		expect(fields.get("Desk_Id__c")).toMatchObject({ isUnique: true, isWritable: true, length: 40 });
		expect(fields.get("Active__c")).toMatchObject({ length: null });
	});

	it("offer only choices that are in use", async () => {
		const options = (await read()).get("Industry")?.options;
		expect(options).toEqual([{ value: "Energy", label: "Energy label" }]);
	});

	it("go through look-ups, one step deep, by the look-up's name", async () => {
		const fields = await read();
		expect(fields.get("OwnerId")?.leadsTo).toEqual({ path: "Owner", objects: ["User"] });
		expect(fields.get("Owner.Name")).toMatchObject({
			label: "Owner › Name",
			isWritable: false,
			isUnique: false,
		});
		expect(fields.get("Parent.Industry")?.label).toBe("Parent Account › Industry");
		expect(fields.has("Owner.ManagerId")).toBe(true);
		expect(fields.get("Owner.ManagerId")?.leadsTo).toBeNull();
		expect(fields.has("Owner.Manager.Name")).toBe(false);
	});

	it("leave long lists behind look-ups out", async () => {
		expect((await read()).get("Owner.TimeZoneSidKey")?.options).toEqual([]);
	});

	it("know only the name of what may be of several kinds", async () => {
		const fields = await read("lead");
		expect(fields.get("OwnerId")?.leadsTo?.objects).toEqual(["Group", "User"]);
		expect([...fields.keys()].filter((path) => path.startsWith("Owner."))).toEqual(["Owner.Name"]);
	});

	it("are none of person accounts where the org has none, and hide nothing where it does", async () => {
		expect((await read("person_account")).size).toBe(0);
		const org = createFakeOrg();
		org.describes.set("Account", described("Account", [...ACCOUNT_FIELDS, PERSON_MARK]));
		expect((await openCrm(org).fields("person_account")).length).toBeGreaterThan(10);
	});

	it("can't be told of an object that the user may not see", async () => {
		const org = createFakeOrg();
		org.describes.delete("Lead");
		await expect(openCrm(org).fields("lead")).rejects.toMatchObject({
			kind: "forbidden",
			code: "object_hidden",
		});
	});
});

describe("what is remembered", () => {
	const query = {
		object: "account",
		fields: ["Name"],
		filter: { all: [], any: [] },
		from: 0,
		to: 1,
		after: null,
		limit: 9,
	} as const;

	it("spares the org every further describe", async () => {
		const [org, memory] = [createFakeOrg(), createMemory()];
		await openCrm(org, createTokens(), memory).fields("account");
		const before = org.requests.length;
		await openCrm(org, createTokens(), memory).changes([query]);
		expect(before).toBe(2);
		expect(org.requests).toHaveLength(before + 1);
	});

	it("of this isolate is kept apart by whose rights it was read with", async () => {
		const [org, tokens] = [createFakeOrg(), createTokens()];
		await openCrm(org, tokens).fields("account");
		await openCrm(org, tokens).fields("account");
		expect(org.requests).toHaveLength(2);
		await openCrm(org, createTokens()).fields("account");
		expect(org.requests).toHaveLength(4);
	});

	it("is read anew, once, for a field that it doesn't know", async () => {
		const [org, memory] = [createFakeOrg(), createMemory()];
		await openCrm(org, createTokens(), memory).fields("account");
		org.describes.set("Account", described("Account", [...ACCOUNT_FIELDS, field("New__c")]));
		const before = org.requests.length;
		await openCrm(org, createTokens(), memory).changes([{ ...query, fields: ["New__c"] }]);
		expect(org.queries().at(-1)).toContain("New__c");
		expect(memory.kept.get("account")?.some(({ path }) => path === "New__c")).toBe(true);
		expect(org.requests).toHaveLength(before + 3);
	});

	it("is read anew, once, before a field is called gone", async () => {
		const org = createFakeOrg();
		const crm = openCrm(org);
		const gone = { ...query, fields: ["Name", "Gone__c", "Owner.Gone__c"] };
		await expect(crm.changes([gone])).rejects.toMatchObject({
			kind: "invalid",
			code: "INVALID_FIELD",
			fields: { Gone__c: "gone", "Owner.Gone__c": "gone" },
		});
		await expect(crm.changes([gone])).rejects.toMatchObject({ code: "INVALID_FIELD" });
		expect(org.queries()).toEqual([]);
		expect(org.requests).toHaveLength(2);
	});

	it("is read once for questions that run beside each other", async () => {
		const org = createFakeOrg();
		const crm = openCrm(org);
		const none = { all: [], any: [] };
		await Promise.all([crm.count("account", none), crm.count("account", none)]);
		expect(org.asked.filter(({ path }) => path === "/sobjects/Account/describe")).toHaveLength(1);
	});

	it("is forgotten when the org says that a field is gone after all", async () => {
		const [org, memory] = [createFakeOrg(), createMemory()];
		const words = "No such column 'Website' on entity 'Account'.";
		org.on(isQuery("Account"), () => refusal(400, "INVALID_FIELD", words));
		const crm = openCrm(org, createTokens(), memory);
		await expect(crm.changes([query])).rejects.toMatchObject({
			code: "INVALID_FIELD",
			fields: { Website: words },
		});
		expect(memory.kept.has("account")).toBe(false);
	});
});
