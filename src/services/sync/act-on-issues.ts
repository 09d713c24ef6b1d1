import { and, eq, sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { claimLinks, findOwners } from "../../db/links.ts";
import { syncIssues } from "../../db/schema-sync.ts";
import { type Actor, recordChange } from "../audit/record.ts";
import type { Org } from "./find-org.ts";
import type { IssueFilter, IssueView } from "./issues.ts";

/** What one look for changes takes along. */
export const MOST_RETRIED = 2_000;

/** Tries one record again, now. */
export async function retryIssue(ctx: Context, org: Org, actor: Actor, issue: IssueView): Promise<void> {
	await ctx.db.update(syncIssues).set({ state: "retrying" }).where(isSame(issue));
	await startRecord(ctx, org, actor, issue);
	await record(ctx, org, actor, "org.issues_retried", { record: issue.recordId, reason: issue.reason });
}

/** Tries all open ones that fit again, oldest first; answers how many. */
export async function retryIssues(
	ctx: Context,
	org: Org,
	actor: Actor,
	{ reason, object }: Pick<IssueFilter, "reason" | "object">,
): Promise<number> {
	const fits = sql.join(
		[
			sql`org_id = ${org.id} and state = 'open'`,
			reason && sql`reason = ${reason}`,
			object && sql`object = ${object}`,
		].filter((one) => one !== null),
		sql` and `,
	);
	const rows = await ctx.db.all(sql`update sync_issues set state = 'retrying' where id in
		(select id from sync_issues where ${fits} order by last_at limit ${MOST_RETRIED}) returning id`);
	if (rows.length === 0) return 0;
	await ctx.org(org.id).start({ kind: "incremental", startedByName: actor.name ?? "" });
	const told = { issues: rows.length, reason: reason ?? "", object: object ?? "" };
	await record(ctx, org, actor, "org.issues_retried", told);
	return rows.length;
}

/** Ignored it is left out of the list, until its reason is another one. */
export async function ignoreIssue(
	ctx: Context,
	org: Org,
	actor: Actor,
	issue: IssueView,
	isIgnored: boolean,
): Promise<void> {
	const state = isIgnored ? "ignored" : "open";
	await ctx.db.update(syncIssues).set({ state }).where(isSame(issue));
	const action = isIgnored ? "org.issue_ignored" : "org.issue_reopened";
	await record(ctx, org, actor, action, { record: issue.recordId, reason: issue.reason });
}

export type Choice = { ok: true } | { ok: false; reason: "not_offered" | "taken" };

/** Somebody says which counterpart a record has: tied like the sync would, and written by the run that follows. */
export async function chooseCounterpart(
	ctx: Context,
	org: Org,
	actor: Actor,
	issue: IssueView,
	deskRecordId: string,
): Promise<Choice> {
	const { object, recordId, kind, details } = issue;
	const candidate = details.candidates?.find(({ id }) => id === deskRecordId);
	if (!candidate) return { ok: false, reason: "not_offered" };
	const scope = { orgId: org.id, deskId: org.deskId };
	const link = { recordId, object, deskRecordId, role: "owner", hash: "", accountId: null } as const;
	await claimLinks(ctx.db, scope, kind, [link], ctx.now());
	const [owner] = await findOwners(ctx.db, scope, kind, [deskRecordId]);
	if (owner?.orgId !== org.id || owner.recordId !== recordId) return { ok: false, reason: "taken" };
	await ctx.db.update(syncIssues).set({ state: "retrying" }).where(isSame(issue));
	await startRecord(ctx, org, actor, issue);
	await record(ctx, org, actor, "org.issue_chosen", { record: recordId, counterpart: deskRecordId });
	return { ok: true };
}

/** A run may have seen it again meanwhile, under another id. */
function isSame({ orgId, recordId, kind }: IssueView) {
	return and(eq(syncIssues.orgId, orgId), eq(syncIssues.recordId, recordId), eq(syncIssues.kind, kind));
}

function startRecord(ctx: Context, org: Org, actor: Actor, { object, recordId }: IssueView) {
	const asked = [{ object, ids: [recordId] }];
	return ctx.org(org.id).start({ kind: "record", startedByName: actor.name ?? "", asked });
}

async function record(
	ctx: Context,
	org: Org,
	actor: Actor,
	action: string,
	details: Record<string, string | number>,
) {
	await recordChange(ctx, { deskId: org.deskId, actor, action, subject: `org:${org.id}`, details });
}
