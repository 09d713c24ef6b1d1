import { Hono } from "hono";
import type { ZendeskContext, ZendeskEnv } from "../app-env.ts";
import { buildAuthorizePage, buildProblemPage } from "../authorize-page.ts";
import { CLIENT, isRegisteredRedirect } from "../oauth-client.ts";
import { pageHeaders, toLocale } from "../page.ts";

interface AuthorizeRequest {
	redirectUri: string;
	state: string | null;
	scopes: string[];
	codeChallenge: string | null;
}

export const authorizeRoutes = new Hono<ZendeskEnv>()
	.get("/oauth/authorizations/new", async (c) => {
		const request = await parseAuthorizeRequest(c);
		if (request instanceof Response) return request;
		const { account } = c.env;
		return c.html(
			buildAuthorizePage({ account, scopes: request.scopes, locale: toLocale(c) }),
			200,
			pageHeaders,
		);
	})
	.post("/oauth/authorizations/new", async (c) => {
		const request = await parseAuthorizeRequest(c);
		if (request instanceof Response) return request;
		const form = await c.req.parseBody();
		if (form.decision !== "allow") {
			return backWith(c, request, {
				error: "access_denied",
				error_description: "The end-user or authorization server denied the request.",
			});
		}
		const user = c.env.account.users.get(Number(form.person));
		if (!user) return c.html(buildProblemPage("person", toLocale(c)), 400, pageHeaders);
		const code = c.env.account.tokens.issueCode({
			userId: user.id,
			clientId: CLIENT.identifier,
			redirectUri: request.redirectUri,
			scopes: request.scopes,
			codeChallenge: request.codeChallenge,
		});
		return backWith(c, request, { code });
	});

/** Until client and address are known good nothing is sent anywhere: the page itself says what is wrong. */
async function parseAuthorizeRequest(c: ZendeskContext): Promise<AuthorizeRequest | Response> {
	const query = new URL(c.req.url).searchParams;
	const redirectUri = query.get("redirect_uri") ?? "";
	if (query.get("client_id") !== CLIENT.identifier) {
		return c.html(buildProblemPage("client", toLocale(c)), 400, pageHeaders);
	}
	if (!isRegisteredRedirect(redirectUri)) {
		return c.html(buildProblemPage("redirect", toLocale(c)), 400, pageHeaders);
	}
	const request: AuthorizeRequest = {
		redirectUri,
		state: query.get("state"),
		scopes: query.get("scope")?.split(" ").filter(Boolean) ?? [],
		codeChallenge: query.get("code_challenge"),
	};
	const problem = findProblem(query, request);
	return problem ? backWith(c, request, problem) : request;
}

function findProblem(query: URLSearchParams, request: AuthorizeRequest): Record<string, string> | null {
	if (query.get("response_type") !== "code") {
		return { error: "unsupported_response_type", error_description: "response_type must be code." };
	}
	if (request.scopes.length === 0) {
		return { error: "invalid_scope", error_description: "The requested scope is invalid." };
	}
	if (request.codeChallenge !== null && query.get("code_challenge_method") !== "S256") {
		return { error: "invalid_request", error_description: "code_challenge_method must be S256." };
	}
	return null;
}

function backWith(c: ZendeskContext, request: AuthorizeRequest, answer: Record<string, string>): Response {
	const target = new URL(request.redirectUri);
	for (const [name, value] of Object.entries(answer)) target.searchParams.set(name, value);
	if (request.state !== null) target.searchParams.set("state", request.state);
	return c.redirect(target.href, 302);
}
