import { Hono } from "hono";
import type { SalesforceContext, SalesforceEnv } from "../app-env.ts";
import { ApiError } from "../errors.ts";
import { identifySession } from "../guard.ts";
import { publicKeys } from "../id-token.ts";
import { identityUrlOf, loginHostOf, type Org } from "../org.ts";
import { toTime } from "../time.ts";
import type { SimUser } from "../users.ts";

/** Who signed in, and where. */
export const identityRoutes = new Hono<SalesforceEnv>()
	.get("/id/keys", (c) => c.json(publicKeys()))
	.get("/.well-known/openid-configuration", (c) => {
		const origin = `https://${new URL(c.req.url).host}`;
		const at = (path: string) => `${origin}/services/oauth2/${path}`;
		return c.json({
			issuer: origin,
			authorization_endpoint: at("authorize"),
			token_endpoint: at("token"),
			revocation_endpoint: at("revoke"),
			userinfo_endpoint: at("userinfo"),
			introspection_endpoint: at("introspect"),
			jwks_uri: `${origin}/id/keys`,
			scopes_supported: ["api", "refresh_token", "openid"],
			response_types_supported: ["code"],
			subject_types_supported: ["public"],
			id_token_signing_alg_values_supported: ["RS256"],
		});
	})
	.get("/services/oauth2/userinfo", (c) => {
		const found = identify(c);
		if (!found) return c.text("Bad_OAuth_Token", 403);
		const { org, user } = found;
		return c.json({
			sub: identityUrlOf(org, user),
			user_id: user.id,
			organization_id: org.id,
			preferred_username: user.username,
			nickname: user.key,
			name: user.name,
			email: user.email,
			email_verified: true,
			given_name: user.firstName,
			family_name: user.lastName,
			zoneinfo: zoneOf(org),
			user_type: "STANDARD",
			language: org.seed.language === "ja" ? "ja" : "en_US",
			locale: org.seed.language === "ja" ? "ja_JP" : "en_US",
			active: user.isActive,
		});
	})
	.get("/id/:organization/:user", (c) => {
		const found = identify(c);
		if (!found) return c.text("Bad_OAuth_Token", 403);
		const { org, user } = found;
		const isSame = (given: string, id: string) => given.slice(0, 15) === id.slice(0, 15);
		if (!isSame(c.req.param("organization"), org.id) || !isSame(c.req.param("user"), user.id)) {
			return c.text("Wrong_Org", 403);
		}
		const version = c.req.query("version") === "latest" ? "67.0" : "{version}";
		const base = `https://${org.host}/services/data/v${version}`;
		return c.json({
			id: identityUrlOf(org, user),
			asserted_user: true,
			user_id: user.id,
			organization_id: org.id,
			username: user.username,
			nick_name: user.key,
			display_name: user.name,
			email: user.email,
			email_verified: true,
			first_name: user.firstName,
			last_name: user.lastName,
			timezone: zoneOf(org),
			urls: {
				rest: `${base}/`,
				query: `${base}/query/`,
				sobjects: `${base}/sobjects/`,
				custom_domain: `https://${org.host}`,
			},
			active: user.isActive,
			user_type: "STANDARD",
			language: org.seed.language === "ja" ? "ja" : "en_US",
			locale: org.seed.language === "ja" ? "ja_JP" : "en_US",
			custom_domain: `https://${org.host}`,
			is_app_installed: org.policy.isAppInstalled,
			last_modified_date: toTime(org.clock.now()),
		});
	});

function zoneOf(org: Org): string {
	return org.seed.language === "ja" ? "Asia/Tokyo" : "America/Los_Angeles";
}

/** These answer at the login hosts and at the org's own address. */
function identify(c: SalesforceContext): { org: Org; user: SimUser } | null {
	for (const org of c.env.orgs) {
		if (c.env.org === null && loginHostOf(org) !== new URL(c.req.url).host) continue;
		try {
			return { org, user: identifySession(c, org) };
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
		}
	}
	return null;
}
