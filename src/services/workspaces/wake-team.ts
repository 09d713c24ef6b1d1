import { eq } from "drizzle-orm";
import type { ChannelMove, Context } from "../../context.ts";
import { slackTeams } from "../../db/schema.ts";

/** Something of a team was mended: what waits is tried now. By itself it would be tried later, so nothing fails for this. */
export async function wakeTeam(
	ctx: Context,
	teamId: string,
	moves: readonly ChannelMove[] = [],
): Promise<void> {
	try {
		const [team] = await ctx.db
			.select({ objectId: slackTeams.objectId })
			.from(slackTeams)
			.where(eq(slackTeams.teamId, teamId));
		if (team) await ctx.slackTeam(team.objectId).wake([...moves]);
	} catch (error) {
		ctx.log.warn("slack_team.not_woken", { team: teamId, error: (error as Error).name });
	}
}
