import { createSign, generateKeyPairSync } from "node:crypto";
import { SLACK_APP } from "../../seed/accounts.ts";
import type { CodeState, TeamState } from "./state.ts";

/** Slack's signing key for OpenID Connect; a new one with every start. */
const KEY_ID = "sandbox-slack-1";
let pair: ReturnType<typeof generateKeyPairSync> | undefined;

function keys() {
	pair ??= generateKeyPairSync("rsa", { modulusLength: 2048 });
	return pair;
}

export function publicKeys() {
	const jwk = keys().publicKey.export({ format: "jwk" });
	return { keys: [{ ...jwk, alg: "RS256", use: "sig", kid: KEY_ID }] };
}

/** The token's times are the real clock's: the app checks them against its own. */
export function signIdToken(team: TeamState, code: CodeState): string {
	const user = team.users.get(code.userId);
	const now = Math.floor(Date.now() / 1000);
	const claims = {
		iss: "https://slack.com",
		sub: code.userId,
		aud: SLACK_APP.clientId,
		iat: now,
		exp: now + 300,
		...(code.nonce ? { nonce: code.nonce } : {}),
		"https://slack.com/team_id": team.id,
		"https://slack.com/user_id": code.userId,
		...(code.scopes.includes("email") ? { email: user?.email, email_verified: true } : {}),
		...(code.scopes.includes("profile") ? { name: user?.name, locale: user?.locale } : {}),
	};
	const head = { alg: "RS256", typ: "JWT", kid: KEY_ID };
	const body = [head, claims]
		.map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
		.join(".");
	const signature = createSign("RSA-SHA256").update(body).sign(keys().privateKey).toString("base64url");
	return `${body}.${signature}`;
}
