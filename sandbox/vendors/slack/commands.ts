import { SLACK_APP } from "../../seed/accounts.ts";
import type { SentRequest, SlackSimulator } from "../slack-simulator.ts";
import { isJson, type Json } from "./block-elements.ts";
import { teamOf } from "./create-state.ts";
import { addMessage, parseJsonArgument } from "./messages.ts";
import { createResponseUrl, createTrigger, respond } from "./response-url.ts";
import type { Sender } from "./sender.ts";
import type { ChannelState, SlackState, TeamState } from "./state.ts";

type CommandInput = Parameters<SlackSimulator["command"]>[0];

const DEFAULT_COMMAND = "/desk";

export async function sendCommand(
	state: SlackState,
	sender: Sender,
	input: CommandInput,
): Promise<SentRequest> {
	const { teamId, userId, channelId } = input;
	const team = teamOf(state, teamId);
	const user = team.users.get(userId);
	const channel = team.channels.get(channelId);
	if (!user || !channel) throw new Error(`no ${userId} or ${channelId} in ${teamId}`);
	const command = input.command ?? DEFAULT_COMMAND;
	const place = { teamId, channelId, userId, sourceTs: null, threadTs: null };
	const typed = addMessage(
		state,
		channel,
		{ text: `${command} ${input.text}`.trim() },
		{ userId, ephemeralFor: userId, isCommand: true },
	);
	const body = new URLSearchParams({
		token: "sandbox-verification-token",
		team_id: teamId,
		team_domain: team.domain,
		channel_id: channelId,
		channel_name: toChannelName(channel),
		user_id: userId,
		user_name: user.handle,
		command,
		text: escapeCommand(input.text, team),
		api_app_id: SLACK_APP.appId,
		is_enterprise_install: "false",
		response_url: createResponseUrl(state, "commands", place),
		trigger_id: createTrigger(state, teamId, userId, null, channelId),
	});
	const { headers, ...sent } = await sender.send("/slack/commands", body.toString());
	if (sent.error || sent.body.trim() === "") return sent;
	const answer = toAnswer(sent.body, headers.get("content-type"));
	if (answer.response_type === "in_channel") typed.ephemeralFor = null;
	const isOnlyAcknowledged = !answer.text && !answer.blocks && !answer.attachments;
	const error = isOnlyAcknowledged ? null : respond(state, place, answer);
	state.changed();
	return error ? { ...sent, error: "invalid_command_response" } : sent;
}

/** As an app with `should_escape` gets it: entities, and addresses, people and channels as Slack's own tokens. */
function escapeCommand(text: string, team: TeamState): string {
	const plain = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
	return plain
		.replace(/https?:\/\/(?:(?!&[lg]t;)\S)+/g, (url) => `<${url}>`)
		.replace(/(^|\s)@([\w.-]+)/g, (whole, before: string, handle: string) => {
			const user = [...team.users.values()].find((one) => one.handle === handle);
			return user ? `${before}<@${user.id}|${handle}>` : whole;
		})
		.replace(/(^|\s)#([\w-]+)/g, (whole, before: string, name: string) => {
			const channel = [...team.channels.values()].find((one) => one.name === name);
			if (!channel) return whole;
			return `${before}<#${channel.id}|${channel.kind === "public" ? name : ""}>`;
		});
}

/** Anything that is not a JSON object is shown as text. */
function toAnswer(body: string, contentType: string | null): Json {
	const parsed = contentType?.includes("json") ? parseJsonArgument(body) : null;
	return isJson(parsed) ? parsed : { text: body };
}

export function toChannelName(channel: ChannelState): string {
	if (channel.kind === "direct") return "directmessage";
	return channel.kind === "private" ? "privategroup" : channel.name;
}
