import { desc, eq } from "drizzle-orm";
import type { Context } from "../../context.ts";
import type { RunCounts, RunKind } from "../../core/sync/run.ts";
import { syncRuns } from "../../db/schema-sync.ts";
import { parseJson } from "../../lib/http.ts";
import { type Actor, recordChange } from "../audit/record.ts";
import type { Org } from "./find-org.ts";

export type RunView = Omit<typeof syncRuns.$inferSelect, "counts"> & { counts: Partial<RunCounts> };

/** An org's runs that did something or were asked for, newest first. */
export async function listRuns(ctx: Context, orgId: string, limit: number): Promise<RunView[]> {
	const rows = await ctx.db
		.select()
		.from(syncRuns)
		.where(eq(syncRuns.orgId, orgId))
		.orderBy(desc(syncRuns.startedAt))
		.limit(limit);
	return rows.map((row) => ({ ...row, counts: (parseJson(row.counts) ?? {}) as Partial<RunCounts> }));
}

/** Somebody asks for a run. Answers its id; null when the org is gone. */
export async function startRun(
	ctx: Context,
	org: Org,
	actor: Actor,
	kind: Exclude<RunKind, "record">,
): Promise<string | null> {
	const id = await ctx.org(org.id).start({ kind, startedByName: actor.name ?? "" });
	if (id) await record(ctx, org, actor, "org.run_started", { kind });
	return id;
}

export async function stopRun(ctx: Context, org: Org, actor: Actor): Promise<boolean> {
	const isDone = await ctx.org(org.id).stop();
	if (isDone) await record(ctx, org, actor, "org.run_stopped", {});
	return isDone;
}

export async function resumeRun(ctx: Context, org: Org, actor: Actor): Promise<boolean> {
	const isDone = await ctx.org(org.id).resume();
	if (isDone) await record(ctx, org, actor, "org.run_resumed", {});
	return isDone;
}

async function record(ctx: Context, org: Org, actor: Actor, action: string, details: Record<string, string>) {
	await recordChange(ctx, { deskId: org.deskId, actor, action, subject: `org:${org.id}`, details });
}
