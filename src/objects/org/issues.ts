import type { CrmObject, DirectoryKind } from "../../core/sync/record.ts";
import type { IssueReason } from "../../core/sync/run.ts";
import { keepIssues } from "../../db/sync-issues.ts";
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
	for (const { recordId } of troubles) world.issues.add(recordId);
}
