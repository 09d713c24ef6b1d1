import { eq } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { slackTeams } from "../../db/schema.ts";
import { isVendorError } from "../../lib/errors.ts";
import type { SlackClient } from "../../slack/client.ts";
import { botTokenPlace } from "../workspaces/bot-token.ts";

const SLACK_TIMEOUT_MS = 5_000;

export interface SlackPerson {
	name: string;
	teamName: string;
	email: string | null;
}

/** A Slack user by name, as pages show them; the id stands for a name that Slack doesn't give us. */
export async function findSlackPerson(ctx: Context, teamId: string, userId: string): Promise<SlackPerson> {
	const [team] = await ctx.db.select().from(slackTeams).where(eq(slackTeams.teamId, teamId));
	const unnamed = { name: userId, teamName: team?.name ?? teamId, email: null };
	try {
		const user = await (await openSlack(ctx, teamId))?.user(userId);
		if (!user) return unnamed;
		const name = user.real_name || user.profile.real_name || user.profile.display_name || user.name || userId;
		return { ...unnamed, name, email: user.profile.email ?? null };
	} catch (error) {
		if (!isVendorError(error)) throw error;
		ctx.log.warn("slack.user_unknown", { team: teamId, kind: error.kind, code: error.code });
		return unnamed;
	}
}

/** The team's bot; null when the team is not connected. */
export async function openSlack(ctx: Context, teamId: string): Promise<SlackClient | null> {
	const [team] = await ctx.db.select().from(slackTeams).where(eq(slackTeams.teamId, teamId));
	if (team?.state !== "active") return null;
	const token = await ctx.sealer.open(team.botTokenSealed, botTokenPlace(teamId));
	return ctx.slack(token, ctx.call(SLACK_TIMEOUT_MS), (channel) =>
		ctx.slackTeam(team.objectId).takeTurn(channel),
	);
}
