import { and, eq, ne, sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { workspaces } from "../../db/schema.ts";
import { type Actor, recordChangeIf } from "../audit/record.ts";
import { finishDeletion } from "./finish-deletion.ts";

/** What each workspace that was deleted leaves: who, when and an id that means nothing elsewhere. */
export const WORKSPACE_DELETED = "workspace.deleted";

/**
 * Everything that is keyed to this desk and this team goes. From the first write on the workspace is gone for
 * everybody; what can't be cleared away now is done by Cron. Answers false when the desk has no such workspace.
 */
export async function deleteWorkspace(
	ctx: Context,
	input: { actor: Actor; deskId: string; workspaceId: string },
): Promise<boolean> {
	const { actor, deskId, workspaceId } = input;
	const [found] = await ctx.db
		.select({ id: workspaces.id })
		.from(workspaces)
		.where(and(eq(workspaces.id, workspaceId), eq(workspaces.deskId, deskId)));
	if (!found) return false;
	const [first, ...rest] = markDeleted(ctx, { actor, deskId, workspaceId });
	await ctx.db.batch([first, ...rest, handOverDefault(ctx)]);
	await tryToFinish(ctx, workspaceId);
	return true;
}

/** The statements from which on a workspace is gone. Repeated they change and record nothing. */
export function markDeleted(ctx: Context, input: { actor: Actor; deskId: string; workspaceId: string }) {
	const { actor, deskId, workspaceId } = input;
	const its = and(
		eq(workspaces.id, workspaceId),
		eq(workspaces.deskId, deskId),
		ne(workspaces.state, "deleting"),
	);
	const subject = `workspace:${workspaceId}`;
	return [
		recordChangeIf(
			ctx,
			{ deskId, actor, action: WORKSPACE_DELETED, subject },
			sql`exists (select 1 from ${workspaces} where ${its})`,
		),
		ctx.db
			.update(workspaces)
			.set({ state: "deleting", isDefault: false, digestNextAt: null, updatedAt: ctx.now() })
			.where(its),
	] as const;
}

/** A team that lost its default desk takes the one it has had longest. */
export function handOverDefault(ctx: Context) {
	return ctx.db
		.update(workspaces)
		.set({ isDefault: true })
		.where(sql`${workspaces.id} in (
		select (select w.id from workspaces w where w.team_id = t.team_id and w.state <> 'deleting'
			order by w.created_at, w.id limit 1)
		from slack_teams t
		where not exists (select 1 from workspaces d where d.team_id = t.team_id and d.is_default = 1))`);
}

/** Now as far as it goes; whatever stops it is overcome by Cron. */
export async function tryToFinish(ctx: Context, workspaceId: string): Promise<void> {
	try {
		await finishDeletion(ctx, workspaceId);
	} catch (error) {
		ctx.log.warn("workspace.deletion_interrupted", { workspace: workspaceId, error: (error as Error).name });
	}
}
