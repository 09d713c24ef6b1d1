import { Hono } from "hono";
import type { SalesforceContext, SalesforceEnv } from "../app-env.ts";
import { buildAuthorizePage, buildProblemPage } from "../authorize-page.ts";
import type { Org } from "../org.ts";
import { pageHeaders, toLocale } from "../page.ts";
import { isRegisteredRedirect } from "../redirects.ts";

interface AuthorizeRequest {
	/** Whose app asks. */
	org: Org;
	redirectUri: string;
	state: string | null;
	scopes: string[];
	codeChallenge: string | null;
	nonce: string | null;
}

const SCOPES = ["api", "refresh_token", "offline_access", "openid", "id", "profile", "email", "web", "full"];

export const authorizeRoutes = new Hono<SalesforceEnv>()
	.get("/services/oauth2/authorize", async (c) => {
		const request = await parseAuthorizeRequest(c);
		if (request instanceof Response) return request;
		return c.html(
			buildAuthorizePage({ orgs: c.env.orgs, scopes: request.scopes, locale: toLocale(c) }),
			200,
			pageHeaders,
		);
	})
	.post("/services/oauth2/authorize", async (c) => {
		const request = await parseAuthorizeRequest(c);
		if (request instanceof Response) return request;
		const form = await c.req.parseBody();
		if (form.decision !== "allow") {
			return backWith(c, request, {
				error: "access_denied",
				error_description: "end-user denied authorization",
			});
		}
		const { org } = request;
		const home = c.env.orgs.find(({ users }) => users.has(String(form.person)));
		const user = home?.users.get(String(form.person));
		if (!home || !user?.isActive || user.isFrozen) {
			return c.html(buildProblemPage("person", toLocale(c)), 400, pageHeaders);
		}
		// A local app lives in one org; people of another have never heard of it.
		if (home !== org || !org.policy.isAppInstalled) {
			return backWith(c, request, {
				error: "invalid_client",
				error_description: "app must be installed into org",
			});
		}
		const { redirectUri, scopes, codeChallenge, nonce } = request;
		const code = org.tokens.issueCode({ userId: user.id, redirectUri, scopes, codeChallenge, nonce });
		return backWith(c, request, { code });
	});

/** Until client and address are known good nothing is sent anywhere: the page itself says what is wrong. */
async function parseAuthorizeRequest(c: SalesforceContext): Promise<AuthorizeRequest | Response> {
	const query = new URL(c.req.url).searchParams;
	const problem = (which: "client" | "redirect") =>
		c.html(buildProblemPage(which, toLocale(c)), 400, pageHeaders);
	const org = c.env.orgs.find(({ seed }) => seed.clientId === query.get("client_id"));
	if (!org) return problem("client");
	const redirectUri = query.get("redirect_uri") ?? "";
	if (!org.policy.knowsCallback || !isRegisteredRedirect(redirectUri)) return problem("redirect");
	const request: AuthorizeRequest = {
		org,
		redirectUri,
		state: query.get("state"),
		scopes: query.get("scope")?.split(" ").filter(Boolean) ?? ["api"],
		codeChallenge: query.get("code_challenge"),
		nonce: query.get("nonce"),
	};
	const refusal = findProblem(query, request);
	return refusal ? backWith(c, request, refusal) : request;
}

function findProblem(query: URLSearchParams, request: AuthorizeRequest): Record<string, string> | null {
	if (query.get("response_type") !== "code") {
		return { error: "unsupported_response_type", error_description: "response type not supported" };
	}
	if (request.scopes.some((scope) => !SCOPES.includes(scope))) {
		return { error: "invalid_scope", error_description: "the requested scope is invalid" };
	}
	const { codeChallenge } = request;
	if (codeChallenge === null) {
		if (!request.org.policy.requiresPkce) return null;
		return { error: "invalid_request", error_description: "missing required code challenge" };
	}
	// Nothing but S256 is known; a plain challenge would be taken for one.
	const isS256 = (query.get("code_challenge_method") ?? "S256") === "S256";
	if (isS256 && /^[A-Za-z0-9_-]{43}$/.test(codeChallenge)) return null;
	return { error: "invalid_request", error_description: "invalid code challenge" };
}

function backWith(c: SalesforceContext, request: AuthorizeRequest, answer: Record<string, string>): Response {
	const target = new URL(request.redirectUri);
	for (const [name, value] of Object.entries(answer)) target.searchParams.set(name, value);
	if (request.state !== null) target.searchParams.set("state", request.state);
	return c.redirect(target.href, 302);
}
