import { and, eq } from "drizzle-orm";
import type { Context } from "../context.ts";
import { agentLinks, desks, workspaces } from "../db/schema.ts";
import { isVendorError } from "../lib/errors.ts";
import { openSlack } from "../services/agent-links/slack-person.ts";
import { resolvePersonLocale } from "../services/commands/locale.ts";
import { acceptChannel } from "../services/workspaces/accept-channel.ts";
import { buildWelcome } from "./views/welcome.ts";

/**
 * The bot may have been invited: a channel that waited for it becomes ready and is greeted, once however many
 * ask. Answers whether the bot is a member. Throws `VendorError`.
 */
export async function confirmChannel(
	ctx: Context,
	input: { teamId: string; channelId: string },
): Promise<boolean> {
	const { isMember, newDesks } = await acceptChannel(ctx, input);
	for (const deskId of newDesks) await greetChannel(ctx, { deskId, ...input });
	return isMember;
}

/**
 * A desk's first message in its channel, in the language of the person who connected it. Answers Slack's error
 * word when it could not be posted.
 */
export async function greetChannel(
	ctx: Context,
	greeting: { deskId: string; teamId: string; channelId: string },
): Promise<string | null> {
	const { deskId, teamId, channelId } = greeting;
	const found = await findConnection(ctx, deskId, teamId);
	const slack = await openSlack(ctx, teamId);
	if (!found || !slack) return "not_connected";
	const { desk, userId, agentName } = found;
	try {
		const welcome = buildWelcome({
			locale: await resolvePersonLocale(ctx, teamId, userId),
			provider: desk.provider,
			deskName: desk.name,
			now: ctx.now(),
			connectedBy: agentName ?? desk.connectedByName ?? desk.name,
		});
		await slack.say(channelId, welcome);
		return null;
	} catch (error) {
		if (!isVendorError(error)) throw error;
		ctx.log.warn("workspace.greeting_failed", { desk: deskId, team: teamId, code: error.code });
		return error.code ?? error.kind;
	}
}

async function findConnection(ctx: Context, deskId: string, teamId: string) {
	const [row] = await ctx.db
		.select({ desk: desks, userId: workspaces.connectedByUserId, agentName: agentLinks.agentName })
		.from(workspaces)
		.innerJoin(desks, eq(desks.id, workspaces.deskId))
		.leftJoin(
			agentLinks,
			and(
				eq(agentLinks.deskId, workspaces.deskId),
				eq(agentLinks.teamId, workspaces.teamId),
				eq(agentLinks.slackUserId, workspaces.connectedByUserId),
			),
		)
		.where(and(eq(workspaces.deskId, deskId), eq(workspaces.teamId, teamId)));
	return row ?? null;
}
