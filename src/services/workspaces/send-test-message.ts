import type { Context } from "../../context.ts";
import { isVendorError } from "../../lib/errors.ts";
import type { SlackClient } from "../../slack/client.ts";
import { openBotToken } from "./bot-token.ts";
import type { WorkspaceView } from "./find-workspace.ts";

const CALL_TIMEOUT_MS = 8_000;

/** Posts to the workspace's channel. Answers Slack's error word, null when the message is there. */
export async function sendTestMessage(
	ctx: Context,
	{ team, mappings }: WorkspaceView,
	message: Parameters<SlackClient["postMessage"]>[1],
): Promise<string | null> {
	const [mapping] = mappings;
	const token = await openBotToken(ctx, team);
	if (!mapping || !token) return "not_connected";
	try {
		const takeTurn = (channel: string) => ctx.slackTeam(team.objectId).takeTurn(channel);
		await ctx.slack(token, ctx.call(CALL_TIMEOUT_MS), takeTurn).say(mapping.channelId, message);
		return null;
	} catch (error) {
		if (!isVendorError(error)) throw error;
		return error.code ?? error.kind;
	}
}
