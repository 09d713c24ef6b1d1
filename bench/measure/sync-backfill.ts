import { median, spread } from "../median.ts";
import type { Row } from "../rows.ts";
import { countPolls } from "../sync/count-calls.ts";
import { readHeap } from "../sync/heap.ts";
import { CALL_MS } from "../sync/org.ts";
import { runScript } from "../sync/script.ts";
import { createSyncBench, type RunReport, type SyncBench } from "../sync/sync-bench.ts";

const OURS = "Syncton";
const THEIRS = "Scriptford";
const BATCH = 100;
/** Of the records: what an isolate keeps anyway is there by then. */
const FIRST_LOOK = 0.1;

interface Round {
	run: RunReport;
	perSecond: number;
	scriptPerSecond: number;
	/** In megabytes, from a tenth of the records to all of them. */
	growth: number;
}

/** A full sync of as many new records as a straightforward script makes in the same run, one after the other. */
export async function measureBackfill(distDir: string, records: number, rounds: number): Promise<Row[]> {
	const done: Round[] = [];
	for (let round = 0; round < rounds; round++) done.push(await runRound(distDir, records));
	return toRows(done, records);
}

async function runRound(distDir: string, records: number): Promise<Round> {
	const bench = await createSyncBench({ distDir, city: OURS });
	try {
		bench.contacts.add(records, OURS);
		bench.contacts.add(records, THEIRS);
		const { run, growth } = await runOurs(bench, records);
		if (run.counts.created !== records) throw new Error(`${run.counts.created} of ${records} were made`);
		const script = await runScript(bench, THEIRS);
		if (script.made !== records) throw new Error(`the script made ${script.made} of ${records}`);
		const [perSecond, scriptPerSecond] = [(records * 1000) / run.ms, (records * 1000) / script.ms];
		return { run, perSecond, scriptPerSecond, growth };
	} finally {
		await bench.stop();
	}
}

async function runOurs({ run, sandbox }: SyncBench, records: number) {
	const inspector = await sandbox.inspectorOrigin();
	let first: number | null = null;
	const report = await run("Full sync", async (calls) => {
		const sent = calls.filter(({ path }) => path.endsWith("/create_many")).length * BATCH;
		if (first === null && sent >= records * FIRST_LOOK) first = await readHeap(inspector);
	});
	return { run: report, growth: (await readHeap(inspector)) - (first ?? 0) };
}

function toRows(rounds: readonly Round[], records: number): Row[] {
	const ratios = rounds.map(({ perSecond, scriptPerSecond }) => perSecond / scriptPerSecond);
	const growths = rounds.map(({ growth }) => growth);
	const asked = rounds.map(({ run }) => run.asked);
	const polls = rounds.map(({ run }) => countPolls(run));
	const most = (values: readonly number[]) => Math.max(...values);
	const note = `${records} new people`;
	const alone = { against: null, ratio: null };
	return [
		{
			name: "sync.backfill.vs_script",
			value: median(rounds.map(({ perSecond }) => perSecond)),
			unit: "records/s",
			against: median(rounds.map(({ scriptPerSecond }) => scriptPerSecond)),
			ratio: median(ratios),
			note:
				`${note}, ${CALL_MS} ms a call and a second a job; against a script with jsforce; ` +
				`${rounds.length} rounds ${spread(ratios)}`,
		},
		{
			...alone,
			name: "sync.backfill.heap_growth",
			value: median(growths),
			unit: "MB",
			note: `from record ${records * FIRST_LOOK} to ${records}, after forced collections; ${spread(growths, 1)}`,
		},
		{
			...alone,
			name: "sync.backfill.subrequests_per_alarm",
			value: most(asked.map(({ orgAlarmCalls }) => orgAlarmCalls)),
			unit: "calls",
			note: `at most, the database's among them; in ${median(asked.map(({ alarms }) => alarms))} alarms`,
		},
		{
			...alone,
			name: "sync.backfill.alarm_ms",
			value: most(asked.map(({ orgAlarmMs }) => orgAlarmMs)),
			unit: "ms",
			note: "the longest alarm",
		},
		{
			...alone,
			name: "sync.backfill.polls_per_job",
			value: most(polls.map(({ mostOfOne }) => mostOfOne)),
			unit: "calls",
			note: `of any job at most; ${median(polls.map(({ calls }) => calls))} polls of ${Math.ceil(records / BATCH)} jobs in all`,
		},
		{
			...alone,
			name: "sync.backfill.d1_rows_read_per_record",
			value: median(asked.map(({ d1RowsRead }) => d1RowsRead)) / records,
			unit: "rows",
			note,
		},
	];
}
