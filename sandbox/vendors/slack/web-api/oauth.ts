import { SLACK_APP } from "../../../seed/accounts.ts";
import { newId, randomSecret, teamOf } from "../create-state.ts";
import { signIdToken } from "../id-token.ts";
import type { CodeState, SlackState } from "../state.ts";
import { type Answer, SlackError } from "./call.ts";

/** Client id and secret come by HTTP Basic or as arguments. */
export function checkClient(args: Record<string, unknown>, authorization: string | null): void {
	let { client_id: id, client_secret: secret } = args;
	const basic = /^Basic (.+)$/i.exec(authorization ?? "")?.[1];
	if (basic) {
		const [user = "", ...rest] = atob(basic).split(":");
		id = decodeURIComponent(user);
		secret = decodeURIComponent(rest.join(":"));
	}
	if (id !== SLACK_APP.clientId) throw new SlackError("invalid_client_id");
	if (secret !== SLACK_APP.clientSecret) throw new SlackError("bad_client_secret");
}

function useCode(state: SlackState, kind: CodeState["kind"], args: Record<string, unknown>): CodeState {
	const code = state.codes.get(String(args.code ?? ""));
	if (!code || code.kind !== kind || code.used || code.expiresAt < state.clock.now()) {
		throw new SlackError("invalid_code");
	}
	if (args.redirect_uri !== code.redirectUri) throw new SlackError("bad_redirect_uri");
	code.used = true;
	return code;
}

export function access(state: SlackState, args: Record<string, unknown>): Answer {
	if (args.grant_type !== undefined && args.grant_type !== "authorization_code") {
		throw new SlackError(
			args.grant_type === "refresh_token" ? "invalid_refresh_token" : "invalid_grant_type",
		);
	}
	const code = useCode(state, "install", args);
	const team = teamOf(state, code.teamId);
	// Scopes add up over installations, and the team keeps its token.
	const scopes = [...new Set([...(team.installation?.scopes ?? []), ...code.scopes])];
	const token = team.installation?.token ?? `xoxb-${digits(11)}-${digits(13)}-${randomSecret(24)}`;
	team.installation = { token, scopes, installerId: code.userId, installedAt: state.clock.now() };
	state.tokens.set(token, {
		token,
		kind: "bot",
		teamId: team.id,
		userId: team.botUserId,
		scopes,
		revoked: false,
	});
	state.changed();
	const channel = code.channelId ? team.channels.get(code.channelId) : undefined;
	return {
		ok: true,
		access_token: token,
		token_type: "bot",
		scope: scopes.join(","),
		bot_user_id: team.botUserId,
		app_id: SLACK_APP.appId,
		team: { id: team.id, name: team.name },
		enterprise: null,
		is_enterprise_install: false,
		authed_user: { id: code.userId },
		...(channel ? { incoming_webhook: buildWebhook(state, team, channel, code.userId) } : {}),
	};
}

function buildWebhook(
	state: SlackState,
	team: ReturnType<typeof teamOf>,
	channel: { id: string; name: string; kind: string },
	installerId: string,
): Answer {
	const configuration = newId(state, "B");
	const url = `https://hooks.slack.com/services/${team.id}/${configuration}/${randomSecret(24)}`;
	state.webhooks.set(url, { teamId: team.id, channelId: channel.id });
	const name =
		channel.kind === "direct" ? `@${team.users.get(installerId)?.handle ?? ""}` : `#${channel.name}`;
	return {
		channel: name,
		channel_id: channel.id,
		configuration_url: `https://${team.domain}.slack.com/services/${configuration}`,
		url,
	};
}

export async function openIdToken(state: SlackState, args: Record<string, unknown>): Promise<Answer> {
	if (args.grant_type !== undefined && args.grant_type !== "authorization_code") {
		throw new SlackError("unsupported_grant_type");
	}
	const code = useCode(state, "openid", args);
	const token = `xoxp-${digits(11)}-${digits(11)}-${digits(13)}-${randomSecret(24)}`;
	state.tokens.set(token, {
		token,
		kind: "openid",
		teamId: code.teamId,
		userId: code.userId,
		scopes: code.scopes,
		revoked: false,
	});
	const idToken = await signIdToken(teamOf(state, code.teamId), code);
	return { ok: true, access_token: token, token_type: "Bearer", id_token: idToken };
}

function digits(count: number): string {
	return [...crypto.getRandomValues(new Uint8Array(count))].map((byte) => (byte % 9) + 1).join("");
}
