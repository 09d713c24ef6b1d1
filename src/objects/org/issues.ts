import type { CrmObject, DirectoryKind } from "../../core/sync/record.ts";
import type { IssueReason } from "../../core/sync/run.ts";
import { dropIssues, issueKey, keepIssues } from "../../db/sync-issues.ts";
import { type IssueDetails, sealIssue } from "../../services/sync/issue-details.ts";
import type { World } from "./world.ts";

/** A record that can't be kept in step, and why. */
export interface Trouble {
	object: CrmObject;
	recordId: string;
	kind: DirectoryKind;
	reason: IssueReason;
	details: IssueDetails;
}

/** Written down where people see it. A dry run changes nothing, so it leaves no issues either. */
export async function recordTroubles(world: World, troubles: readonly Trouble[]): Promise<void> {
	const { ctx, scope, run } = world;
	if (run.kind === "dry_run" || troubles.length === 0) return;
	const issues = await Promise.all(
		troubles.map(async ({ object, recordId, kind, reason, details }) => {
			const id = ctx.newId();
			return {
				id,
				object,
				recordId,
				kind,
				reason,
				detailsSealed: await sealIssue(ctx, scope.deskId, id, details),
			};
		}),
	);
	await keepIssues(ctx.db, scope, issues, ctx.now());
	for (const { kind, recordId, reason } of troubles)
		world.issues.set(issueKey(kind, recordId), { reason, state: "open" });
}

/** In step again, or gone at the CRM. */
export async function endIssues(
	world: World,
	kind: DirectoryKind,
	recordIds: readonly string[],
): Promise<void> {
	const { ctx, scope, run, issues } = world;
	const ended = recordIds.filter((id) => issues.has(issueKey(kind, id)));
	if (run.kind === "dry_run" || ended.length === 0) return;
	await dropIssues(ctx.db, scope, kind, ended);
	for (const id of ended) issues.delete(issueKey(kind, id));
}
