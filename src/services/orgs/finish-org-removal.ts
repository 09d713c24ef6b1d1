import { and, eq, ne, sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { dropLinksOf } from "../../db/links.ts";
import { auditLog, credentials } from "../../db/schema.ts";
import { orgs } from "../../db/schema-sync.ts";
import { eraseCredential } from "../credentials/adopt-grant.ts";
import { dropFlowsOf } from "../sign-in/flows.ts";

/** An invocation has 50 subrequests on the free plan; giving a grant back takes three. */
const GRANTS_AT_ONCE = 5;
const LINKS_AT_ONCE = 2_000;
const MAX_LINK_ROUNDS = 5;
const ROWS_AT_ONCE = 5_000;

/**
 * Clears away what is left of an org that is being removed: first what runs, then the grants, revoked at Salesforce while
 * the org's row still says how, then what was kept, the row last. May be repeated. Answers whether it is done.
 */
export async function finishOrgRemoval(ctx: Context, orgId: string): Promise<boolean> {
	const [org] = await ctx.db
		.select({ id: orgs.id, deskId: orgs.deskId })
		.from(orgs)
		.where(and(eq(orgs.id, orgId), eq(orgs.state, "deleting")));
	if (!org) return true;
	await ctx.org(orgId).erase();
	const grants = await ctx.db
		.select({ id: credentials.id })
		.from(credentials)
		.where(and(eq(credentials.deskId, org.deskId), eq(credentials.orgId, orgId)))
		.limit(GRANTS_AT_ONCE);
	for (const { id } of grants) await eraseCredential(ctx, id);
	if (grants.length === GRANTS_AT_ONCE) return false;
	await dropFlowsOf(ctx, (one) => one.orgId === orgId);
	if (!(await dropLinks(ctx, orgId)) || !(await dropRecords(ctx, orgId))) return false;
	await ctx.db.batch([
		// What is kept is the row that says who removed it, and when.
		ctx.db
			.delete(auditLog)
			.where(
				and(
					eq(auditLog.deskId, org.deskId),
					eq(auditLog.subject, `org:${orgId}`),
					ne(auditLog.action, "org.removed"),
				),
			),
		ctx.db.delete(orgs).where(eq(orgs.id, orgId)),
	]);
	ctx.log.info("org.removed", { org: orgId });
	return true;
}

/** Answers whether none is left. */
async function dropLinks(ctx: Context, orgId: string): Promise<boolean> {
	for (let round = 0; round < MAX_LINK_ROUNDS; round++) {
		if ((await dropLinksOf(ctx.db, orgId, LINKS_AT_ONCE)) < LINKS_AT_ONCE) return true;
	}
	return false;
}

/** Runs and issues. Answers whether none is left. */
async function dropRecords(ctx: Context, orgId: string): Promise<boolean> {
	const its = sql`org_id = ${orgId} limit ${ROWS_AT_ONCE}`;
	const runs = await ctx.db.run(
		sql`delete from sync_runs where rowid in (select rowid from sync_runs where ${its})`,
	);
	const issues = await ctx.db.run(
		sql`delete from sync_issues where rowid in (select rowid from sync_issues where ${its})`,
	);
	return runs.meta.changes < ROWS_AT_ONCE && issues.meta.changes < ROWS_AT_ONCE;
}
