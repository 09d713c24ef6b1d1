import { calculatePKCECodeChallenge } from "oauth4webapi";
import { importHmacKey, verifyHmac } from "../lib/crypto.ts";
import { fromBase64 } from "../lib/encoding.ts";
import { VendorError } from "../lib/errors.ts";
import { type CallOptions, type HttpAnswer, parseAnswer, parseJson, send } from "../lib/http.ts";
import { parseInstanceUrl, signInUrl } from "./address.ts";
import type { CrmClient, CrmGrant, CrmProvider } from "./crm.ts";
import { toGrantError } from "./oauth-errors.ts";
import { tokenAnswer } from "./schema.ts";

const TOKEN = "POST /oauth2/token";
const REVOKE = "POST /oauth2/revoke";
const SCOPE = "api refresh_token openid";

/** Always asks who it is: whoever connects a second org is still signed in to the first. */
export const authorizationUrl: CrmProvider["authorizationUrl"] = async (host, request) => {
	const url = signInUrl(host, "authorize");
	url.search = new URLSearchParams({
		response_type: "code",
		client_id: request.client.clientId,
		redirect_uri: request.redirectUri,
		scope: SCOPE,
		state: request.state,
		code_challenge: await calculatePKCECodeChallenge(request.codeVerifier),
		code_challenge_method: "S256",
		prompt: "login",
	}).toString();
	return url.href;
};

export const exchangeCode: CrmProvider["exchangeCode"] = async (host, exchange, call) => {
	const { client, redirectUri, code, codeVerifier } = exchange;
	const answer = await askForToken(
		host,
		client,
		{ grant_type: "authorization_code", code, redirect_uri: redirectUri, code_verifier: codeVerifier },
		call,
	);
	if (answer.status !== 200) {
		const error = toGrantError(answer, TOKEN, call.now());
		// A code is one attempt of one person: nobody's sign-in has ended by its refusal, and it never heals.
		if (error.kind === "auth" || error.code === "expired_code") throw refused(error.code, answer);
		throw error;
	}
	const { grant, signed, signature } = toGrant(answer);
	if (!(await isSigned(client.clientSecret, signed, signature))) throw refused("signature", answer);
	return grant;
};

/** Without `scope`: naming it on a refresh breaks the grant. */
export const refresh: CrmProvider["refresh"] = async (host, client, refreshToken, call) => {
	const grant = { grant_type: "refresh_token", refresh_token: refreshToken };
	const answer = await askForToken(host, client, grant, call);
	if (answer.status !== 200) throw toGrantError(answer, TOKEN, call.now());
	return toGrant(answer).grant;
};

export const revoke: CrmProvider["revoke"] = async (host, token, call) => {
	const url = signInUrl(host, "revoke");
	const answer = await send(
		{ vendor: "salesforce", operation: REVOKE, method: "POST", url, form: { token } },
		call,
	);
	if (answer.status === 200) return;
	const error = toGrantError(answer, REVOKE, call.now());
	const isGone = error.code === "invalid_token" || error.code === "unsupported_token_type";
	if (!isGone) throw error;
};

async function askForToken(
	host: string,
	{ clientId, clientSecret }: CrmClient,
	grant: Record<string, string>,
	call: CallOptions,
): Promise<HttpAnswer> {
	const answer = await send(
		{
			vendor: "salesforce",
			operation: TOKEN,
			method: "POST",
			url: signInUrl(host, "token"),
			headers: { accept: "application/json" },
			form: { ...grant, client_id: clientId, client_secret: clientSecret },
		},
		call,
	);
	// A page in place of a token: whether one was granted is as unknown as after no answer.
	if (answer.status === 200 && parseJson(answer.body) === undefined) {
		throw new VendorError({ vendor: "salesforce", kind: "unavailable", code: "page", operation: TOKEN });
	}
	return answer;
}

function toGrant(answer: HttpAnswer): { grant: CrmGrant; signed: string; signature: string } {
	const granted = parseAnswer(tokenAnswer, answer, { vendor: "salesforce", operation: TOKEN });
	const [, organizationId, userId] = /\/id\/([A-Za-z0-9]{18})\/([A-Za-z0-9]{18})$/.exec(granted.id) ?? [];
	const instanceUrl = parseInstanceUrl(granted.instance_url);
	if (!organizationId || !userId) throw malformed("id");
	if (!instanceUrl) throw malformed("instance_url");
	return {
		grant: {
			accessToken: granted.access_token,
			refreshToken: granted.refresh_token,
			instanceUrl,
			organizationId,
			userId,
			issuedAt: Number(granted.issued_at),
		},
		signed: granted.id + granted.issued_at,
		signature: granted.signature,
	};
}

/** Salesforce signs who signed in, and when, with the secret of the app that asked. */
async function isSigned(clientSecret: string, signed: string, signature: string): Promise<boolean> {
	const bytes = fromBase64(signature);
	// No engine makes a key of nothing.
	if (!bytes || clientSecret === "") return false;
	return verifyHmac(await importHmacKey(clientSecret), bytes, signed);
}

function refused(code: string | null, { status }: HttpAnswer): VendorError {
	return new VendorError({ vendor: "salesforce", kind: "invalid", status, code, operation: TOKEN });
}

function malformed(code: string): VendorError {
	return new VendorError({ vendor: "salesforce", kind: "malformed", status: 200, code, operation: TOKEN });
}
