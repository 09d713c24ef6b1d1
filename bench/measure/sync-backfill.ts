import type { Row } from "../rows.ts";
import { runScript } from "../sync/script.ts";
import { CALL_MS, createSyncBench } from "../sync/sync-bench.ts";

const OURS = "Syncton";
const THEIRS = "Scriptford";

/** A full sync of as many new records as a straightforward script makes in the same run, one after the other. */
export async function measureBackfill(distDir: string, records: number): Promise<Row> {
	const bench = await createSyncBench(distDir, OURS, false);
	try {
		bench.addContacts(records, OURS);
		bench.addContacts(records, THEIRS);
		// Of both, neither waits for what is done once.
		const { ms, counts } = await bench.run("Full sync");
		if (counts.created !== records) throw new Error(`${counts.created} of ${records} were made`);
		const script = await runScript(bench, THEIRS);
		if (script.made !== records) throw new Error(`the script made ${script.made} of ${records}`);
		const [value, against] = [(records * 1000) / ms, (records * 1000) / script.ms];
		return {
			name: "sync.backfill.vs_script",
			value,
			unit: "records/s",
			against,
			ratio: value / against,
			note: `${records} new people, ${CALL_MS} ms a call and a second a job; against a script with jsforce`,
		};
	} finally {
		await bench.stop();
	}
}
