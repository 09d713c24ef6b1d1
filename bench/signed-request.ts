import { createHmac } from "node:crypto";
import { SIGNING_SECRET, TEAM_ID } from "./world.ts";

export interface CommandInput {
	userId: string;
	channelId: string;
	text: string;
}

export interface SignedRequest {
	method: "POST";
	path: string;
	headers: Record<string, string>;
	body: string;
}

/** A slash command as Slack sends it, signed now: it is good for five minutes. */
export function signCommand(
	{ userId, channelId, text }: CommandInput,
	path = "/slack/commands",
): SignedRequest {
	const body = new URLSearchParams({
		token: "deprecated",
		team_id: TEAM_ID,
		team_domain: "bench",
		channel_id: channelId,
		channel_name: "support",
		user_id: userId,
		user_name: "person",
		command: "/desk",
		text,
		api_app_id: "A0BENCH0001",
		is_enterprise_install: "false",
		response_url: `https://hooks.slack.com/commands/${TEAM_ID}/1234567890/abcdefghijklmnop`,
		trigger_id: "1234567890.1234567890.abcdefabcdefabcdef",
	}).toString();
	const timestamp = Math.floor(Date.now() / 1000).toString();
	const digest = createHmac("sha256", SIGNING_SECRET).update(`v0:${timestamp}:${body}`).digest("hex");
	return {
		method: "POST",
		path,
		headers: {
			"content-type": "application/x-www-form-urlencoded",
			"x-slack-request-timestamp": timestamp,
			"x-slack-signature": `v0=${digest}`,
		},
		body,
	};
}
