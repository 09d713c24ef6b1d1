import { and, eq } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { workspaces } from "../../db/schema.ts";
import { type Actor, recordChange } from "../audit/record.ts";

export type WorkspaceState = "active" | "disabled";

/** Answers false when the desk has no such workspace. The same state again changes and records nothing. */
export async function setWorkspaceState(
	ctx: Context,
	input: { actor: Actor; deskId: string; workspaceId: string; state: WorkspaceState },
): Promise<boolean> {
	const { deskId, workspaceId, state } = input;
	const its = and(eq(workspaces.id, workspaceId), eq(workspaces.deskId, deskId));
	const [found] = await ctx.db.select({ state: workspaces.state }).from(workspaces).where(its);
	if (!found) return false;
	if (found.state === state) return true;
	await ctx.db.batch([
		ctx.db.update(workspaces).set({ state, updatedAt: ctx.now() }).where(its),
		recordChange(ctx, {
			deskId,
			actor: input.actor,
			action: state === "active" ? "workspace.enabled" : "workspace.disabled",
			subject: `workspace:${workspaceId}`,
			details: { from: found.state, to: state },
		}),
	]);
	return true;
}
