import { and, eq, inArray, lte, sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { orgs, syncIssues, syncRuns } from "../../db/schema-sync.ts";

const KEEP_MS = 90 * 24 * 3_600_000;
const MAX_ROWS = 500;

/** Orgs whose next look for changes is due, each handed out once: `UPDATE … RETURNING`. */
export function claimDueSyncs(ctx: Context, limit: number) {
	const now = ctx.now();
	const due = ctx.db
		.select({ id: orgs.id })
		.from(orgs)
		.where(and(lte(orgs.nextSyncAt, now), eq(orgs.state, "connected")))
		.limit(limit);
	const minutes = sql`coalesce(${orgs.settings} ->> '$.intervalMinutes', 5)`;
	return ctx.db
		.update(orgs)
		.set({ nextSyncAt: sql`${now} + ${minutes} * 60000` })
		.where(inArray(orgs.id, due))
		.returning({ id: orgs.id });
}

/** Runs and issues are kept 90 days. */
export function dropOldRuns(ctx: Context) {
	const old = ctx.now() - KEEP_MS;
	return ctx.db
		.delete(syncRuns)
		.where(sql`rowid in (select rowid from sync_runs where started_at < ${old} limit ${MAX_ROWS})`);
}

export function dropOldIssues(ctx: Context) {
	const old = ctx.now() - KEEP_MS;
	return ctx.db
		.delete(syncIssues)
		.where(sql`rowid in (select rowid from sync_issues where last_at < ${old} limit ${MAX_ROWS})`);
}
