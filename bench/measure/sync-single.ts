import type { Row } from "../rows.ts";
import { countCalls } from "../sync/count-calls.ts";
import { createSyncBench, type RunReport } from "../sync/sync-bench.ts";

const CITY = "Singleton";

/** What desks that take records one by one are asked for, beside the least: one call, and for Zoho one credit, a record. */
export async function countSingle(
	distDir: string,
	records: { zoho: number; zendesk: number },
): Promise<Row[]> {
	return [...(await countZoho(distDir, records.zoho)), ...(await countGated(distDir, records.zendesk))];
}

async function countZoho(distDir: string, records: number): Promise<Row[]> {
	const bench = await createSyncBench({ distDir, city: CITY, desk: "zoho" });
	try {
		bench.contacts.add(records, CITY);
		const made = await bench.run("Full sync");
		bench.contacts.change();
		const busy = await bench.run("Sync now");
		if (busy.counts.updated !== records) throw new Error(`${busy.counts.updated} of ${records} were changed`);
		const searches = countCalls(made, "zoho", "GET", /\/search/);
		return [
			toRow("sync.zoho.changed.calls", countCalls(busy, "zoho"), records, "changed contacts of Zoho"),
			toRow(
				"sync.zoho.new.calls",
				countCalls(made, "zoho") - searches,
				records,
				`new contacts of Zoho, ${searches} look-ups aside`,
			),
			toAlarmRow("sync.zoho.subrequests_per_alarm", [made, busy]),
		];
	} finally {
		await bench.stop();
	}
}

async function countGated(distDir: string, records: number): Promise<Row[]> {
	const bench = await createSyncBench({ distDir, city: CITY, isBulk: false });
	try {
		bench.contacts.add(records, CITY);
		const made = await bench.run("Full sync");
		if (made.counts.created !== records) throw new Error(`${made.counts.created} of ${records} were made`);
		const writes = countCalls(made, "zendesk", "POST", /\/users$/);
		return [
			toRow(
				"sync.single.new.calls",
				writes,
				records,
				`new people of Zendesk without bulk import, ${countCalls(made, "zendesk") - writes} other calls aside`,
			),
			toAlarmRow("sync.single.subrequests_per_alarm", [made]),
		];
	} finally {
		await bench.stop();
	}
}

function toRow(name: string, value: number, against: number, what: string): Row {
	return { name, value, unit: "calls", against, ratio: value / against, note: `${against} ${what}` };
}

function toAlarmRow(name: string, runs: readonly RunReport[]): Row {
	const value = Math.max(...runs.map(({ asked }) => asked.orgAlarmCalls));
	const longest = Math.max(...runs.map(({ asked }) => asked.orgAlarmMs));
	return {
		name,
		value,
		unit: "calls",
		against: null,
		ratio: null,
		note: `of one alarm at most, the database's among them; the longest took ${longest} ms`,
	};
}
