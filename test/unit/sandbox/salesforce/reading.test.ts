import { beforeEach, describe, expect, test } from "vitest";
import type { Clock } from "../../../../sandbox/vendor.ts";
import type { SalesforceSimulator } from "../../../../sandbox/vendors/salesforce/simulator.ts";
import { type Client, connect, createStand, NOW, type Page, type Row } from "./client.ts";

let salesforce: SalesforceSimulator;
let clock: Clock;
let client: Client;

beforeEach(async () => {
	({ salesforce, clock } = createStand());
	client = await connect(salesforce);
});

const toLiteral = (time: unknown) => String(time).replace(".000+0000", "Z");

/** As a sync reads: pages by stamp and id, deleted rows too. */
async function readAll(object: string, from: string, pageSize = 2000): Promise<Row[]> {
	const rows: Row[] = [];
	for (let last: Row | undefined; ; ) {
		const stamp = toLiteral(last?.SystemModstamp);
		const after = last
			? ` AND (SystemModstamp > ${stamp} OR (SystemModstamp = ${stamp} AND Id > '${String(last.Id)}'))`
			: "";
		const { records } = await client.query(
			`SELECT Id, SystemModstamp, IsDeleted, MasterRecordId FROM ${object} WHERE SystemModstamp >= ${from}${after} ORDER BY SystemModstamp, Id LIMIT ${pageSize}`,
			true,
		);
		rows.push(...records);
		last = records.at(-1);
		if (records.length < pageSize) return rows;
	}
}

describe("pages by stamp and id", () => {
	test("bring every row once, in order, also where more rows share a second than a page holds", async () => {
		const rows = await readAll("Contact", "2000-01-01T00:00:00Z");
		expect(rows).toHaveLength(20_000);
		expect(new Set(rows.map(({ Id }) => Id)).size).toBe(20_000);
		const stamps = rows.map(({ SystemModstamp }) => String(SystemModstamp));
		expect(stamps).toEqual([...stamps].sort());
		const counts = Map.groupBy(stamps, (stamp) => stamp);
		expect(Math.max(...[...counts.values()].map(({ length }) => length))).toBeGreaterThan(2000);
		expect(stamps.every((stamp) => stamp.endsWith(".000+0000"))).toBe(true);
	});

	test("show what was merged away, and into what", async () => {
		const gone = (await readAll("Account", "2000-01-01T00:00:00Z")).filter(({ IsDeleted }) => IsDeleted);
		expect(gone).toHaveLength(20);
		expect(gone.every(({ MasterRecordId }) => String(MasterRecordId).startsWith("001"))).toBe(true);
	});

	test("sort ids as the vendor does, which is not as JavaScript does", async () => {
		const { records } = await client.query("SELECT Id FROM Contact ORDER BY Id LIMIT 70");
		const ids = records.map(({ Id }) => String(Id));
		expect([...ids].sort()).not.toEqual(ids);
		const after = await client.query(`SELECT Id FROM Contact WHERE Id > '${ids[39]}' ORDER BY Id LIMIT 30`);
		expect(after.records.map(({ Id }) => Id)).toEqual(ids.slice(40));
	});

	test("find changes, and rows that a long transaction commits later with an earlier stamp", async () => {
		const [known] = salesforce.records("Account", { search: "Globex KK" });
		const id = known?.id ?? "";
		const since = new Date(NOW).toISOString();
		const late = salesforce.beginLate((control) => control.updateRecord(id, { Phone: "late" }), {
			commitsInMs: 20 * 60_000,
		});
		clock.advance(5 * 60_000);
		salesforce.createRecord("Account", { Name: "In time" });
		expect(await readAll("Account", since)).toHaveLength(1);
		clock.advance(20 * 60_000);
		const rows = await readAll("Account", since);
		expect(rows.map(({ SystemModstamp }) => SystemModstamp)).toEqual([
			"2026-11-20T09:00:30.000+0000",
			"2026-11-20T09:05:30.000+0000",
		]);
		late.commit();
		expect(salesforce.record(id)?.fields.Phone).toBe("late");
	});
});

describe("a query's pages", () => {
	test("go on by locator until done, in the size that was asked for", async () => {
		const headers = { "sforce-query-options": "batchSize=500" };
		let page = await client.ask<Page>("GET", "query?q=SELECT+Id+FROM+Lead", undefined, headers);
		expect(page).toMatchObject({ totalSize: 3000, done: false });
		const ids = page.records.map(({ Id }) => Id);
		while (page.nextRecordsUrl) {
			expect(page.nextRecordsUrl).toMatch(/\/query\/01g\w+-\d+$/);
			page = await client.ask<Page>("GET", page.nextRecordsUrl);
			expect(page.records).toHaveLength(500);
			ids.push(...page.records.map(({ Id }) => Id));
		}
		expect(new Set(ids).size).toBe(3000);
		expect(page.done).toBe(true);
	});

	test("may be shorter than asked for", async () => {
		salesforce.setPolicy({ maxPageSize: 300 });
		expect((await client.query("SELECT Id FROM Lead")).records).toHaveLength(300);
	});

	test("are gone after a quarter of an hour, after ten other queries, and for somebody else", async () => {
		const { nextRecordsUrl = "" } = await client.query("SELECT Id FROM Lead");
		const codeOf = async (answer: Response) =>
			((await answer.json()) as { errorCode: string }[])[0]?.errorCode;
		const other = await connect(salesforce, { user: "integration" });
		expect(await codeOf(await other.send("GET", nextRecordsUrl))).toBe("INVALID_QUERY_LOCATOR");
		for (let n = 0; n < 10; n++) await client.query("SELECT Id FROM Lead");
		expect(await codeOf(await client.send("GET", nextRecordsUrl))).toBe("INVALID_QUERY_LOCATOR");
		const next = await client.query("SELECT Id FROM Lead");
		clock.advance(15 * 60_000);
		expect(await codeOf(await client.send("GET", next.nextRecordsUrl ?? ""))).toBe("INVALID_QUERY_LOCATOR");
	});
});

describe("what changed and what went", () => {
	const span = (from: number, to: number) =>
		`start=${encodeURIComponent(new Date(from).toISOString())}&end=${encodeURIComponent(new Date(to).toISOString())}`;
	const MINUTE = 60_000;
	const deleted = (from: number, to: number) =>
		client.ask<{
			deletedRecords: { id: string; deletedDate: string }[];
			earliestDateAvailable: string;
			latestDateCovered: string;
		}>("GET", `sobjects/Lead/deleted/?${span(from, to)}`);

	test("tells deletions, until they are undone or the log is cut", async () => {
		const [first, second] = salesforce.records("Lead");
		salesforce.deleteRecord(first?.id ?? "");
		salesforce.purgeRecord(second?.id ?? "");
		clock.advance(2 * MINUTE);
		const answer = await deleted(NOW - MINUTE, clock.now());
		expect(answer.deletedRecords.map(({ id }) => id)).toEqual([first?.id, second?.id]);
		const all = await client.query(
			`SELECT Id, IsDeleted FROM Lead WHERE Id IN ('${first?.id}', '${second?.id}')`,
			true,
		);
		expect(all.records).toMatchObject([{ Id: first?.id, IsDeleted: true }]);
		salesforce.undeleteRecord(first?.id ?? "");
		expect((await deleted(NOW - MINUTE, clock.now())).deletedRecords).toHaveLength(1);
		salesforce.purgeDeleteLog();
		const cut = await deleted(NOW - MINUTE, clock.now());
		expect(cut.deletedRecords).toEqual([]);
		expect(Date.parse(cut.earliestDateAvailable)).toBe(clock.now());
	});

	test("reaches as far as the oldest open transaction", async () => {
		salesforce.beginLate(() => undefined);
		clock.advance(10 * MINUTE);
		const answer = await client.ask<{ ids: string[]; latestDateCovered: string }>(
			"GET",
			`sobjects/Lead/updated/?${span(NOW - 60 * MINUTE, clock.now())}`,
		);
		expect(answer.latestDateCovered).toBe("2026-11-20T09:00:30.000+0000");
	});

	test("refuses spans that are too short or reach too far back", async () => {
		await expect(deleted(NOW - 10_000, NOW)).rejects.toThrow("INVALID_REPLICATION_DATE");
		await expect(deleted(NOW - 16 * 86_400_000, NOW)).rejects.toThrow("INVALID_REPLICATION_DATE");
	});

	test("forgets the recycle bin after fifteen days", async () => {
		const [lead] = salesforce.records("Lead");
		salesforce.deleteRecord(lead?.id ?? "");
		clock.advance(15 * 86_400_000);
		client = await connect(salesforce);
		expect((await client.query(`SELECT Id FROM Lead WHERE Id = '${lead?.id}'`, true)).totalSize).toBe(0);
	});
});

describe("describing", () => {
	test("says the same as the queries accept, and 304 until something changed", async () => {
		const answer = await client.send("GET", "sobjects/Contact/describe");
		const { fields } = (await answer.json()) as {
			fields: { name: string; filterable: boolean; type: string }[];
		};
		expect(fields).toContainEqual(expect.objectContaining({ name: "Description", filterable: false }));
		const selectable = fields.filter(({ filterable }) => filterable).map(({ name }) => name);
		for (const name of selectable) await client.query(`SELECT Id FROM Contact WHERE ${name} = null LIMIT 1`);
		const since = answer.headers.get("last-modified") ?? "";
		const again = () =>
			client.send("GET", "sobjects/Contact/describe", undefined, { "if-modified-since": since });
		expect((await again()).status).toBe(304);
		salesforce.addField("Contact", "Shoe_Size__c", "double");
		expect((await again()).status).toBe(200);
		salesforce.removeField("Contact", "Shoe_Size__c");
		expect(await client.refusal("SELECT Shoe_Size__c FROM Contact")).toBe("INVALID_FIELD");
	});

	test("says the vendor's own time with every answer", async () => {
		clock.advance(3_600_000);
		const answer = await salesforce.fetch(new Request("https://acme.my.salesforce.com/services/data"));
		expect(answer.headers.get("date")).toBe("Fri, 20 Nov 2026 10:00:30 GMT");
	});

	test("lists versions without a sign-in; only a sandbox has the next one", async () => {
		const newest = async (host: string) => {
			const answer = await salesforce.fetch(new Request(`https://${host}/services/data`));
			return ((await answer.json()) as { version: string }[]).at(-1)?.version;
		};
		expect(await newest("acme.my.salesforce.com")).toBe("67.0");
		expect(await newest("acme--uat.sandbox.my.salesforce.com")).toBe("68.0");
		expect((await client.send("GET", "/services/data/v68.0/limits")).status).toBe(404);
	});
});

describe("limits", () => {
	test("are counted on every answer, and refuse when they are spent", async () => {
		const usage = async () => (await client.send("GET", "limits")).headers.get("sforce-limit-info");
		expect(await usage()).toBe("api-usage=1/115000");
		expect(await usage()).toBe("api-usage=2/115000");
		salesforce.setLimit({ used: 115_000 });
		const answer = await client.send("GET", "limits");
		expect(answer.status).toBe(403);
		expect(await answer.text()).toContain("REQUEST_LIMIT_EXCEEDED");
		expect(answer.headers.get("sforce-limit-info")).toBe("api-usage=115000/115000");
		expect(answer.headers.get("retry-after")).toBeNull();
		clock.advance(86_400_000);
		client = await connect(salesforce);
		expect(await usage()).toBe("api-usage=1/115000");
	});

	test("have a longer form in some orgs", async () => {
		const japan = await connect(salesforce, { key: "acme-jp" });
		const header = (await japan.send("GET", "limits")).headers.get("sforce-limit-info");
		expect(header).toMatch(/^api-usage=1\/300000; per-app-api-usage=/);
	});
});

describe("trouble by a switch", () => {
	test.each([
		["UNABLE_TO_LOCK_ROW", 400],
		["QUERY_TIMEOUT", 400],
		["TXN_SECURITY_METERING_ERROR", 403],
		["UNKNOWN_EXCEPTION", 500],
		["SERVER_UNAVAILABLE", 503],
		["INVALID_SESSION_ID", 401],
	])("%s comes as a list with status %i, once", async (code, status) => {
		salesforce.addTrouble({ on: "request", code, match: "/query" });
		const answer = await client.send("GET", "query?q=SELECT+Id+FROM+Lead+LIMIT+1");
		expect(answer.status).toBe(status);
		expect(await answer.json()).toEqual([{ errorCode: code, message: expect.any(String) }]);
		expect((await client.query("SELECT Id FROM Lead LIMIT 1")).totalSize).toBe(1);
	});

	test.each(["503", "420", "406"])("an edge answers %s without JSON", async (code) => {
		salesforce.addTrouble({ on: "page", code });
		const answer = await client.send("GET", "limits");
		expect(answer.status).toBe(Number(code));
		expect(answer.headers.get("content-type") ?? "").not.toContain("json");
	});
});
