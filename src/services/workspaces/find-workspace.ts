import { and, asc, eq, getTableColumns, ne, type SQL, sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { desks, mappings, slackTeams, workspaces } from "../../db/schema.ts";
import type { Desk } from "../desks/find-desk.ts";

export interface WorkspaceView {
	workspace: typeof workspaces.$inferSelect;
	team: typeof slackTeams.$inferSelect;
	desk: Pick<typeof desks.$inferSelect, "provider" | "pausedAt">;
	mappings: Mapping[];
}

type Mapping = typeof mappings.$inferSelect;

const desk = { provider: desks.provider, pausedAt: desks.pausedAt };

/** null when the desk has no such workspace (any more): another desk's does not exist for it. */
export async function findWorkspace(ctx: Context, deskId: string, id: string): Promise<WorkspaceView | null> {
	const [view] = await select(ctx, and(eq(workspaces.id, id), eq(workspaces.deskId, deskId)));
	return view ?? null;
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
export function listWorkspaces(ctx: Context, deskId: string): Promise<WorkspaceView[]> {
	return select(ctx, eq(workspaces.deskId, deskId));
}

/** The same with the desk itself, at once; null when it is being erased. */
export async function findDeskWithWorkspaces(
	ctx: Context,
	deskId: string,
): Promise<{ desk: Desk; workspaces: WorkspaceView[] } | null> {
	const rows = await ctx.db
		.select({ desk: desks, workspace: workspaces, team: slackTeams, mappings: mappingsOfWorkspace })
		.from(desks)
		.leftJoin(workspaces, and(eq(workspaces.deskId, desks.id), ne(workspaces.state, "deleting")))
		.leftJoin(slackTeams, eq(slackTeams.teamId, workspaces.teamId))
		.where(and(eq(desks.id, deskId), ne(desks.state, "deleting")))
		.orderBy(asc(workspaces.createdAt));
	const [first] = rows;
	if (!first) return null;
	const views = rows.flatMap(({ workspace, team, ...row }) =>
		workspace && team ? [{ ...row, workspace, team }] : [],
	);
	return { desk: first.desk, workspaces: views };
}

function select(ctx: Context, which: SQL | undefined): Promise<WorkspaceView[]> {
	return ctx.db
		.select({ workspace: workspaces, team: slackTeams, desk, mappings: mappingsOfWorkspace })
		.from(workspaces)
		.innerJoin(slackTeams, eq(slackTeams.teamId, workspaces.teamId))
		.innerJoin(desks, eq(desks.id, workspaces.deskId))
		.where(and(which, ne(workspaces.state, "deleting")))
		.orderBy(asc(workspaces.createdAt));
}

/** In one value with their workspace: hundreds of rows cost several times what reading them as JSON does. */
const mappingsOfWorkspace = sql`(select json_group_array(json_object(${sql.join(
	Object.entries(getTableColumns(mappings)).flatMap(([name, column]) => [
		sql.raw(`'${name}'`),
		sql`${column}`,
	]),
	sql`, `,
)})) from ${mappings} where ${mappings.deskId} = ${workspaces.deskId} and ${mappings.teamId} = ${workspaces.teamId})`.mapWith(
	(json: string): Mapping[] => JSON.parse(json),
);
