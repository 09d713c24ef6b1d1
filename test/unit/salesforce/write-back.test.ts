import { describe, expect, it } from "vitest";
import { createFakeOrg, openCrm, refusal } from "./fake-org.ts";

const id = (number: number) => `001${String(number).padStart(12, "0")}AAA`;
const item = (number: number, field = "Desk_Id__c", value = `desk-${number}`) => ({
	recordId: id(number),
	field,
	value,
});

const done = { success: true, errors: [] };
const failed = (statusCode: string) => ({
	success: false,
	errors: [{ statusCode, message: "no", fields: [] }],
});

function createOrg(results: (count: number) => object[]) {
	const org = createFakeOrg();
	const sent: { records: object[] }[] = [];
	org.on(
		({ method }) => method === "PATCH",
		({ body }) => {
			sent.push(body as { records: object[] });
			return { body: results((body as { records: object[] }).records.length) };
		},
	);
	return { org, sent };
}

const allDone = (count: number) => Array.from({ length: count }, () => done);

describe("writing back", () => {
	it("is one call, whose refusals stay with their records", async () => {
		const { org, sent } = createOrg(() => [done, failed("UNABLE_TO_LOCK_ROW"), failed("STRING_TOO_LONG")]);
		const crm = openCrm(org);
		await crm.fields("account");
		const before = crm.calls();
		expect(await crm.writeBack("account", [item(1), item(2), item(3)])).toEqual([
			null,
			"UNABLE_TO_LOCK_ROW",
			"STRING_TOO_LONG",
		]);
		expect(crm.calls() - before).toBe(1);
		expect(sent).toEqual([
			{
				allOrNone: false,
				records: [1, 2, 3].map((number) => ({
					attributes: { type: "Account" },
					Id: id(number),
					Desk_Id__c: `desk-${number}`,
				})),
			},
		]);
		expect(org.requests.at(-1)?.url.pathname).toBe("/services/data/v67.0/composite/sobjects");
		expect(org.requests.at(-1)?.headers.get("sforce-auto-assign")).toBe("FALSE");
	});

	it("tells one record all its fields at once", async () => {
		const { org, sent } = createOrg(() => [failed("DUPLICATE_VALUE")]);
		const answers = await openCrm(org).writeBack("account", [
			item(1),
			item(1, "Website", "https://desk.example"),
		]);
		expect(answers).toEqual(["DUPLICATE_VALUE", "DUPLICATE_VALUE"]);
		expect(sent[0]?.records).toHaveLength(1);
	});

	it("doesn't send what can't be written", async () => {
		const { org, sent } = createOrg(allDone);
		const items = [item(1, "Gone__c"), item(2, "Score__c"), { ...item(3), recordId: "x" }, item(4)];
		expect(await openCrm(org).writeBack("account", items)).toEqual([
			"INVALID_FIELD",
			"INVALID_FIELD_FOR_INSERT_UPDATE",
			"MALFORMED_ID",
			null,
		]);
		expect(sent[0]?.records).toHaveLength(1);
	});

	it("sends a number to a field of numbers, if no digit is lost", async () => {
		const { org, sent } = createOrg(allDone);
		const items = [item(1, "Desk_Number__c", "4711"), item(2, "Desk_Number__c", "1234567890123456789")];
		expect(await openCrm(org).writeBack("account", items)).toEqual([null, "NUMBER_OUTSIDE_VALID_RANGE"]);
		expect(sent[0]?.records).toMatchObject([{ Desk_Number__c: 4711 }]);
	});

	it("asks nothing for nothing", async () => {
		const { org, sent } = createOrg(allDone);
		expect(await openCrm(org).writeBack("account", [])).toEqual([]);
		expect(sent).toEqual([]);
	});

	it("can't be read where answers are missing", async () => {
		const { org } = createOrg(() => [done]);
		await expect(openCrm(org).writeBack("account", [item(1), item(2)])).rejects.toMatchObject({
			kind: "malformed",
		});
	});

	it("fails as a whole where the call does", async () => {
		const org = createFakeOrg();
		org.on(
			({ method }) => method === "PATCH",
			() => refusal(403, "REQUEST_LIMIT_EXCEEDED"),
		);
		await expect(openCrm(org).writeBack("account", [item(1)])).rejects.toMatchObject({
			kind: "rate_limited",
		});
	});

	it("takes no more than one call does", async () => {
		const items = Array.from({ length: 201 }, (_, index) => item(index));
		await expect(openCrm(createFakeOrg()).writeBack("account", items)).rejects.toThrow(RangeError);
	});
});
