import { eq, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { Context } from "../../context.ts";
import type { RunCounts, RunKind, RunState } from "../../core/sync/run.ts";
import { orgs, syncRuns } from "../../db/schema-sync.ts";
import type { CrmUsage } from "../../salesforce/crm.ts";

export interface RunRow {
	id: string;
	orgId: string;
	deskId: string;
	kind: RunKind;
	state: RunState;
	reason: string | null;
	counts: RunCounts;
	startedByName: string | null;
	startedAt: number;
	finishedAt: number | null;
}

/** One row per run that did something, or that a person asked for; written again as the run goes on. */
export function recordRun(ctx: Context, run: RunRow) {
	const { kind, state, reason, finishedAt } = run;
	const counts = JSON.stringify(run.counts);
	return ctx.db
		.insert(syncRuns)
		.values({ ...run, counts })
		.onConflictDoUpdate({ target: syncRuns.id, set: { kind, state, reason, counts, finishedAt } });
}

/** A look for changes ended well: nothing is wrong, unless the org was stopped meanwhile. */
export function markSynced(ctx: Context, orgId: string, usage: CrmUsage | null) {
	const now = ctx.now();
	const calls = usage && { callsUsed: usage.used, callsAllowed: usage.allowed, callsSeenAt: now };
	const unlessStopped = (column: SQLiteColumn) =>
		sql`case when ${orgs.state} = 'connected' then null else ${column} end`;
	return ctx.db
		.update(orgs)
		.set({
			syncedAt: now,
			trouble: unlessStopped(orgs.trouble),
			troubleAt: unlessStopped(orgs.troubleAt),
			...calls,
		})
		.where(eq(orgs.id, orgId));
}
