import { and, asc, desc, eq, gt, inArray, sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { auditLog } from "../../db/schema.ts";
import { syncRuns } from "../../db/schema-sync.ts";
import type { Org } from "../sync/find-org.ts";
import { STOPS } from "./record-org-stopped.ts";
import { tellOrgTrouble } from "./tell-org-trouble.ts";

/** What was told is remembered for three days: what began earlier has been told, or is on the page. */
const NEWS_MS = 2 * 24 * 3_600_000;

/** The log's row of a stop is what it is told once for: the next stop has another. */
export async function tellStop(
	ctx: Context,
	org: Org,
	code: "org_needs_sign_in" | "org_needs_admin",
): Promise<void> {
	const { id, deskId, troubleAt } = org;
	if (troubleAt === null || ctx.now() - troubleAt > NEWS_MS) return;
	const [stop] = await ctx.db
		.select({ id: auditLog.id })
		.from(auditLog)
		.where(
			and(
				eq(auditLog.deskId, deskId),
				eq(auditLog.subject, `org:${id}`),
				inArray(auditLog.action, Object.values(STOPS)),
			),
		)
		.orderBy(desc(auditLog.happenedAt), sql`rowid desc`)
		.limit(1);
	await tellOrgTrouble(ctx, org, { code, occasion: stop?.id ?? troubleAt });
}

/** Once for each reason that runs fail for, until a look for changes has ended well in between. */
export async function tellFailedRun(ctx: Context, org: Org): Promise<void> {
	const since = Math.max(ctx.now() - NEWS_MS, org.syncedAt ?? 0);
	const isIts = and(eq(syncRuns.orgId, org.id), eq(syncRuns.state, "failed"));
	const [newest] = await ctx.db
		.select({ reason: syncRuns.reason })
		.from(syncRuns)
		.where(and(isIts, gt(syncRuns.startedAt, since)))
		.orderBy(desc(syncRuns.startedAt))
		.limit(1);
	if (!newest) return;
	const { reason } = newest;
	const [first] = await ctx.db
		.select({ id: syncRuns.id, startedAt: syncRuns.startedAt })
		.from(syncRuns)
		.where(and(isIts, gt(syncRuns.startedAt, org.syncedAt ?? 0), sql`${syncRuns.reason} is ${reason}`))
		.orderBy(asc(syncRuns.startedAt))
		.limit(1);
	if (!first || first.startedAt <= ctx.now() - NEWS_MS) return;
	await tellOrgTrouble(ctx, org, { code: "org_run_failed", occasion: first.id, reason });
}
