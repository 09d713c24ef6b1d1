import { and, eq } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { mappings, slackTeams } from "../../db/schema.ts";
import { openBotToken } from "./bot-token.ts";
import { isChannelMember } from "./choose-channel.ts";

const CALL_TIMEOUT_MS = 8_000;

export interface AcceptedChannel {
	isMember: boolean;
	/** Desks that waited for this channel; each is answered to one caller only. */
	newDesks: string[];
}

/** A channel that waited for the bot becomes ready when the bot is in it. Throws `VendorError`. */
export async function acceptChannel(
	ctx: Context,
	input: { teamId: string; channelId: string },
): Promise<AcceptedChannel> {
	const { teamId, channelId } = input;
	const waiting = and(
		eq(mappings.teamId, teamId),
		eq(mappings.channelId, channelId),
		eq(mappings.state, "needs_invite"),
	);
	const [found] = await ctx.db
		.select({ team: slackTeams })
		.from(mappings)
		.innerJoin(slackTeams, eq(slackTeams.teamId, mappings.teamId))
		.where(waiting)
		.limit(1);
	if (!found) return { isMember: true, newDesks: [] };
	const token = await openBotToken(ctx, found.team);
	if (!token) return { isMember: false, newDesks: [] };
	const isMember = await isChannelMember(ctx.slack(token, ctx.call(CALL_TIMEOUT_MS)), channelId);
	if (!isMember) return { isMember, newDesks: [] };
	const ready = await ctx.db
		.update(mappings)
		.set({ state: "ready", updatedAt: ctx.now() })
		.where(waiting)
		.returning({ deskId: mappings.deskId });
	return { isMember, newDesks: [...new Set(ready.map(({ deskId }) => deskId))] };
}
