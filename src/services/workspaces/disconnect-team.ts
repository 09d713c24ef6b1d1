import { and, eq, lte, ne } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { slackTeams, workspaces } from "../../db/schema.ts";
import { recordChange } from "../audit/record.ts";

/**
 * Slack took the app from the team, at `happenedBy` at the latest. Its settings stay; a second call, also at the
 * same moment, changes nothing, nor does news that is older than the installation of today.
 */
export async function disconnectTeam(ctx: Context, teamId: string, happenedBy = ctx.now()): Promise<void> {
	const [team] = await ctx.db
		.update(slackTeams)
		.set({ state: "revoked", botTokenSealed: "", updatedAt: ctx.now() })
		.where(
			and(
				eq(slackTeams.teamId, teamId),
				eq(slackTeams.state, "active"),
				lte(slackTeams.installedAt, happenedBy),
			),
		)
		.returning({ name: slackTeams.name });
	if (!team) return;
	const connected = await ctx.db
		.select({ id: workspaces.id, deskId: workspaces.deskId })
		.from(workspaces)
		.where(and(eq(workspaces.teamId, teamId), ne(workspaces.state, "deleting")));
	for (const { id, deskId } of connected) {
		await recordChange(ctx, {
			deskId,
			actor: { kind: "slack", id: teamId, name: team.name },
			action: "workspace.revoked",
			subject: `workspace:${id}`,
		});
	}
	ctx.log.info("workspace.revoked", { team: teamId, workspaces: connected.length });
}
