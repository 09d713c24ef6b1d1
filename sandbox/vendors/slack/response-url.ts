import { isJson, type Json } from "./block-elements.ts";
import { randomSecret, teamOf } from "./create-state.ts";
import { addMessage, parseDraft, removeMessage } from "./messages.ts";
import type { ResponseUrlState, SlackState } from "./state.ts";

const USES = 5;
const LIFE_MS = 30 * 60_000;
const TRIGGER_LIFE_MS = 3000;

export function createResponseUrl(
	state: SlackState,
	kind: "commands" | "actions" | "app",
	place: Pick<ResponseUrlState, "teamId" | "channelId" | "userId" | "sourceTs" | "threadTs">,
): string {
	const number = 1_000_000_000_000 + state.nextId();
	const url = `https://hooks.slack.com/${kind}/${place.teamId}/${number}/${randomSecret(24)}`;
	state.responseUrls.set(url, { ...place, uses: 0, expiresAt: state.clock.now() + LIFE_MS });
	return url;
}

export function createTrigger(
	state: SlackState,
	teamId: string,
	userId: string,
	viewId: string | null = null,
	channelId: string | null = null,
): string {
	const id = `${1_000_000_000_000 + state.nextId()}.${teamId.length}${state.nextId()}.${randomSecret(16).toLowerCase()}`;
	const expiresAt = state.clock.now() + TRIGGER_LIFE_MS;
	state.triggers.set(id, { teamId, userId, viewId, channelId, expiresAt, used: false });
	return id;
}

/** Posts to hooks.slack.com: response URLs and incoming webhooks. */
export async function handleHook(state: SlackState, request: Request): Promise<Response> {
	const address = request.url.split("?")[0] ?? "";
	const webhook = state.webhooks.get(address);
	const place = state.responseUrls.get(address);
	if (request.method !== "POST") return plain("invalid_method", 405);
	if (!webhook && !place) return refuse("no_service", 404);
	if (place) {
		if (place.expiresAt < state.clock.now()) return refuse("expired_url", 404);
		if (place.uses >= USES) return refuse("used_url", 404);
	}
	const payload: unknown = await request.json().catch(() => null);
	if (!isJson(payload)) return refuse("invalid_payload", 400);
	if (webhook) {
		const channel = teamOf(state, webhook.teamId).channels.get(webhook.channelId);
		if (!channel) return refuse("channel_not_found", 404);
		if (channel.isArchived) return refuse("channel_is_archived", 410);
		const result = parseDraft(state, payload);
		if (!result.ok) return refuse(result.error, 400);
		addMessage(state, channel, result.draft, { userId: teamOf(state, webhook.teamId).botUserId });
		return plain("ok", 200);
	}
	if (!place) return refuse("no_service", 404);
	const error = respond(state, place, payload);
	if (error) return refuse(error, error === "account_inactive" ? 404 : 400);
	// A refused body costs no use.
	place.uses += 1;
	return plain("ok", 200);
}

/** Shows what an app answers to a command or a press; answers Slack's error, or null. */
export function respond(
	state: SlackState,
	place: Pick<ResponseUrlState, "teamId" | "channelId" | "userId" | "sourceTs" | "threadTs">,
	payload: Json,
): string | null {
	const team = teamOf(state, place.teamId);
	const channel = team.channels.get(place.channelId);
	if (!channel) return "channel_not_found";
	if (!team.installation) return "account_inactive";
	const source = channel.messages.find(({ ts }) => ts === place.sourceTs);
	if (payload.delete_original === true && source) {
		removeMessage(state, channel, source.ts);
		if (!payload.text && !payload.blocks) return null;
	}
	const result = parseDraft(state, payload);
	if (!result.ok) return result.error;
	// Only a message with the pressed button can be replaced: a command has none.
	if (payload.replace_original === true && source) {
		source.text = result.draft.text;
		source.blocks = result.draft.blocks;
		source.attachments = result.draft.attachments;
		if (source.ephemeralFor === null) source.editedTs = state.nextTs();
		state.changed();
		return null;
	}
	const isPublic = payload.response_type === "in_channel";
	addMessage(state, channel, result.draft, {
		userId: team.botUserId,
		ephemeralFor: isPublic ? null : place.userId,
		threadTs: typeof payload.thread_ts === "string" ? payload.thread_ts : null,
	});
	return null;
}

function refuse(error: string, status: number): Response {
	return Response.json({ ok: false, error }, { status });
}

function plain(text: string, status: number): Response {
	return new Response(text, { status, headers: { "content-type": "text/html" } });
}
