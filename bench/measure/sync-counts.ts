import type { Row } from "../rows.ts";
import { createSyncBench, type RunReport } from "../sync/sync-bench.ts";

const CITY = "Benchham";
const PAGE = 2_000;
const BATCH = 100;
const MOST_POLLS_PER_JOB = 3;

/** What a run without changes asks for, and one with `changed` linked records, beside the least there could be. */
export async function countSync(distDir: string, changed: number): Promise<Row[]> {
	const bench = await createSyncBench(distDir, CITY, true);
	try {
		// The first reads what fields there are.
		await bench.run("Sync now");
		const still = await bench.run("Sync now");
		bench.addContacts(changed, CITY);
		await bench.run("Full sync");
		bench.changeContacts();
		const busy = await bench.run("Sync now");
		if (busy.counts.updated !== changed) throw new Error(`${busy.counts.updated} of ${changed} were changed`);
		return [...toStillRows(still), ...toBusyRows(busy, changed)];
	} finally {
		await bench.stop();
	}
}

const alone = { against: null, ratio: null };
const count = ({ calls }: RunReport, vendor: string, path = /(?:)/) =>
	calls.filter((call) => call.vendor === vendor && path.test(call.path)).length;

function toStillRows(run: RunReport): Row[] {
	const note = "a run that finds nothing changed";
	return [
		{ ...alone, name: "sync.unchanged.crm_queries", value: count(run, "salesforce"), unit: "calls", note },
		{ ...alone, name: "sync.unchanged.desk_calls", value: count(run, "zendesk"), unit: "calls", note },
		{
			...alone,
			name: "sync.unchanged.d1_rows_written",
			value: run.d1?.d1RowsWritten ?? Number.NaN,
			unit: "rows",
			note: `${note}; asked for by a person, so that its row is kept`,
		},
	];
}

function toBusyRows(run: RunReport, changed: number): Row[] {
	const [queries, writes] = [count(run, "salesforce"), count(run, "zendesk", /\/(create|update)_many/)];
	const polls = count(run, "zendesk", /\/job_statuses/);
	const others = count(run, "zendesk") - writes - polls;
	const jobs = Math.ceil(changed / BATCH);
	const least = Math.ceil(changed / PAGE) + jobs;
	const note = `${changed} changed people that are linked`;
	return [
		{
			name: "sync.changed.calls",
			value: queries + writes,
			unit: "calls",
			against: least,
			ratio: (queries + writes) / least,
			note: `${note}: ${queries} queries, ${writes} bulk writes, ${others} other desk calls; against the least`,
		},
		{
			name: "sync.changed.polls",
			value: polls,
			unit: "calls",
			against: jobs * MOST_POLLS_PER_JOB,
			ratio: polls / (jobs * MOST_POLLS_PER_JOB),
			note: `${note}; against ${MOST_POLLS_PER_JOB} per job of ${BATCH}`,
		},
		{
			...alone,
			name: "sync.d1_rows_read_per_record",
			value: (run.d1?.d1RowsRead ?? Number.NaN) / changed,
			unit: "rows",
			note,
		},
		{
			...alone,
			name: "sync.d1_rows_written_per_record",
			value: (run.d1?.d1RowsWritten ?? Number.NaN) / changed,
			unit: "rows",
			note,
		},
	];
}
