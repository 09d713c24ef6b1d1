import type { LinkScope } from "../../db/links.ts";
import { markSynced, type RunRow, recordRun } from "../../services/sync/record-run.ts";
import type { Run } from "./run.ts";
import type { World } from "./world.ts";

/** Ends a run: how far it has read is kept once nothing of it is left to be written. */
export async function finishRun(world: World): Promise<void> {
	const { ctx, store, run, crm } = world;
	run.state = "done";
	const { created, updated, failed, followed } = run.counts;
	const hasNews = run.isRecorded || created + updated + failed + followed > 0;
	const isLook = run.kind !== "record" && run.kind !== "dry_run";
	// D1 first: killed in between, the run ends once more and says the same.
	if (hasNews) await recordRun(ctx, toRow(world.scope, run, ctx.now()));
	if (isLook) await markSynced(ctx, world.org.id, crm.usage());
	store.transaction(() => {
		for (const { object, to } of isLook ? run.lanes : []) {
			const cursor = store.cursor(object);
			if (!cursor) continue;
			const reconciledAt = run.kind === "incremental" ? cursor.reconciledAt : ctx.now();
			store.saveCursor(object, { ...cursor, low: Math.max(cursor.low, to), reconciledAt });
		}
		store.dropRun();
	});
}

export function toRow({ orgId, deskId }: LinkScope, run: Run, finishedAt: number | null): RunRow {
	const { id, kind, state, reason, counts, startedByName, startedAt } = run;
	return { id, orgId, deskId, kind, state, reason, counts, startedByName, startedAt, finishedAt };
}
