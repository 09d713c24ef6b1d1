import type { SentRequest, SlackSimulator } from "../slack-simulator.ts";
import { toChannelName } from "./commands.ts";
import { teamOf } from "./create-state.ts";
import { buildCommon } from "./interactions.ts";
import { toApiMessage } from "./present.ts";
import { createResponseUrl, createTrigger } from "./response-url.ts";
import type { Sender } from "./sender.ts";
import type { SlackState, TeamState } from "./state.ts";

type GlobalInput = Parameters<SlackSimulator["globalShortcut"]>[0];
type MessageInput = Parameters<SlackSimulator["messageShortcut"]>[0];

export async function sendGlobalShortcut(
	state: SlackState,
	sender: Sender,
	{ teamId, userId, callbackId, channelId }: GlobalInput,
): Promise<SentRequest> {
	const team = findTeam(state, teamId, callbackId, "global");
	return send(sender, {
		type: "shortcut",
		...buildCommon(team, userId),
		action_ts: state.nextTs(),
		callback_id: callbackId,
		trigger_id: createTrigger(state, teamId, userId, null, channelId ?? null),
	});
}

export async function sendMessageShortcut(
	state: SlackState,
	sender: Sender,
	{ teamId, userId, callbackId, channelId, ts }: MessageInput,
): Promise<SentRequest> {
	const team = findTeam(state, teamId, callbackId, "message");
	const channel = team.channels.get(channelId);
	const message = channel?.messages.find((one) => one.ts === ts);
	// What only one person sees is stored nowhere: Slack offers no shortcuts on it.
	if (!channel || !message || message.ephemeralFor !== null) throw new Error("no such message");
	const place = { teamId, channelId, userId, sourceTs: null, threadTs: message.threadTs };
	return send(sender, {
		type: "message_action",
		...buildCommon(team, userId),
		action_ts: state.nextTs(),
		callback_id: callbackId,
		trigger_id: createTrigger(state, teamId, userId, null, channelId),
		response_url: createResponseUrl(state, "app", place),
		message_ts: message.ts,
		channel: { id: channel.id, name: toChannelName(channel) },
		message: toApiMessage(team, message),
	});
}

function findTeam(
	state: SlackState,
	teamId: string,
	callbackId: string,
	kind: "global" | "message",
): TeamState {
	const team = teamOf(state, teamId);
	if (!team.installation?.scopes.includes("commands")) {
		throw new Error("the app has no shortcuts in this workspace");
	}
	const isKnown = state.shortcuts?.some((one) => one.kind === kind && one.callbackId === callbackId);
	if (isKnown === false) throw new Error(`the app has no ${kind} shortcut ${JSON.stringify(callbackId)}`);
	return team;
}

async function send(sender: Sender, payload: Record<string, unknown>): Promise<SentRequest> {
	const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
	const { headers: _, ...sent } = await sender.send("/slack/interactions", body);
	return sent;
}
