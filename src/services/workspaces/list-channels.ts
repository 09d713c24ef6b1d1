import type { ChannelQuery, ChannelSearch, Context } from "../../context.ts";

export type { ChannelSearch };

/**
 * Finds channels the app can see. The team's object keeps the list for all who look for one: asking Slack for it
 * at each key would be ten calls in a workspace of 10,000 channels, and Slack allows twenty a minute.
 */
export async function findChannels(
	ctx: Context,
	team: { objectId: string },
	query: ChannelQuery,
): Promise<ChannelSearch> {
	try {
		return await ctx.slackTeam(team.objectId).channels(query);
	} catch (error) {
		ctx.log.warn("slack_team.channels_unknown", { error: (error as Error).name });
		const nothing = { found: [], total: 0, named: [], known: 0 };
		return { ...nothing, isComplete: false, isReading: false, problem: "unavailable" };
	}
}
