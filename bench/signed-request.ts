import { createHmac } from "node:crypto";
import { SIGNING_SECRET, TEAM_ID, WEBHOOK_SECRET } from "./world.ts";

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

export interface WebhookInput {
	/** What a repeat would be known by. */
	eventId: string;
	ticketId: number;
}

/** A webhook as Zendesk sends it, signed now. */
export function signWebhook({ eventId, ticketId }: WebhookInput, path: string): SignedRequest {
	const time = new Date().toISOString();
	const body = JSON.stringify({
		type: "zen:event-type:ticket.status_changed",
		account_id: 12_514_403,
		id: eventId,
		time,
		zendesk_event_version: "2022-11-06",
		subject: `zen:ticket:${ticketId}`,
		detail: {
			id: String(ticketId),
			subject: "The label printer prints every second label twice",
			status: "PENDING",
			priority: "HIGH",
			actor_id: "9002",
			assignee_id: "9002",
			group_id: "700",
			organization_id: "800",
			requester_id: "9001",
			tags: ["printer", "packing"],
			created_at: "2026-11-18T08:12:31Z",
			updated_at: "2026-11-20T15:40:02Z",
			is_public: true,
		},
		event: { current: "PENDING", previous: "OPEN" },
	});
	return {
		method: "POST",
		path,
		headers: {
			"content-type": "application/json",
			"x-zendesk-account-id": "12514403",
			"x-zendesk-webhook-id": "01BENCHWEBHOOK",
			"x-zendesk-webhook-signature": createHmac("sha256", WEBHOOK_SECRET)
				.update(time + body)
				.digest("base64"),
			"x-zendesk-webhook-signature-timestamp": time,
		},
		body,
	};
}
