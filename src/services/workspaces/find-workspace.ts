import { and, asc, eq, ne } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { desks, mappings, slackTeams, workspaces } from "../../db/schema.ts";

export interface WorkspaceView {
	workspace: typeof workspaces.$inferSelect;
	team: typeof slackTeams.$inferSelect;
	desk: Pick<typeof desks.$inferSelect, "provider" | "pausedAt">;
	mappings: (typeof mappings.$inferSelect)[];
}

const desk = { provider: desks.provider, pausedAt: desks.pausedAt };

/** null when the desk has no such workspace (any more): another desk's does not exist for it. */
export async function findWorkspace(ctx: Context, deskId: string, id: string): Promise<WorkspaceView | null> {
	const [row] = await ctx.db
		.select({ workspace: workspaces, team: slackTeams, desk })
		.from(workspaces)
		.innerJoin(slackTeams, eq(slackTeams.teamId, workspaces.teamId))
		.innerJoin(desks, eq(desks.id, workspaces.deskId))
		.where(and(eq(workspaces.id, id), eq(workspaces.deskId, deskId), ne(workspaces.state, "deleting")));
	if (!row) return null;
	const { teamId } = row.workspace;
	return { ...row, mappings: await mappingsOf(ctx, deskId, teamId) };
}

/** Whose workspace it is; null when there is none (any more). */
export async function findDeskOf(ctx: Context, workspaceId: string): Promise<string | null> {
	const [row] = await ctx.db
		.select({ deskId: workspaces.deskId })
		.from(workspaces)
		.where(and(eq(workspaces.id, workspaceId), ne(workspaces.state, "deleting")));
	return row?.deskId ?? null;
}

/** A desk's workspaces, oldest first. */
export async function listWorkspaces(ctx: Context, deskId: string): Promise<WorkspaceView[]> {
	const rows = await ctx.db
		.select({ workspace: workspaces, team: slackTeams, desk })
		.from(workspaces)
		.innerJoin(slackTeams, eq(slackTeams.teamId, workspaces.teamId))
		.innerJoin(desks, eq(desks.id, workspaces.deskId))
		.where(and(eq(workspaces.deskId, deskId), ne(workspaces.state, "deleting")))
		.orderBy(asc(workspaces.createdAt));
	const all = await ctx.db.select().from(mappings).where(eq(mappings.deskId, deskId));
	return rows.map((row) => ({
		...row,
		mappings: all.filter(({ teamId }) => teamId === row.workspace.teamId),
	}));
}

function mappingsOf(ctx: Context, deskId: string, teamId: string) {
	return ctx.db
		.select()
		.from(mappings)
		.where(and(eq(mappings.deskId, deskId), eq(mappings.teamId, teamId)));
}
