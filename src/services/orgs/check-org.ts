import { and, eq, inArray, lte, ne, sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { orgs } from "../../db/schema-sync.ts";
import { findOrg } from "../sync/find-org.ts";
import { checkConnection } from "./check-connection.ts";
import { tellFailedRun, tellStop } from "./org-news.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A call that is refused for good would otherwise have the org looked at every minute. */
const MIN_AGE_MS = 10 * 60_000;

/** Orgs whose connection is to be looked at, each handed out once. What needs a change is looked at hourly. */
export function claimDueChecks(ctx: Context, limit: number) {
	const now = ctx.now();
	const due = ctx.db
		.select({ id: orgs.id })
		.from(orgs)
		.where(and(lte(orgs.nextCheckAt, now), ne(orgs.state, "deleting")))
		.limit(limit);
	const patience = sql`case when ${orgs.state} = 'needs_admin' then ${HOUR_MS} else ${DAY_MS} end`;
	return ctx.db
		.update(orgs)
		.set({ nextCheckAt: sql`${now} + ${patience}` })
		.where(inArray(orgs.id, due))
		.returning({ id: orgs.id });
}

/** Something happened that administrators should hear of: the next Cron looks. */
export async function askForCheck(ctx: Context, orgId: string): Promise<void> {
	await ctx.db.update(orgs).set({ nextCheckAt: ctx.now() }).where(eq(orgs.id, orgId));
}

/** It refused a call: the next Cron looks, unless that was done a moment ago. */
export async function doubtOrg(ctx: Context, orgId: string): Promise<void> {
	const now = ctx.now();
	await ctx.db
		.update(orgs)
		.set({ nextCheckAt: now })
		.where(and(eq(orgs.id, orgId), lte(orgs.nextCheckAt, now + DAY_MS - MIN_AGE_MS)));
}

/**
 * Whether the org still is what it was connected as: once a day, when something stopped, and hourly while something has to
 * be changed there, so that it goes on by itself once that is done. Administrators are told once of what stops, and once
 * of why runs fail.
 */
export async function checkOrg(ctx: Context, orgId: string): Promise<void> {
	const before = await findOrg(ctx, orgId);
	if (before?.state === "connected" || before?.state === "needs_admin") await checkConnection(ctx, before);
	const org = await findOrg(ctx, orgId);
	if (org?.state === "needs_sign_in" || org?.state === "needs_admin") {
		return tellStop(ctx, org, `org_${org.state}`);
	}
	if (org?.state === "connected") await tellFailedRun(ctx, org);
}
