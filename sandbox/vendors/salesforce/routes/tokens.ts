import { Hono } from "hono";
import type { SalesforceContext, SalesforceEnv } from "../app-env.ts";
import { OAuthError } from "../errors.ts";
import { signAnswer, signIdToken } from "../id-token.ts";
import { identityUrlOf, type Org } from "../org.ts";
import type { Session } from "../tokens.ts";
import { toOAuthError, toPage } from "../troubles.ts";
import type { SimUser } from "../users.ts";

/** Codes and refresh tokens become sessions here; forms only, the address says nothing. */
export const tokenRoutes = new Hono<SalesforceEnv>()
	.post("/services/oauth2/token", async (c) => {
		const form = await readForm(c);
		const org = openClient(c, form);
		const edge = org.troubles.take("page", `POST /services/oauth2/token`);
		if (edge) return toPage(edge);
		const trouble = org.troubles.take("token", form.get("grant_type") ?? "");
		if (trouble) throw toOAuthError(trouble);
		if (form.get("client_secret") !== org.clientSecret) {
			throw new OAuthError("invalid_client", "invalid client credentials");
		}
		if (!org.policy.isAppInstalled) throw new OAuthError("invalid_client", "app must be installed into org");
		if (form.get("grant_type") === "authorization_code") return exchangeCode(c, org, form);
		if (form.get("grant_type") === "refresh_token") return refresh(c, org, form);
		throw new OAuthError("unsupported_grant_type", "grant type not supported");
	})
	.post("/services/oauth2/revoke", async (c) => {
		const token = (await readForm(c)).get("token");
		if (!token) throw new OAuthError("unsupported_token_type", "this token type is not supported");
		for (const org of c.env.orgs) org.tokens.revoke(token);
		return c.body(null, 200);
	})
	.post("/services/oauth2/introspect", async (c) => {
		const form = await readForm(c);
		const org = openClient(c, form);
		if (form.get("client_secret") !== org.clientSecret) {
			throw new OAuthError("invalid_client", "invalid client credentials");
		}
		const session = org.tokens.use(form.get("token") ?? "");
		const user = session && org.users.get(session.grant.userId);
		if (!session || !user) return c.json({ active: false });
		return c.json({
			active: true,
			scope: session.grant.scopes.join(" "),
			client_id: org.seed.clientId,
			username: user.username,
			sub: identityUrlOf(org, user),
			token_type: "access_token",
			exp: Math.floor(session.expiresAt / 1000),
			iat: Math.floor(session.grant.createdAt / 1000),
		});
	});

async function readForm(c: SalesforceContext): Promise<URLSearchParams> {
	if (!c.req.header("content-type")?.startsWith("application/x-www-form-urlencoded")) {
		throw new OAuthError("invalid_request", "parameters must be in a form body");
	}
	return new URLSearchParams(await c.req.text());
}

/** Every org has an app of its own; an app of another org is unknown here. */
function openClient({ env }: SalesforceContext, form: URLSearchParams): Org {
	const org = env.orgs.find(({ seed }) => seed.clientId === form.get("client_id"));
	if (!org) throw new OAuthError("invalid_client_id", "client identifier invalid");
	return org;
}

function exchangeCode(c: SalesforceContext, org: Org, form: URLSearchParams): Response {
	const { session, nonce } = org.tokens.exchangeCode(form.get("code") ?? "", {
		redirectUri: form.get("redirect_uri") ?? "",
		codeVerifier: form.get("code_verifier"),
	});
	const user = openUser(org, session);
	const { refreshToken, scopes } = session.grant;
	return c.json({
		...toAnswer(org, user, session),
		...(refreshToken ? { refresh_token: refreshToken } : {}),
		...(scopes.includes("openid")
			? { id_token: signIdToken(org, user, identityUrlOf(org, user), nonce) }
			: {}),
	});
}

function refresh(c: SalesforceContext, org: Org, form: URLSearchParams): Response {
	if (form.has("scope")) throw new OAuthError("invalid_request", "scope parameter not supported");
	const rotates = org.policy.rotatesRefreshTokens;
	if (!org.policy.givesRefreshTokens) throw new OAuthError("invalid_grant", "expired access/refresh token");
	const sent = form.get("refresh_token") ?? "";
	// Somebody who may not sign in is refused before a token is taken for another.
	const owner = org.tokens.ownerOf(sent);
	if (owner !== null) requireUser(org, owner);
	const session = org.tokens.refresh(sent, rotates);
	const user = openUser(org, session);
	const { refreshToken } = session.grant;
	return c.json({
		...toAnswer(org, user, session),
		...(rotates && refreshToken ? { refresh_token: refreshToken } : {}),
	});
}

function openUser(org: Org, session: Session): SimUser {
	try {
		return requireUser(org, session.grant.userId);
	} catch (error) {
		org.tokens.revoke(session.token);
		throw error;
	}
}

function requireUser(org: Org, userId: string): SimUser {
	const user = org.users.get(userId);
	if (!user?.isActive) throw new OAuthError("inactive_user", "user is inactive");
	if (user.isFrozen) throw new OAuthError("invalid_grant", "authentication failure");
	return user;
}

function toAnswer(org: Org, user: SimUser, session: Session) {
	const id = identityUrlOf(org, user);
	const issuedAt = String(org.clock.now());
	return {
		access_token: session.token,
		signature: signAnswer(org.clientSecret, id, issuedAt),
		scope: session.grant.scopes.join(" "),
		instance_url: `https://${org.host}`,
		id,
		token_type: "Bearer",
		issued_at: issuedAt,
	};
}
