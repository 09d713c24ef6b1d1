import { and, eq, sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { slackTeams, workspaces } from "../../db/schema.ts";

/** Rows that are counted of a kind: a look must not cost more the more there is to clear away. */
export const MOST_COUNTED = 5_000;

/** A workspace that was deleted and of which something is left. */
export interface Removal {
	id: string;
	/** null: the team is gone already. */
	name: string | null;
	signIns: number;
	deliveries: number;
}

/** What is being cleared away of a desk's workspaces, and how much of it is left. */
export function listRemovals(ctx: Context, deskId: string): Promise<Removal[]> {
	return ctx.db
		.select({
			id: workspaces.id,
			name: slackTeams.name,
			signIns: sql<number>`(select count(*) from (select 1 from agent_links l
				where l.desk_id = ${workspaces.deskId} and l.team_id = ${workspaces.teamId} limit ${MOST_COUNTED}))`,
			deliveries: sql<number>`(select count(*) from (select 1 from deliveries d
				where d.workspace_id = ${workspaces.id} limit ${MOST_COUNTED}))`,
		})
		.from(workspaces)
		.leftJoin(slackTeams, eq(slackTeams.teamId, workspaces.teamId))
		.where(and(eq(workspaces.deskId, deskId), eq(workspaces.state, "deleting")))
		.orderBy(workspaces.createdAt);
}
