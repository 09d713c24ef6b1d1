import { and, desc, eq, gt, inArray, lte, ne, sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { dayOf } from "../../core/day-budget.ts";
import { credentials } from "../../db/schema.ts";
import { orgs, syncIssues, syncRuns } from "../../db/schema-sync.ts";
import { isVendorError } from "../../lib/errors.ts";
import type { CrmMemory } from "../../salesforce/crm.ts";
import { tokensOf } from "../desks/open-desk.ts";
import { findOrg, type Org } from "../sync/find-org.ts";
import { noteOrgFailure } from "../sync/org-failure.ts";
import { recordOrgStopped } from "./record-org-stopped.ts";
import { tellOrgTrouble } from "./tell-org-trouble.ts";

const DAY_MS = 24 * 3_600_000;
const CALL_TIMEOUT_MS = 10_000;
/** New ones of a day; fewer are nobody's alarm. */
const MANY_ISSUES = 20;
const NO_MEMORY: CrmMemory = { recall: () => undefined, keep: () => {}, forget: () => {} };

/** Orgs whose connection is to be looked at, each handed out once. */
export function claimDueChecks(ctx: Context, limit: number) {
	const now = ctx.now();
	const due = ctx.db
		.select({ id: orgs.id })
		.from(orgs)
		.where(and(lte(orgs.nextCheckAt, now), ne(orgs.state, "deleting")))
		.limit(limit);
	return ctx.db
		.update(orgs)
		.set({ nextCheckAt: now + DAY_MS })
		.where(inArray(orgs.id, due))
		.returning({ id: orgs.id });
}

/** Something happened that administrators should hear of: the next Cron looks. */
export async function askForCheck(ctx: Context, orgId: string): Promise<void> {
	await ctx.db.update(orgs).set({ nextCheckAt: ctx.now() }).where(eq(orgs.id, orgId));
}

/**
 * Whether the org still is what it was connected as, once a day and when something stopped. Administrators are told once
 * of each stop, of each run that failed, and once a day of many new issues.
 */
export async function checkOrg(ctx: Context, orgId: string): Promise<void> {
	const before = await findOrg(ctx, orgId);
	if (before?.state === "connected") await checkConnection(ctx, before);
	const org = await findOrg(ctx, orgId);
	if (!org) return;
	if (org.state === "needs_sign_in" || org.state === "needs_admin") {
		return tellOrgTrouble(ctx, org, { code: `org_${org.state}`, occasion: org.troubleAt ?? "" });
	}
	if (org.state !== "connected") return;
	const { failed, issues } = await findNews(ctx, orgId);
	if (failed) await tellOrgTrouble(ctx, org, { code: "org_run_failed", occasion: failed });
	if (issues >= MANY_ISSUES) {
		await tellOrgTrouble(ctx, org, { code: "org_issues", occasion: dayOf(ctx.now()) });
	}
}

async function checkConnection(ctx: Context, org: Org): Promise<void> {
	const { id, credentialId, instanceUrl } = org;
	if (credentialId === null || instanceUrl === null) return;
	const its = and(eq(credentials.id, credentialId), eq(credentials.state, "active"));
	const [credential] = await ctx.db.select().from(credentials).where(its);
	if (!credential) return;
	try {
		const tokens = tokensOf(ctx, org.deskId, credential);
		const crm = ctx.crm.open(instanceUrl, tokens, ctx.call(CALL_TIMEOUT_MS), NO_MEMORY);
		const { problems } = await crm.preflight(org.environment, credential.agentId);
		const [problem] = problems;
		if (!problem) return;
		const now = ctx.now();
		ctx.log.warn("org.refused", { org: id, state: "needs_admin", code: problem });
		await ctx.db.batch([
			recordOrgStopped(ctx, { id, credentialId }, "needs_admin", problem),
			ctx.db
				.update(orgs)
				.set({ state: "needs_admin", trouble: problem, troubleAt: now, updatedAt: now })
				// Unless somebody has signed in anew since.
				.where(and(eq(orgs.id, id), eq(orgs.state, "connected"), eq(orgs.credentialId, credentialId))),
		]);
	} catch (error) {
		if (!isVendorError(error)) throw error;
		// What passes by itself is nobody's trouble: the syncs try again.
		if (!(await noteOrgFailure(ctx, org, error))) {
			ctx.log.warn("org.check_failed", { org: id, kind: error.kind, code: error.code });
		}
	}
}

/** Of the last day: the newest run that failed, and how many issues are new and open. */
async function findNews(ctx: Context, orgId: string): Promise<{ failed: string | null; issues: number }> {
	const since = ctx.now() - DAY_MS;
	const [[newest], [counted]] = await ctx.db.batch([
		ctx.db
			.select({ id: syncRuns.id, state: syncRuns.state })
			.from(syncRuns)
			.where(and(eq(syncRuns.orgId, orgId), gt(syncRuns.startedAt, since), eq(syncRuns.state, "failed")))
			.orderBy(desc(syncRuns.startedAt))
			.limit(1),
		ctx.db
			.select({ count: sql<number>`count(*)` })
			.from(syncIssues)
			.where(and(eq(syncIssues.orgId, orgId), eq(syncIssues.state, "open"), gt(syncIssues.firstAt, since))),
	]);
	return { failed: newest?.id ?? null, issues: counted?.count ?? 0 };
}
