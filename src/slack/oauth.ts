import * as v from "valibot";
import type { CallOptions } from "../lib/http.ts";
import { callMethod } from "./client.ts";

export interface SlackAppCredentials {
	clientId: string;
	clientSecret: string;
}

/** Bot scopes, each with its reason in the manifest's documentation (docs/operations.md). */
export const BOT_SCOPES = [
	"commands",
	"chat:write",
	"chat:write.public",
	"incoming-webhook",
	"channels:read",
	"groups:read",
	"channels:join",
	"im:write",
	"users:read",
	"users:read.email",
	"files:read",
	"links:read",
	"links:write",
] as const;

export function installUrl(input: {
	clientId: string;
	redirectUri: string;
	state: string;
	teamId?: string | null;
}): string {
	const url = new URL("https://slack.com/oauth/v2/authorize");
	url.searchParams.set("client_id", input.clientId);
	url.searchParams.set("scope", BOT_SCOPES.join(","));
	url.searchParams.set("redirect_uri", input.redirectUri);
	url.searchParams.set("state", input.state);
	if (input.teamId) url.searchParams.set("team", input.teamId);
	return url.href;
}

const installationSchema = v.object({
	access_token: v.string(),
	scope: v.string(),
	bot_user_id: v.string(),
	app_id: v.string(),
	team: v.nullable(v.object({ id: v.string(), name: v.optional(v.string(), "") })),
	enterprise: v.nullish(v.object({ id: v.string() })),
	is_enterprise_install: v.optional(v.boolean(), false),
	authed_user: v.object({ id: v.string() }),
	incoming_webhook: v.optional(v.object({ channel: v.string(), channel_id: v.string() })),
});
export type SlackInstallation = v.InferOutput<typeof installationSchema>;

/** Turns the code of the consent page into the team's bot token. The webhook's own address is dropped: it is a secret nobody needs. */
export function exchangeInstallCode(
	app: SlackAppCredentials,
	input: { code: string; redirectUri: string },
	call: CallOptions,
): Promise<SlackInstallation> {
	const args = { code: input.code, redirect_uri: input.redirectUri };
	return callMethod("oauth.v2.access", { authorization: toBasic(app) }, args, installationSchema, call);
}

/** Sign in with Slack: who is this browser's Slack user? */
export function identityUrl(input: {
	clientId: string;
	redirectUri: string;
	state: string;
	nonce: string;
	teamId: string;
}): string {
	const url = new URL("https://slack.com/openid/connect/authorize");
	url.searchParams.set("response_type", "code");
	url.searchParams.set("scope", "openid email profile");
	url.searchParams.set("client_id", input.clientId);
	url.searchParams.set("redirect_uri", input.redirectUri);
	url.searchParams.set("state", input.state);
	url.searchParams.set("nonce", input.nonce);
	url.searchParams.set("team", input.teamId);
	return url.href;
}

const identitySchema = v.object({
	"https://slack.com/user_id": v.string(),
	"https://slack.com/team_id": v.string(),
});

/** The Slack user who signed in, as Slack itself says over TLS with the token it just gave us. */
export async function exchangeIdentityCode(
	app: SlackAppCredentials,
	input: { code: string; redirectUri: string },
	call: CallOptions,
): Promise<{ teamId: string; userId: string }> {
	const args = {
		client_id: app.clientId,
		client_secret: app.clientSecret,
		grant_type: "authorization_code",
		code: input.code,
		redirect_uri: input.redirectUri,
	};
	const token = await callMethod(
		"openid.connect.token",
		{},
		args,
		v.object({ access_token: v.string() }),
		call,
	);
	const authorization = `Bearer ${token.access_token}`;
	const identity = await callMethod("openid.connect.userInfo", { authorization }, {}, identitySchema, call);
	return { teamId: identity["https://slack.com/team_id"], userId: identity["https://slack.com/user_id"] };
}

function toBasic({ clientId, clientSecret }: SlackAppCredentials): string {
	return `Basic ${btoa(`${clientId}:${clientSecret}`)}`;
}
