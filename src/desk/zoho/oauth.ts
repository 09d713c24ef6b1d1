import * as v from "valibot";
import { VendorError, type VendorErrorKind } from "../../lib/errors.ts";
import {
	type CallOptions,
	type HttpAnswer,
	parseAnswer,
	parseJson,
	retryAfterSeconds,
	send,
} from "../../lib/http.ts";
import type {
	AuthorizationRequest,
	CodeExchange,
	DeskAddress,
	OAuthClient,
	SignInRole,
	TokenGrant,
} from "../help-desk.ts";
import { requireDataCentre } from "./data-centres.ts";
import { tokenAnswer } from "./schema.ts";

/**
 * One unknown scope fails the whole consent without being named, so only what is used is asked for. An administrator
 * links their own account with the grant that connects the desk: it has what an agent needs, too.
 */
const AGENT_SCOPES = [
	"Desk.tickets.READ",
	// New tickets; tags, added and removed alike.
	"Desk.tickets.CREATE",
	// Changes, comments, replies, moves.
	"Desk.tickets.UPDATE",
	// Every search and count needs it beside the module's own.
	"Desk.search.READ",
	"Desk.contacts.READ",
	"Desk.basic.READ",
	// Files sent ahead of a message.
	"Desk.basic.CREATE",
	// Fields with their values (statuses, priorities), and the addresses a reply may be sent from.
	"Desk.settings.READ",
];

/** Accounts and contacts as a sync writes them. */
const DIRECTORY_SCOPES = ["Desk.contacts.CREATE", "Desk.contacts.UPDATE", "Desk.contacts.DELETE"];

/** Older portals knew these as `Desk.events.*`. */
const WEBHOOK_SCOPES = [
	"Desk.webhooks.READ",
	"Desk.webhooks.CREATE",
	"Desk.webhooks.UPDATE",
	"Desk.webhooks.DELETE",
];

export function scopes(role: SignInRole): string[] {
	return role === "admin" ? [...AGENT_SCOPES, ...DIRECTORY_SCOPES, ...WEBHOOK_SCOPES] : [...AGENT_SCOPES];
}

export function authorizationUrl(desk: DeskAddress, request: AuthorizationRequest): string {
	const url = new URL(`https://${requireDataCentre(desk.address).accountsHost}/oauth/v2/auth`);
	const query = {
		response_type: "code",
		client_id: request.client.clientId,
		redirect_uri: request.redirectUri,
		scope: scopes(request.role).join(","),
		// Without these two there is no refresh token, or only at the very first consent.
		access_type: "offline",
		prompt: "consent",
		state: request.state,
	};
	for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
	return url.href;
}

export async function exchangeCode(
	desk: DeskAddress,
	{ client, redirectUri, callback, role }: CodeExchange,
	call: CallOptions,
): Promise<TokenGrant> {
	const refused = checkCallback(desk, callback);
	if (refused) throw new VendorError({ vendor: "zoho", kind: "invalid", code: refused });
	const form = {
		grant_type: "authorization_code",
		client_id: client.clientId,
		client_secret: client.clientSecret,
		redirect_uri: redirectUri,
		code: callback.get("code") ?? "",
	};
	const grant = await requestToken(desk, form, null, call);
	// Said nothing, it granted what was asked for.
	return grant.scopes.length > 0 ? grant : { ...grant, scopes: scopes(role) };
}

/**
 * The callback names the server that holds the code. Only the one of this desk's data centre is ever sent a
 * secret: not a look-alike, and not a real one of another data centre either.
 */
function checkCallback(desk: DeskAddress, callback: URLSearchParams): string | null {
	const { key, accountsHost } = requireDataCentre(desk.address);
	const error = callback.get("error");
	if (error !== null) return error === "access_denied" ? error : "authorization_failed";
	const server = callback.get("accounts-server");
	if (server !== null && server !== `https://${accountsHost}`) return "wrong_accounts_server";
	const location = callback.get("location");
	if (location !== null && location !== key) return "wrong_data_centre";
	return callback.get("code") ? null : "code_missing";
}

export async function refresh(
	desk: DeskAddress,
	client: OAuthClient,
	{ refreshToken, scopes }: { refreshToken: string; scopes: readonly string[] },
	call: CallOptions,
): Promise<TokenGrant> {
	const form = {
		grant_type: "refresh_token",
		client_id: client.clientId,
		client_secret: client.clientSecret,
		refresh_token: refreshToken,
	};
	const grant = await requestToken(desk, form, refreshToken, call);
	return grant.scopes.length > 0 ? grant : { ...grant, scopes: [...scopes] };
}

/** `kept`: the refresh token of a refresh; the vendor sends none then, and the old one goes on. */
async function requestToken(
	desk: DeskAddress,
	form: Record<string, string>,
	kept: string | null,
	call: CallOptions,
): Promise<TokenGrant> {
	const operation = "POST /oauth/v2/token";
	const { accountsHost } = requireDataCentre(desk.address);
	const url = new URL(`https://${accountsHost}/oauth/v2/token`);
	// Counted from before the call: rather a little early than used after its end.
	const askedAt = call.now();
	const answer = await send({ vendor: "zoho", operation, method: "POST", url, form }, call);
	const parsed = v.safeParse(tokenAnswer, parseJson(answer.body));
	const token = parsed.success ? parsed.output : null;
	if (answer.status !== 200 || !token?.access_token) {
		throw refusal(answer, token?.error ?? null, operation, kept !== null, call.now());
	}
	const lifetime = token.expires_in;
	return {
		accessToken: token.access_token,
		refreshToken: token.refresh_token ?? kept,
		accessExpiresAt: typeof lifetime === "number" && lifetime > 0 ? askedAt + lifetime * 1000 : null,
		refreshExpiresAt: null,
		scopes: (token.scope ?? "").split(/[\s,]+/).filter(Boolean),
	};
}

/** Refusals come with status 200 or 400 alike; only the word tells. */
function refusal(
	answer: HttpAnswer,
	error: string | null,
	operation: string,
	isRefresh: boolean,
	now: number,
): VendorError {
	const code = error?.trim().toLowerCase().replaceAll(/\s+/g, "_") ?? null;
	const kind = kindOf(answer.status, code, isRefresh);
	const safeCode = code && /^\w{1,60}$/.test(code) ? code : null;
	const retry = kind === "rate_limited" ? retryAfterSeconds(answer.headers, now) : null;
	return new VendorError({
		vendor: "zoho",
		kind,
		status: answer.status,
		code: safeCode,
		retryAfterSeconds: retry,
		operation,
	});
}

function kindOf(status: number, code: string | null, isRefresh: boolean): VendorErrorKind {
	// Ten access tokens in ten minutes per refresh token: the token itself stays good.
	if (code === "access_denied" || status === 429) return "rate_limited";
	if (status >= 500 || code === "server_error" || code === "general_error") return "unavailable";
	if (code === null) return "malformed";
	// Our client is unknown or its secret changed: nobody's sign-in is over, an administrator must mend it.
	if (!isRefresh || code === "invalid_client" || code === "invalid_client_secret") return "invalid";
	return code === "invalid_code" || code === "invalid_grant" ? "auth" : "unavailable";
}

const revokeAnswer = v.object({ status: v.string() });

/** Ending the refresh token ends its access tokens. A token the vendor no longer knows (400) is as good as ended. */
export async function revoke(
	desk: DeskAddress,
	grant: Pick<TokenGrant, "accessToken" | "refreshToken">,
	call: CallOptions,
): Promise<void> {
	const operation = "POST /oauth/v2/token/revoke";
	const url = new URL(`https://${requireDataCentre(desk.address).accountsHost}/oauth/v2/token/revoke`);
	const form = { token: grant.refreshToken ?? grant.accessToken };
	const answer = await send({ vendor: "zoho", operation, method: "POST", url, form }, call);
	if (answer.status === 400) return;
	if (answer.status !== 200) throw refusal(answer, null, operation, false, call.now());
	parseAnswer(revokeAnswer, answer, { vendor: "zoho", operation });
}
