import { and, eq } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { mappings, slackTeams } from "../../db/schema.ts";
import { isChannelMember } from "../../slack/install.ts";
import { openBotToken } from "./bot-token.ts";
import { greetChannel } from "./greet-channel.ts";

const CALL_TIMEOUT_MS = 8_000;

/**
 * The bot may have been invited: a channel that waited for it becomes ready and is greeted, once however many
 * ask. Answers whether the bot is a member. Throws `VendorError`.
 */
export async function confirmChannel(
	ctx: Context,
	input: { teamId: string; channelId: string },
): Promise<boolean> {
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
	if (!found) return true;
	const token = await openBotToken(ctx, found.team);
	if (!token) return false;
	const slack = ctx.slack(token, ctx.call(CALL_TIMEOUT_MS));
	if (!(await isChannelMember(slack, channelId))) return false;
	const ready = await ctx.db
		.update(mappings)
		.set({ state: "ready", updatedAt: ctx.now() })
		.where(waiting)
		.returning({ deskId: mappings.deskId });
	for (const deskId of new Set(ready.map((row) => row.deskId))) {
		await greetChannel(ctx, { deskId, teamId, channelId, slack });
	}
	return true;
}
