import { beforeEach, describe, expect, test } from "vitest";
import type { Clock } from "../../../../sandbox/vendor.ts";
import type { SalesforceSimulator } from "../../../../sandbox/vendors/salesforce/simulator.ts";
import { type Client, connect, createStand } from "./client.ts";

let salesforce: SalesforceSimulator;
let clock: Clock;
let client: Client;

beforeEach(async () => {
	({ salesforce, clock } = createStand());
	client = await connect(salesforce);
});

const idOf = (search: string, object = "Account") => salesforce.records(object, { search })[0]?.id ?? "";
const problemOf = async (answer: Response) => ((await answer.json()) as { errorCode: string }[])[0];

describe("people of the org", () => {
	test("merge: the loser names the winner, what hung on it moves and shows it", async () => {
		const winner = idOf("Globex KK");
		const loser = idOf("Umbra Logistics");
		clock.advance(10_000);
		salesforce.mergeRecords(winner, [loser]);
		expect(salesforce.record(loser)).toMatchObject({
			isDeleted: true,
			fields: { MasterRecordId: winner, SystemModstamp: "2026-11-20T09:00:40.000+0000" },
		});
		const omar = salesforce.records("Contact", { search: "omar.haddad" })[0];
		expect(omar?.fields).toMatchObject({
			AccountId: winner,
			SystemModstamp: "2026-11-20T09:00:40.000+0000",
		});
		expect((await client.query(`SELECT Id FROM Account WHERE Id = '${loser}'`)).totalSize).toBe(0);
	});

	test("convert a lead, which can't be edited afterwards", async () => {
		const { records } = await client.query("SELECT Id, Company FROM Lead WHERE IsConverted = false LIMIT 1");
		const id = String(records[0]?.Id);
		const { accountId, contactId } = salesforce.convertLead(id, { withOpportunity: true });
		const fields = salesforce.record(id)?.fields;
		expect(fields).toMatchObject({
			IsConverted: true,
			ConvertedAccountId: accountId,
			ConvertedContactId: contactId,
			ConvertedDate: "2026-11-20",
		});
		expect(salesforce.record(accountId)?.name).toBe(records[0]?.Company);
		const answer = await client.send("PATCH", `sobjects/Lead/${id}`, { Title: "x" });
		expect((await problemOf(answer))?.errorCode).toBe("CANNOT_UPDATE_CONVERTED_LEAD");
	});

	test("delete a company with its people, and get all of them back", async () => {
		const id = idOf("Nordwind AB");
		salesforce.deleteRecord(id);
		const ingrid = "SELECT Id FROM Contact WHERE Email = 'ingrid@nordwind.example'";
		expect((await client.query(ingrid)).totalSize).toBe(0);
		clock.advance(60_000);
		salesforce.undeleteRecord(id);
		expect((await client.query(ingrid)).totalSize).toBe(1);
		expect(salesforce.record(id)?.fields.SystemModstamp).toBe("2026-11-20T09:01:30.000+0000");
	});

	test("delete without moving the stamp where the org is like that", () => {
		const id = idOf("Nordwind AB");
		const before = salesforce.record(id)?.stamp;
		salesforce.setPolicy({ deleteMovesStamp: false });
		salesforce.deleteRecord(id);
		expect(salesforce.record(id)).toMatchObject({ isDeleted: true, stamp: before });
	});

	test("edit a person account at either end, and both have changed", async () => {
		const japan = await connect(salesforce, { key: "acme-jp" });
		const { records } = await japan.query(
			"SELECT Id, PersonContactId, PersonEmail FROM Account WHERE IsPersonAccount = true LIMIT 1",
		);
		const contact = String(records[0]?.PersonContactId);
		clock.advance(10_000);
		salesforce.updateRecord(contact, { Email: "moved@mail.example" }, "acme-jp");
		const { records: after } = await japan.query(
			`SELECT PersonEmail, SystemModstamp FROM Account WHERE Id = '${String(records[0]?.Id)}'`,
		);
		expect(after[0]).toMatchObject({
			PersonEmail: "moved@mail.example",
			SystemModstamp: "2026-11-20T09:00:40.000+0000",
		});
	});

	test("see their work gone after a reset", () => {
		const id = salesforce.createRecord("Account", { Name: "Short-lived" });
		const heard: string[] = [];
		const stop = salesforce.subscribe(({ org }) => heard.push(org));
		salesforce.updateRecord(id, { Name: "Renamed" });
		salesforce.reset();
		stop();
		expect(salesforce.record(id)).toBeNull();
		expect(heard[0]).toBe("acme");
	});
});
