import { beforeEach, describe, expect, test } from "vitest";
import type { Clock } from "../../../../sandbox/vendor.ts";
import type { SalesforceSimulator } from "../../../../sandbox/vendors/salesforce/simulator.ts";
import { type Client, connect, createStand, type Row } from "./client.ts";

interface Saved {
	id?: string;
	success: boolean;
	created?: boolean;
	errors: { statusCode: string; message: string; fields: string[] }[];
}

interface Part {
	referenceId: string;
	httpStatusCode: number;
	body: unknown;
}

const KEY = "Desk_Ticket_Key__c";
let salesforce: SalesforceSimulator;
let clock: Clock;
let client: Client;

beforeEach(async () => {
	({ salesforce, clock } = createStand());
	client = await connect(salesforce);
});

const idOf = (search: string, object = "Account") => salesforce.records(object, { search })[0]?.id ?? "";
const problemOf = async (answer: Response) =>
	((await answer.json()) as { errorCode: string; fields?: string[] }[])[0];
const upsert = (records: unknown[], allOrNone = false) =>
	client.ask<Saved[]>("PATCH", `composite/sobjects/Case/${KEY}`, { allOrNone, records });
const aCase = (key: string, more: Record<string, unknown> = {}) => ({
	attributes: { type: "Case" },
	[KEY]: key,
	Subject: "Printer on fire",
	...more,
});

describe("one record", () => {
	test("is created, read, changed and deleted", async () => {
		const { id } = await client.ask<{ id: string }>("POST", "sobjects/Contact", {
			LastName: "New",
			Email: "new@globex.example",
			AccountId: idOf("Globex KK"),
		});
		clock.advance(5000);
		expect((await client.send("PATCH", `sobjects/Contact/${id}`, { FirstName: "Quite" })).status).toBe(204);
		expect(await client.ask<Row>("GET", `sobjects/Contact/${id}?fields=Name,SystemModstamp`)).toEqual({
			attributes: { type: "Contact", url: `/services/data/v67.0/sobjects/Contact/${id}` },
			Id: id,
			Name: "Quite New",
			SystemModstamp: "2026-11-20T09:00:35.000+0000",
		});
		expect((await client.send("DELETE", `sobjects/Contact/${id}`)).status).toBe(204);
		expect((await problemOf(await client.send("GET", `sobjects/Contact/${id}`)))?.errorCode).toBe(
			"ENTITY_IS_DELETED",
		);
		const nobody = await client.send("GET", "sobjects/Contact/003GA0000zzzzzz");
		expect(nobody.status).toBe(404);
	});

	test.each([
		[{ FirstName: "x" }, "REQUIRED_FIELD_MISSING", "LastName"],
		[{ LastName: "x".repeat(81) }, "STRING_TOO_LONG", "LastName"],
		[{ LastName: "x", Language__c: "fr" }, "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", "Language__c"],
		[{ LastName: "x", Email: "nobody" }, "INVALID_EMAIL_ADDRESS", "Email"],
		[{ LastName: "x", AccountId: "7" }, "MALFORMED_ID", "AccountId"],
		[{ LastName: "x", AccountId: "001GA0000zzzzzz" }, "INVALID_CROSS_REFERENCE_KEY", "AccountId"],
		[{ LastName: "x", Nothing__c: 1 }, "INVALID_FIELD", undefined],
		[{ LastName: "x", Account_Tier__c: "gold" }, "INVALID_FIELD_FOR_INSERT_UPDATE", "Account_Tier__c"],
		[{ LastName: "x", Is_VIP__c: "yes" }, "JSON_PARSER_ERROR", undefined],
	])("is refused as %j", async (body, code, field) => {
		const answer = await client.send("POST", "sobjects/Contact", body);
		expect(answer.status).toBe(400);
		const problem = await problemOf(answer);
		expect(problem?.errorCode).toBe(code);
		expect(problem?.fields?.[0]).toBe(field);
	});

	test("is refused by an org's own rule, and to whoever may only read", async () => {
		salesforce.addRule({ object: "Case", field: "AccountId", value: null, message: "Account is required" });
		const answer = await client.send("POST", "sobjects/Case", { Subject: "x" });
		expect(await answer.json()).toEqual([
			{
				errorCode: "FIELD_CUSTOM_VALIDATION_EXCEPTION",
				message: "Account is required",
				fields: ["AccountId"],
			},
		]);
		const lacking = await connect(salesforce, { user: "integration" });
		const id = idOf("Globex KK");
		const refused = await lacking.send("PATCH", `sobjects/Account/${id}`, { Phone: "1" });
		expect(refused.status).toBe(403);
		expect((await problemOf(refused))?.errorCode).toBe("INSUFFICIENT_ACCESS_OR_READONLY");
	});

	test("goes to the queue by the assignment rules unless the call forbids it", async () => {
		const owner = async (headers: Record<string, string>) => {
			const { id } = await client.ask<{ id: string }>("POST", "sobjects/Case", { Subject: "x" }, headers);
			return String(salesforce.record(id)?.fields.OwnerId).slice(0, 3);
		};
		expect(await owner({})).toBe("00G");
		expect(await owner({ "sforce-auto-assign": "FALSE" })).toBe("005");
	});

	test("alerts to duplicates unless the call overrules it", async () => {
		salesforce.setPolicy({ findsDuplicates: true });
		const body = { LastName: "Gibb", Email: "peter.gibb@initech.example" };
		const answer = await client.send("POST", "sobjects/Contact", body);
		expect((await problemOf(answer))?.errorCode).toBe("DUPLICATES_DETECTED");
		const headers = { "sforce-duplicate-rule-header": "allowSave=true; runAsCurrentUser=true" };
		expect((await client.send("POST", "sobjects/Contact", body, headers)).status).toBe(201);
	});

	test("is upserted by its external id: 201, 200, and 300 where several share it", async () => {
		const path = `sobjects/Case/${KEY}/${encodeURIComponent("zendesk:acme:48213")}`;
		expect((await client.send("PATCH", path, { Subject: "a" })).status).toBe(201);
		const again = await client.send("PATCH", path, { Subject: "b" });
		expect(again.status).toBe(200);
		expect(await again.json()).toMatchObject({ created: false, success: true });
		const several = await client.send("PATCH", "sobjects/Account/Customer_Number__c/C-000001", {
			Phone: "1",
		});
		expect(several.status).toBe(300);
		expect(await several.json()).toEqual([
			expect.stringContaining("/sobjects/Account/001"),
			expect.stringContaining("/sobjects/Account/001"),
		]);
		expect((await client.send("PATCH", "sobjects/Case/Subject/x", {})).status).toBe(404);
	});
});

describe("collections", () => {
	test("give each record its own outcome, in order", async () => {
		const saved = await upsert([
			aCase("zendesk:acme:1"),
			aCase("zendesk:acme:2", { Subject: "x".repeat(256) }),
			aCase("zendesk:acme:1"),
			aCase("zoho:9:3", { Priority: "Urgent" }),
		]);
		expect(saved.map(({ success }) => success)).toEqual([true, false, false, false]);
		expect(saved[0]).toMatchObject({ created: true, errors: [] });
		expect(saved.flatMap(({ errors }) => errors.map(({ statusCode }) => statusCode))).toEqual([
			"STRING_TOO_LONG",
			"DUPLICATE_VALUE",
			"INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
		]);
		expect((await upsert([aCase("zendesk:acme:1", { Status: "Closed" })]))[0]).toMatchObject({
			created: false,
		});
		expect(salesforce.record(saved[0]?.id ?? "")?.fields).toMatchObject({
			IsClosed: true,
			ClosedDate: "2026-11-20T09:00:30.000+0000",
		});
	});

	test("undo everything when all or none was asked for", async () => {
		const before = salesforce.countRecords("Case");
		const saved = await upsert([aCase("a"), aCase("b", { Subject: "x".repeat(256) })], true);
		expect(saved[0]).toMatchObject({
			success: false,
			errors: [{ statusCode: "ALL_OR_NONE_OPERATION_ROLLED_BACK" }],
		});
		expect(salesforce.countRecords("Case")).toBe(before);
		expect((await client.query(`SELECT Id FROM Case WHERE ${KEY} = 'a'`)).totalSize).toBe(0);
	});

	test("create, change, read and delete up to 200, and no more", async () => {
		const records = Array.from({ length: 200 }, (_, n) => ({
			attributes: { type: "Contact" },
			LastName: `L${n}`,
		}));
		const created = await client.ask<Saved[]>("POST", "composite/sobjects", { records });
		const ids = created.map(({ id }) => id ?? "");
		const changes = ids.map((id) => ({ attributes: { type: "Contact" }, id, Title: "Boss" }));
		const changed = await client.ask<Saved[]>("PATCH", "composite/sobjects", { records: changes });
		expect(changed.every(({ success }) => success)).toBe(true);
		const read = await client.ask<(Row | null)[]>("POST", "composite/sobjects/Contact", {
			ids: [...ids.slice(0, 2), "003GA0000zzzzzzAAA"],
			fields: ["Id", "Title"],
		});
		expect(read.map((row) => row?.Title ?? null)).toEqual(["Boss", "Boss", null]);
		const gone = await client.ask<Saved[]>(
			"DELETE",
			`composite/sobjects?ids=${ids.join(",")}&allOrNone=false`,
		);
		expect(gone).toHaveLength(200);
		const tooMany = await client.send("POST", "composite/sobjects", { records: [...records, records[0]] });
		expect(tooMany.status).toBe(400);
	});

	test("meet a locked row at one record only", async () => {
		salesforce.addTrouble({ on: "record", code: "UNABLE_TO_LOCK_ROW", match: "zoho:9:2" });
		const records = ["zoho:9:1", "zoho:9:2"].map((key) => aCase(key));
		const saved = await client.ask<Saved[]>("PATCH", `composite/sobjects/Case/${KEY}`, { records });
		expect(saved.map(({ success }) => success)).toEqual([true, false]);
		expect((await upsert([aCase("zoho:9:2")]))[0]?.success).toBe(true);
	});
});

describe("a composite call", () => {
	const query = (soql: string) => `/services/data/v67.0/query?q=${soql.replaceAll(" ", "+")}`;
	const send = (compositeRequest: unknown[], allOrNone = false) =>
		client.ask<{ compositeResponse: Part[] }>("POST", "composite", { allOrNone, compositeRequest });

	test("counts once, and hands on what its parts found", async () => {
		const { compositeResponse } = await send([
			{
				method: "GET",
				referenceId: "who",
				url: query("SELECT Id, AccountId FROM Contact WHERE Email = 'lars@initech.example'"),
			},
			{
				method: "GET",
				referenceId: "opportunities",
				url: query(
					"SELECT Name FROM Opportunity WHERE AccountId = '@{who.records[0].AccountId}' AND IsClosed = false LIMIT 5",
				),
			},
			{ method: "GET", referenceId: "missing", url: query("SELECT Nope FROM Case") },
			{
				method: "GET",
				referenceId: "broken",
				url: query("SELECT Id FROM Case WHERE Id = '@{missing.records[0].Id}'"),
			},
			{ method: "GET", referenceId: "described", url: "/services/data/v67.0/sobjects/Case/describe" },
		]);
		expect(compositeResponse.map(({ referenceId, httpStatusCode }) => [referenceId, httpStatusCode])).toEqual(
			[
				["who", 200],
				["opportunities", 200],
				["missing", 400],
				["broken", 400],
				["described", 200],
			],
		);
		expect(compositeResponse[1]?.body).toMatchObject({ totalSize: 5 });
		expect(compositeResponse[3]?.body).toMatchObject([{ errorCode: "PROCESSING_HALTED" }]);
		expect(salesforce.callCount()).toBe(1);
	});

	test("has at most 25 parts, five of them queries", async () => {
		const part = (n: number, url: string) => ({ method: "GET", referenceId: `r${n}`, url });
		const queries = Array.from({ length: 6 }, (_, n) => part(n, query("SELECT Id FROM Case LIMIT 1")));
		await expect(send(queries)).rejects.toThrow("400");
		const limits = Array.from({ length: 26 }, (_, n) => part(n, "/services/data/v67.0/limits"));
		await expect(send(limits)).rejects.toThrow("400");
		expect((await send(queries.slice(1))).compositeResponse).toHaveLength(5);
	});

	test("undoes what went before a failure when all or none was asked for", async () => {
		const create = (referenceId: string, body: unknown) => ({
			method: "POST",
			referenceId,
			url: "/services/data/v67.0/sobjects/Account",
			body,
		});
		const before = salesforce.countRecords("Account");
		const { compositeResponse } = await send([create("a", { Name: "One" }), create("b", {})], true);
		expect(compositeResponse.map(({ httpStatusCode }) => httpStatusCode)).toEqual([400, 400]);
		expect(salesforce.countRecords("Account")).toBe(before);
	});
});
