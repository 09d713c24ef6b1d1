import type { Row } from "../rows.ts";
import { countCalls, countPolls } from "../sync/count-calls.ts";
import { createSyncBench, type RunReport } from "../sync/sync-bench.ts";

const CITY = "Benchham";
const PAGE = 2_000;
const BATCH = 100;
/** People of an account. */
const COLLEAGUES = 4;

/** What a run without changes asks for, and one with `changed` linked records, beside the least there could be. */
export async function countSync(distDir: string, changed: number): Promise<Row[]> {
	const bench = await createSyncBench({ distDir, city: CITY });
	try {
		// The first reads what fields there are.
		await bench.run("Sync now");
		const still = await bench.run("Sync now");
		bench.contacts.add(changed, CITY, Math.ceil(changed / COLLEAGUES));
		const made = await bench.run("Full sync");
		bench.contacts.change();
		const busy = await bench.run("Sync now");
		if (busy.counts.updated !== changed) throw new Error(`${busy.counts.updated} of ${changed} were changed`);
		return [...toStillRows(still), ...toBusyRows(busy, changed), ...toNewRows(made, changed)];
	} finally {
		await bench.stop();
	}
}

const alone = { against: null, ratio: null };

function toStillRows(run: RunReport): Row[] {
	const note = "a run that finds nothing changed";
	return [
		{
			...alone,
			name: "sync.unchanged.crm_queries",
			value: countCalls(run, "salesforce"),
			unit: "calls",
			note: `${note}, accounts and contacts`,
		},
		{
			...alone,
			name: "sync.unchanged.desk_calls",
			value: countCalls(run, "zendesk"),
			unit: "calls",
			note,
		},
		{
			...alone,
			name: "sync.unchanged.d1_rows_written",
			value: run.asked.d1RowsWritten,
			unit: "rows",
			note: `${note}; asked for by a person, so that its row is kept`,
		},
	];
}

function toBusyRows(run: RunReport, changed: number): Row[] {
	const queries = countCalls(run, "salesforce");
	const writes = countCalls(run, "zendesk", "", /\/(create|update)_many/);
	const polls = countPolls(run);
	const others = countCalls(run, "zendesk") - writes - polls.calls;
	const jobs = Math.ceil(changed / BATCH);
	const least = Math.ceil(changed / PAGE) + jobs;
	const note = `${changed} changed people that are linked, ${COLLEAGUES} of each account`;
	return [
		{
			name: "sync.changed.calls",
			value: queries + writes,
			unit: "calls",
			against: least,
			ratio: (queries + writes) / least,
			note: `${note}: ${queries} queries, ${writes} bulk writes, ${others} for staff; against the least`,
		},
		{
			...alone,
			name: "sync.changed.polls_per_job",
			value: polls.mostOfOne,
			unit: "calls",
			note: `${note}: of any job at most; ${polls.calls} polls of ${jobs} jobs in all`,
		},
		{
			...alone,
			name: "sync.d1_rows_read_per_record",
			value: run.asked.d1RowsRead / changed,
			unit: "rows",
			note,
		},
		{
			...alone,
			name: "sync.d1_rows_written_per_record",
			value: run.asked.d1RowsWritten / changed,
			unit: "rows",
			note,
		},
	];
}

function toNewRows(run: RunReport, people: number): Row[] {
	const note = `${people} new people and ${Math.ceil(people / COLLEAGUES)} new organizations`;
	const staff = run.calls.filter(({ path, query }) => path.endsWith("/users") && query.has("role[]")).length;
	const matches = countCalls(run, "zendesk", "GET", /\/(?:search|(?:users|organizations)\/show_many)/);
	return [
		{ ...alone, name: "sync.new.match_calls", value: matches, unit: "calls", note },
		{ ...alone, name: "sync.new.staff_calls", value: staff, unit: "calls", note: `${note}; once in a run` },
		{
			...alone,
			name: "sync.new.d1_rows_written_per_record",
			value: run.asked.d1RowsWritten / (people + Math.ceil(people / COLLEAGUES)),
			unit: "rows",
			note: `${note}; each row stands in two indexes, too`,
		},
	];
}
