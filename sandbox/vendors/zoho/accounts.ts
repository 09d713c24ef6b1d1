import { Hono } from "hono";
import { ZOHO_ACCOUNT } from "../../seed/accounts.ts";
import { consentPage, type PageProblem, problemPage } from "./consent-page.ts";
import type { Consent, Grants, TokenResult } from "./grants.ts";
import { PAGE_HEADERS, toLocale } from "./page.ts";
import type { ZohoState } from "./state.ts";

const HOME = `accounts.zoho.${ZOHO_ACCOUNT.dataCentre}`;
const KNOWN_SCOPE =
	/^Desk\.(?:(?:tickets|tasks|basic|settings|products|articles|events|calls|webhooks|activities)\.(?:READ|CREATE|UPDATE|DELETE|ALL)|contacts\.(?:READ|CREATE|UPDATE|DELETE)|search\.READ)$/;

/** The accounts server: the sign-in page and the token endpoints. */
export function createAccounts(state: () => ZohoState, grants: Grants): Hono {
	const app = new Hono();

	app.get("/oauth/v2/auth", (c) => {
		const query = new URL(c.req.url).searchParams;
		const problem = problemOf(query);
		if (problem) return c.html(problemPage(problem, toLocale(c)), 400, PAGE_HEADERS);
		return c.html(consentPage(state(), query, toLocale(c)), 200, PAGE_HEADERS);
	});

	app.post("/oauth/v2/auth", async (c) => {
		const form = new URLSearchParams(await c.req.text());
		const problem = problemOf(form);
		if (problem) return c.html(problemPage(problem, toLocale(c)), 400, PAGE_HEADERS);
		const back = new URL(form.get("redirect_uri") ?? "");
		const stateValue = form.get("state");
		if (stateValue !== null) back.searchParams.set("state", stateValue);
		if (form.get("decision") !== "allow") {
			back.searchParams.set("error", "access_denied");
			return c.redirect(back.href, 302);
		}
		const consent = toConsent(state(), form);
		if (!consent) return c.html(consentPage(state(), form, toLocale(c), true), 400, PAGE_HEADERS);
		back.searchParams.set("code", grants.issueCode(consent));
		// Wherever the sign-in began, the person's account lives in one data centre, and the callback names it.
		back.searchParams.set("location", ZOHO_ACCOUNT.dataCentre);
		back.searchParams.set("accounts-server", `https://${HOME}`);
		return c.redirect(back.href, 302);
	});

	app.post("/oauth/v2/token", async (c) => {
		const url = new URL(c.req.url);
		const form = new URLSearchParams([...url.searchParams, ...new URLSearchParams(await c.req.text())]);
		if (form.get("client_id") !== ZOHO_ACCOUNT.clientId) return c.json({ error: "invalid_client" });
		if (form.get("client_secret") !== ZOHO_ACCOUNT.clientSecret)
			return c.json({ error: "invalid_client_secret" });
		// Codes and tokens of one data centre mean nothing in another.
		if (url.host !== HOME) return c.json({ error: "invalid_code" });
		if (form.get("grant_type") === "authorization_code") {
			const { code = "", redirect_uri = "" } = Object.fromEntries(form);
			const result = grants.exchange(code, ZOHO_ACCOUNT.clientId, redirect_uri);
			return c.json(presentToken(result, grants, true));
		}
		if (form.get("grant_type") === "refresh_token") {
			const result = grants.refresh(form.get("refresh_token") ?? "", ZOHO_ACCOUNT.clientId);
			return c.json(presentToken(result, grants, false));
		}
		return c.json({ error: "unsupported_grant_type" });
	});

	app.post("/oauth/v2/token/revoke", async (c) => {
		const form = new URLSearchParams(await c.req.text());
		const token = form.get("token") ?? new URL(c.req.url).searchParams.get("token") ?? "";
		return grants.revoke(token) ? c.json({ status: "success" }) : c.json({ error: "invalid_token" }, 400);
	});

	app.notFound((c) => c.html(problemPage("no_page", toLocale(c)), 404, PAGE_HEADERS));
	return app;
}

function presentToken(result: TokenResult, grants: Grants, first: boolean) {
	if ("error" in result) {
		if (result.error === "invalid_code") return { error: "invalid_code" };
		const why = "Too many access tokens were made from this refresh token. Wait for the next window.";
		return { error: "Access Denied", error_description: why, status: "failure" };
	}
	return {
		access_token: result.token,
		...(first && result.refreshToken ? { refresh_token: result.refreshToken } : {}),
		scope: result.consent.scopes.join(" "),
		api_domain: `https://www.zohoapis.${ZOHO_ACCOUNT.dataCentre}`,
		token_type: "Bearer",
		expires_in: grants.accessLifeSeconds,
	};
}

/** Why the request can't be shown to anybody; such mistakes are never sent to the redirect address. */
function problemOf(query: URLSearchParams): PageProblem | null {
	if (query.get("client_id") !== ZOHO_ACCOUNT.clientId) return "client";
	if (!isRegistered(query.get("redirect_uri") ?? "")) return "redirect";
	if (query.get("response_type") !== "code") return "response_type";
	const scopes = scopesOf(query);
	// The page doesn't say which one.
	if (scopes.length === 0 || !scopes.every((scope) => KNOWN_SCOPE.test(scope))) return "scope";
	return null;
}

/** The client is registered for the product's callback, on whatever port or host it runs. */
function isRegistered(redirectUri: string): boolean {
	const url = URL.parse(redirectUri);
	if (url?.pathname !== "/oauth/zoho/callback" || url.hash) return false;
	return url.protocol === "https:" || (url.protocol === "http:" && url.hostname === "localhost");
}

const scopesOf = (query: URLSearchParams) => (query.get("scope") ?? "").split(",").filter(Boolean);

/** null when the person is not in the organisation. */
function toConsent(state: ZohoState, form: URLSearchParams): Consent | null {
	const [email, orgId] = [form.get("person"), form.get("organisation")];
	const agent = state.agents.find((one) => one.email === email && one.orgId === orgId);
	if (!agent) return null;
	return {
		clientId: ZOHO_ACCOUNT.clientId,
		redirectUri: form.get("redirect_uri") ?? "",
		scopes: scopesOf(form),
		zuid: agent.zuid,
		orgId: agent.orgId,
		offline: form.get("access_type") === "offline",
	};
}
