import type { Row } from "../rows.ts";
import { measureBackfill } from "./sync-backfill.ts";
import { countSync } from "./sync-counts.ts";
import { countSingle } from "./sync-single.ts";

/** As many as one page of a query holds. */
const CHANGES = 2_000;
/** Written one by one; Zendesk takes not quite one a second. */
const SINGLE = { zoho: 200, zendesk: 20 };

/** All there is to say of the sync with Salesforce. `distDir`: a build that counts. */
export async function measureSync(
	distDir: string,
	plan: { records: number; rounds: number },
	say: (what: string) => void,
): Promise<Row[]> {
	say("syncs, counted");
	const counts = await countSync(distDir, CHANGES);
	say("syncs of desks that write one by one, counted");
	const single = await countSingle(distDir, SINGLE);
	say("a full sync and a script's");
	return [...counts, ...single, ...(await measureBackfill(distDir, plan.records, plan.rounds))];
}
