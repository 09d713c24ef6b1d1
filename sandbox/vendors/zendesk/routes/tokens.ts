import { Hono } from "hono";
import * as v from "valibot";
import type { ZendeskContext, ZendeskEnv } from "../app-env.ts";
import { oauthError } from "../errors.ts";
import { signedIn } from "../guard.ts";
import { CLIENT } from "../oauth-client.ts";
import { toTime } from "../serialize.ts";
import type { Grant, Lifetimes } from "../token-book.ts";

const tokenRequest = v.object({
	grant_type: v.string(),
	client_id: v.optional(v.string()),
	client_secret: v.optional(v.string()),
	code: v.optional(v.string()),
	redirect_uri: v.optional(v.string()),
	code_verifier: v.optional(v.string()),
	refresh_token: v.optional(v.string()),
	scope: v.optional(v.string()),
	expires_in: v.optional(v.pipe(v.number(), v.integer())),
	refresh_token_expires_in: v.optional(v.pipe(v.number(), v.integer())),
});

type TokenRequest = v.InferOutput<typeof tokenRequest>;

/** Bounds are exclusive, as the vendor's document words them. */
const ACCESS_SECONDS = { above: 300, below: 172_800, unasked: 1_800 };
const REFRESH_SECONDS = { above: 604_800, below: 7_776_000, unasked: 2_592_000 };

export const grantRoutes = new Hono<ZendeskEnv>().post("/oauth/tokens", async (c) => {
	const request = await parseTokenRequest(c);
	if (request.client_id !== CLIENT.identifier || request.client_secret !== CLIENT.secret) {
		throw oauthError(401, "invalid_client", "Client authentication failed.");
	}
	const grant = issue(c, request, toLifetimes(request));
	const seconds = (until: number) => Math.round((until - c.env.clock.now()) / 1000);
	return c.json(
		{
			access_token: grant.accessToken,
			refresh_token: grant.refreshToken,
			token_type: "bearer",
			scope: grant.scopes.join(" "),
			expires_in: seconds(grant.accessExpiresAt),
			refresh_token_expires_in: seconds(grant.refreshExpiresAt),
		},
		201,
	);
});

export const currentTokenRoutes = new Hono<ZendeskEnv>()
	.get("/oauth/tokens/current", signedIn, (c) => {
		const { grant } = c.var;
		return c.json({
			token: {
				id: grant.id,
				url: `https://${c.env.account.subdomain}.zendesk.com/api/v2/oauth/tokens/${grant.id}.json`,
				client_id: CLIENT.numericId,
				user_id: grant.userId,
				scopes: grant.scopes,
				token: grant.accessToken.slice(0, 10),
				refresh_token: grant.refreshToken.slice(0, 10),
				created_at: toTime(grant.createdAt),
				used_at: toTime(grant.usedAt),
				expires_at: toTime(grant.accessExpiresAt),
				refresh_token_expires_at: toTime(grant.refreshExpiresAt),
			},
		});
	})
	.delete("/oauth/tokens/current", signedIn, (c) => {
		c.env.account.tokens.revoke(c.var.grant);
		return c.body(null, 204);
	});

async function parseTokenRequest(c: ZendeskContext): Promise<TokenRequest> {
	const isJson = c.req.header("content-type")?.startsWith("application/json");
	const body: unknown = isJson ? await c.req.json().catch(() => null) : null;
	const parsed = v.safeParse(tokenRequest, body);
	if (!parsed.success)
		throw oauthError(400, "invalid_request", "The request body must be JSON with a grant_type.");
	return parsed.output;
}

function issue(c: ZendeskContext, request: TokenRequest, lifetimes: Lifetimes): Grant {
	const { tokens } = c.env.account;
	switch (request.grant_type) {
		case "authorization_code":
			return tokens.exchangeCode(
				request.code ?? "",
				{
					clientId: CLIENT.identifier,
					redirectUri: request.redirect_uri ?? null,
					codeVerifier: request.code_verifier ?? null,
				},
				lifetimes,
			);
		case "refresh_token":
			return tokens.refresh(request.refresh_token ?? "", request.scope?.split(" ") ?? null, lifetimes);
		default:
			throw oauthError(400, "unsupported_grant_type", "The authorization grant type is not supported.");
	}
}

function toLifetimes(request: TokenRequest): Lifetimes {
	const accessSeconds = request.expires_in ?? ACCESS_SECONDS.unasked;
	const refreshSeconds = request.refresh_token_expires_in ?? REFRESH_SECONDS.unasked;
	const isAccessGood =
		accessSeconds > ACCESS_SECONDS.above &&
		accessSeconds < ACCESS_SECONDS.below &&
		accessSeconds < refreshSeconds;
	const isRefreshGood = refreshSeconds > REFRESH_SECONDS.above && refreshSeconds < REFRESH_SECONDS.below;
	if (!isAccessGood || !isRefreshGood) {
		const name = isAccessGood ? "refresh_token_expires_in" : "expires_in";
		throw oauthError(400, "invalid_request", `${name} is outside the allowed range.`);
	}
	return { accessSeconds, refreshSeconds };
}
