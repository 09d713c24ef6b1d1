import { and, eq, ne, sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { workspaces } from "../../db/schema.ts";
import { type Actor, recordChangeIf } from "../audit/record.ts";
import { wakeTeam } from "./wake-team.ts";

export type WorkspaceState = "active" | "disabled";

/**
 * Disabled: nothing is delivered, commands are refused, settings are kept and can't be edited. What waits ends as
 * not sent. Answers false when the desk has no such workspace; the same state again changes and records nothing.
 */
export async function setWorkspaceState(
	ctx: Context,
	input: { actor: Actor; deskId: string; workspaceId: string; state: WorkspaceState },
): Promise<boolean> {
	const { deskId, workspaceId, state } = input;
	const from = state === "active" ? "disabled" : "active";
	const its = and(
		eq(workspaces.id, workspaceId),
		eq(workspaces.deskId, deskId),
		ne(workspaces.state, "deleting"),
	);
	const changes = and(its, eq(workspaces.state, from));
	const [, changed, found] = await ctx.db.batch([
		recordChangeIf(
			ctx,
			{
				deskId,
				actor: input.actor,
				action: state === "active" ? "workspace.enabled" : "workspace.disabled",
				subject: `workspace:${workspaceId}`,
				details: { from, to: state },
			},
			sql`exists (select 1 from ${workspaces} where ${changes})`,
		),
		ctx.db
			.update(workspaces)
			.set({ state, updatedAt: ctx.now() })
			.where(changes)
			.returning({ teamId: workspaces.teamId }),
		ctx.db.select({ id: workspaces.id }).from(workspaces).where(its),
	]);
	for (const { teamId } of changed) await wakeTeam(ctx, teamId);
	return found.length > 0;
}
