import { and, eq } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { toLocale } from "../../core/locale.ts";
import { agentLinks, desks, workspaces } from "../../db/schema.ts";
import { isVendorError } from "../../lib/errors.ts";
import type { SlackClient } from "../../slack/client.ts";
import { buildWelcome } from "../../slack/views/welcome.ts";

export interface Greeting {
	deskId: string;
	teamId: string;
	channelId: string;
	slack: SlackClient;
}

/**
 * A desk's first message in its channel, in the language of the person who connected it. Answers Slack's error
 * word when it could not be posted.
 */
export async function greetChannel(ctx: Context, greeting: Greeting): Promise<string | null> {
	const { deskId, teamId, channelId, slack } = greeting;
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
	if (!row) return null;
	const { desk, userId, agentName } = row;
	try {
		const welcome = buildWelcome({
			locale: toLocale((await slack.user(userId)).locale ?? null),
			provider: desk.provider,
			deskName: desk.name,
			now: ctx.now(),
			connectedBy: agentName ?? desk.connectedByName ?? desk.name,
		});
		await slack.postMessage(channelId, welcome);
		return null;
	} catch (error) {
		if (!isVendorError(error)) throw error;
		ctx.log.warn("workspace.greeting_failed", { desk: deskId, team: teamId, code: error.code });
		return error.code ?? error.kind;
	}
}
