import { and, eq, isNotNull, or } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { mappings, slackTeams } from "../../db/schema.ts";
import type { SlackClient } from "../../slack/client.ts";
import { openBotToken } from "./bot-token.ts";
import { joinIfAllowed, readChannel } from "./choose-channel.ts";
import { wakeTeam } from "./wake-team.ts";

const CALL_TIMEOUT_MS = 8_000;

export interface AcceptedChannel {
	isMember: boolean;
	/** Desks that waited for this channel; each is answered to one caller only. */
	newDesks: string[];
}

/**
 * A channel that waited for the bot, or that nothing could be posted in, is ready again when the bot can post
 * there. Throws `VendorError`.
 */
export async function acceptChannel(
	ctx: Context,
	input: { teamId: string; channelId: string },
): Promise<AcceptedChannel> {
	const { teamId, channelId } = input;
	const its = and(eq(mappings.teamId, teamId), eq(mappings.channelId, channelId));
	const invited = and(its, eq(mappings.state, "needs_invite"));
	const troubled = and(its, isNotNull(mappings.trouble));
	const [found] = await ctx.db
		.select({ team: slackTeams })
		.from(mappings)
		.innerJoin(slackTeams, eq(slackTeams.teamId, mappings.teamId))
		.where(or(invited, troubled))
		.limit(1);
	if (!found) return { isMember: true, newDesks: [] };
	const token = await openBotToken(ctx, found.team);
	if (!token) return { isMember: false, newDesks: [] };
	const isMember = await mayPost(ctx.slack(token, ctx.call(CALL_TIMEOUT_MS)), channelId);
	if (!isMember) return { isMember, newDesks: [] };
	const now = ctx.now();
	const [ready] = await ctx.db.batch([
		ctx.db
			.update(mappings)
			.set({ state: "ready", updatedAt: now })
			.where(invited)
			.returning({ deskId: mappings.deskId }),
		ctx.db.update(mappings).set({ trouble: null, troubleAt: null, updatedAt: now }).where(troubled),
	]);
	await wakeTeam(ctx, teamId);
	return { isMember, newDesks: [...new Set(ready.map(({ deskId }) => deskId))] };
}

/** In a public channel the bot joins by itself, or posts from outside. */
async function mayPost(slack: SlackClient, channelId: string): Promise<boolean> {
	if (channelId.startsWith("D")) return true;
	const channel = await readChannel(slack, channelId);
	if (!channel || channel.is_archived) return false;
	if (channel.is_private) return channel.is_member;
	if (!channel.is_member) await joinIfAllowed(slack, channelId);
	return true;
}
