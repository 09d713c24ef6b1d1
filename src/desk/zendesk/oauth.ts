import { calculatePKCECodeChallenge } from "oauth4webapi";
import { VendorError } from "../../lib/errors.ts";
import { type CallOptions, parseAnswer, send } from "../../lib/http.ts";
import type {
	AuthorizationRequest,
	CodeExchange,
	DeskAddress,
	OAuthClient,
	SignInRole,
	TokenGrant,
} from "../help-desk.ts";
import { accountUrl } from "./address.ts";
import { toVendorError } from "./errors.ts";
import { tokenAnswer } from "./schema.ts";

/** The longest Zendesk grants: its bounds are 2 days and 90 days, both exclusive. */
const ACCESS_SECONDS = 172_799;
const REFRESH_SECONDS = 7_775_999;

const TOKEN_OPERATION = "POST /oauth/tokens";
const REVOKE_OPERATION = "DELETE /oauth/tokens/current";

/** `read` is the broad one: search answers nothing less. `write` doesn't include it. */
const SCOPES: Readonly<Record<SignInRole, readonly string[]>> = {
	admin: ["read", "tickets:write", "users:write", "organizations:write", "webhooks:write", "triggers:write"],
	agent: ["read", "tickets:write"],
};

export function scopes(role: SignInRole): string[] {
	return [...SCOPES[role]];
}

export async function authorizationUrl(desk: DeskAddress, request: AuthorizationRequest): Promise<string> {
	const url = accountUrl(desk, "/oauth/authorizations/new");
	url.search = new URLSearchParams({
		response_type: "code",
		client_id: request.client.clientId,
		redirect_uri: request.redirectUri,
		scope: scopes(request.role).join(" "),
		state: request.state,
		code_challenge: await calculatePKCECodeChallenge(request.codeVerifier),
		code_challenge_method: "S256",
	}).toString();
	return url.href;
}

export async function exchangeCode(
	desk: DeskAddress,
	{ client, redirectUri, callback, codeVerifier, role }: CodeExchange,
	call: CallOptions,
): Promise<TokenGrant> {
	const refusal = callback.get("error");
	if (refusal !== null) throw refusedError(/^[a-z_]{1,60}$/.test(refusal) ? refusal : "refused");
	const code = callback.get("code");
	if (!code) throw refusedError("no_code");
	const grant = {
		grant_type: "authorization_code",
		code,
		redirect_uri: redirectUri,
		code_verifier: codeVerifier,
		scope: scopes(role).join(" "),
	};
	try {
		return await requestGrant(desk, client, grant, scopes(role), call);
	} catch (error) {
		// Some refusals of a code come as 401; nobody's sign-in has ended by that.
		if (error instanceof VendorError && error.kind === "auth") throw refusedError(error.code ?? "refused");
		throw error;
	}
}

export async function refresh(
	desk: DeskAddress,
	client: OAuthClient,
	{ refreshToken, scopes }: { refreshToken: string; scopes: readonly string[] },
	call: CallOptions,
): Promise<TokenGrant> {
	const scope = scopes.length > 0 ? { scope: scopes.join(" ") } : {};
	const grant = { grant_type: "refresh_token", refresh_token: refreshToken, ...scope };
	try {
		return await requestGrant(desk, client, grant, scopes, call);
	} catch (error) {
		if (!(error instanceof VendorError)) throw error;
		const { status, code, kind } = error;
		if (code === "invalid_grant") {
			throw new VendorError({ vendor: "zendesk", kind: "auth", status, code, operation: TOKEN_OPERATION });
		}
		// Our client is unknown or its secret changed: nobody's sign-in is over, an administrator must mend it.
		if (code === "invalid_client" && kind === "auth") {
			throw new VendorError({ vendor: "zendesk", kind: "invalid", status, code, operation: TOKEN_OPERATION });
		}
		throw error;
	}
}

/** Ends the access token and the refresh token that came with it. */
export async function revoke(
	desk: DeskAddress,
	{ accessToken }: Pick<TokenGrant, "accessToken" | "refreshToken">,
	call: CallOptions,
): Promise<void> {
	const answer = await send(
		{
			vendor: "zendesk",
			operation: REVOKE_OPERATION,
			method: "DELETE",
			url: accountUrl(desk, "/api/v2/oauth/tokens/current"),
			headers: { accept: "application/json", authorization: `Bearer ${accessToken}` },
		},
		call,
	);
	if (answer.status !== 200 && answer.status !== 204) {
		throw toVendorError(answer, REVOKE_OPERATION, call.now());
	}
}

async function requestGrant(
	desk: DeskAddress,
	client: OAuthClient,
	grant: Record<string, string>,
	requestedScopes: readonly string[],
	call: CallOptions,
): Promise<TokenGrant> {
	// Counted from before the call: rather a little early than used after its end.
	const askedAt = call.now();
	const answer = await send(
		{
			vendor: "zendesk",
			operation: TOKEN_OPERATION,
			method: "POST",
			url: accountUrl(desk, "/oauth/tokens"),
			headers: { accept: "application/json" },
			json: {
				...grant,
				client_id: client.clientId,
				client_secret: client.clientSecret,
				expires_in: ACCESS_SECONDS,
				refresh_token_expires_in: REFRESH_SECONDS,
			},
		},
		call,
	);
	if (answer.status !== 200 && answer.status !== 201) {
		throw toVendorError(answer, TOKEN_OPERATION, call.now());
	}
	const granted = parseAnswer(tokenAnswer, answer, { vendor: "zendesk", operation: TOKEN_OPERATION });
	const expiry = (seconds: number | null) => (seconds === null ? null : askedAt + seconds * 1000);
	return {
		accessToken: granted.access_token,
		refreshToken: granted.refresh_token,
		accessExpiresAt: expiry(granted.expires_in),
		refreshExpiresAt: granted.refresh_token === null ? null : expiry(granted.refresh_token_expires_in),
		scopes: granted.scope === null ? [...requestedScopes] : granted.scope.split(" ").filter(Boolean),
	};
}

function refusedError(code: string): VendorError {
	return new VendorError({ vendor: "zendesk", kind: "invalid", code, operation: TOKEN_OPERATION });
}
