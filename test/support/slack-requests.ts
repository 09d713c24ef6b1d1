import { expect } from "vitest";
import type { Sandbox } from "../../sandbox/runtime/sandbox.ts";
import { SLACK_APP } from "../../sandbox/seed/accounts.ts";
import { TEAM_ACME } from "../../sandbox/seed/people.ts";
import { problemsOf } from "./block-kit.ts";
import { readBlocks, type Shown } from "./shown.ts";
import { type Person, ZENDESK_CHANNEL } from "./slack-story.ts";

/** A signed command with any fields, as Slack would send it; the answer in the HTTP response. */
export async function postCommand(
	sandbox: Sandbox,
	person: Pick<Person, "teamId" | "userId">,
	fields: Record<string, string>,
): Promise<Pick<Shown, "text" | "says" | "buttons" | "url">> {
	const response = await sandbox.slack.sendSigned("/slack/commands", commandBody(person, fields));
	expect(response.status).toBe(200);
	const { text, blocks } = (await response.json()) as { text: string; blocks: object[] };
	expect(problemsOf({ text, blocks })).toEqual([]);
	return { text, ...readBlocks(blocks) };
}

export function commandBody(
	{ teamId, userId }: Pick<Person, "teamId" | "userId">,
	fields: Record<string, string>,
): string {
	return new URLSearchParams({
		team_id: teamId,
		user_id: userId,
		channel_id: ZENDESK_CHANNEL,
		command: "/desk",
		text: "help",
		api_app_id: SLACK_APP.appId,
		response_url: "https://hooks.slack.com/commands/T0ACME0001/1/nobody-waits-here",
		...fields,
	}).toString();
}

/** What Slack posts to the events address. */
export function eventBody(event: Record<string, unknown>, eventId: string, teamId = TEAM_ACME): string {
	return JSON.stringify({
		type: "event_callback",
		team_id: teamId,
		api_app_id: SLACK_APP.appId,
		event_id: eventId,
		event_time: Math.floor(Date.now() / 1000),
		authorizations: [{ team_id: teamId, is_bot: true }],
		event,
	});
}

export function postEvent(sandbox: Sandbox, body: string): Promise<Response> {
	return sandbox.slack.sendSigned("/slack/events", body, { contentType: "application/json" });
}
