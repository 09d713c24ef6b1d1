import { beforeEach, describe, expect, it } from "vitest";
import { DATA_CENTRES } from "../../../../src/desk/zoho/data-centres.ts";
import { zoho } from "../../../../src/desk/zoho/provider.ts";
import type { CallOptions } from "../../../../src/lib/http.ts";
import {
	CLIENT,
	createAccount,
	DESK,
	failureOf,
	REDIRECT,
	START,
	type TestAccount,
} from "../../sandbox/zoho/account.ts";

let account: TestAccount;

beforeEach(() => {
	account = createAccount();
});

const request = {
	client: CLIENT,
	redirectUri: REDIRECT,
	state: "s",
	codeVerifier: "v",
	role: "admin" as const,
};

function exchange(callback: URLSearchParams, call = account.call) {
	return zoho.exchangeCode(
		DESK,
		{ client: CLIENT, redirectUri: REDIRECT, callback, codeVerifier: "v", role: "admin" },
		call,
	);
}

/** A vendor that gives one answer to everything and counts. */
function answering(
	status: number,
	body: string,
	headers: HeadersInit = {},
): CallOptions & { sent: Request[] } {
	const sent: Request[] = [];
	return {
		sent,
		now: () => START,
		timeoutMs: 1_000,
		fetch: async (input, init) => {
			sent.push(new Request(input as RequestInfo, init as RequestInit));
			return new Response(body, { status, headers });
		},
	};
}

describe("authorizationUrl", () => {
	it("leads to each data centre's own accounts server and asks for a refresh token", async () => {
		for (const { key, accountsHost } of DATA_CENTRES) {
			const url = new URL(await zoho.authorizationUrl({ address: key, portalId: null }, request));
			expect([url.origin, url.pathname]).toEqual([`https://${accountsHost}`, "/oauth/v2/auth"]);
			expect(Object.fromEntries(url.searchParams)).toEqual({
				response_type: "code",
				client_id: CLIENT.clientId,
				redirect_uri: REDIRECT,
				scope: zoho.scopes("admin").join(","),
				access_type: "offline",
				prompt: "consent",
				state: "s",
			});
		}
	});

	it("goes nowhere for an address that is no data centre", async () => {
		const desk = { address: "evil.example", portalId: null };
		expect(await failureOf(zoho.authorizationUrl(desk, request))).toMatchObject({ kind: "invalid" });
	});
});

describe("exchangeCode", () => {
	it("turns a code into a grant", async () => {
		const grant = await exchange((await account.consent()).searchParams);
		expect(grant).toEqual({
			accessToken: expect.stringMatching(/^1000\./),
			refreshToken: expect.stringMatching(/^1000\./),
			accessExpiresAt: START + 3_600_000,
			refreshExpiresAt: null,
			scopes: zoho.scopes("agent"),
		});
	});

	it("asks for writing customers and for webhooks only with the sign-in that connects the desk", async () => {
		const contacts = ["CREATE", "UPDATE", "DELETE"].map((operation) => `Desk.contacts.${operation}`);
		const webhooks = ["READ", "CREATE", "UPDATE", "DELETE"].map((operation) => `Desk.webhooks.${operation}`);
		expect(zoho.scopes("admin")).toEqual([...zoho.scopes("agent"), ...contacts, ...webhooks]);
		const grant = await account.signIn({ role: "admin" });
		expect(grant.scopes).toEqual(zoho.scopes("admin"));
	});

	it.each([
		["https://accounts.zoho.eu.evil.example", "wrong_accounts_server"],
		["https://accounts.zoho.com", "wrong_accounts_server"],
		["http://accounts.zoho.eu", "wrong_accounts_server"],
		["https://accounts.zoho.eu/", "wrong_accounts_server"],
		["https://accounts.zoho.eu@evil.example", "wrong_accounts_server"],
		["", "wrong_accounts_server"],
	])("sends nothing when the callback names %j", async (server, code) => {
		const call = answering(200, "{}");
		const callback = new URLSearchParams({ code: "c", location: "eu", "accounts-server": server });
		expect(await failureOf(exchange(callback, call))).toMatchObject({ kind: "invalid", code, status: null });
		expect(call.sent).toEqual([]);
	});

	it("sends nothing for an account of another data centre", async () => {
		const call = answering(200, "{}");
		const callback = new URLSearchParams({ code: "c", location: "us" });
		expect(await failureOf(exchange(callback, call))).toMatchObject({
			kind: "invalid",
			code: "wrong_data_centre",
		});
		expect(call.sent).toEqual([]);
	});

	it.each([
		[{ error: "access_denied" }, "access_denied"],
		[{ error: "<b>anything</b>" }, "authorization_failed"],
		[{}, "code_missing"],
		[{ code: "" }, "code_missing"],
	])("refuses the callback %j", async (fields, code) => {
		const callback = new URLSearchParams(fields as Record<string, string>);
		expect(await failureOf(exchange(callback, answering(200, "{}")))).toMatchObject({
			kind: "invalid",
			code,
		});
	});

	it("refuses a late code and a code used twice", async () => {
		const late = (await account.consent()).searchParams;
		account.clock.advance(120_000);
		expect(await failureOf(exchange(late))).toMatchObject({
			kind: "invalid",
			code: "invalid_code",
			status: 200,
		});
		const twice = (await account.consent()).searchParams;
		await exchange(twice);
		expect(await failureOf(exchange(twice))).toMatchObject({ kind: "invalid" });
	});

	it("takes what was asked for as granted when the answer doesn't say", async () => {
		const call = answering(200, '{"access_token":"a","refresh_token":"r","expires_in":"60"}');
		const grant = await exchange(new URLSearchParams({ code: "c" }), call);
		expect(grant).toMatchObject({ scopes: zoho.scopes("admin"), accessExpiresAt: START + 60_000 });
	});

	it("sends the secret in the body, never in the address", async () => {
		const call = answering(200, JSON.stringify({ access_token: "a" }));
		await exchange(new URLSearchParams({ code: "c" }), call);
		expect(call.sent[0]?.url).toBe("https://accounts.zoho.eu/oauth/v2/token");
		expect(await call.sent[0]?.text()).toContain(`client_secret=${CLIENT.clientSecret}`);
	});
});

describe("refresh", () => {
	const refresh = (call: CallOptions, token = "1000.old") =>
		zoho.refresh(DESK, CLIENT, { refreshToken: token, scopes: ["Desk.tickets.READ"] }, call);

	it("keeps the refresh token", async () => {
		const grant = await account.signIn();
		const next = await refresh(account.call, grant.refreshToken ?? "");
		expect(next.refreshToken).toBe(grant.refreshToken);
		expect(next.accessToken).not.toBe(grant.accessToken);
		expect(next.scopes).toEqual(grant.scopes);
	});

	it("asks for a new sign-in when the refresh token was revoked", async () => {
		const grant = await account.signIn();
		account.simulator.revokeAll("520000000099001");
		expect(await failureOf(refresh(account.call, grant.refreshToken ?? ""))).toMatchObject({
			kind: "auth",
			code: "invalid_code",
		});
	});

	it("tells a spent quota from a dead token", async () => {
		const grant = await account.signIn();
		for (let made = 1; made < 10; made++) await refresh(account.call, grant.refreshToken ?? "");
		expect(await failureOf(refresh(account.call, grant.refreshToken ?? ""))).toMatchObject({
			kind: "rate_limited",
		});
	});

	it.each([
		[200, '{"error":"invalid_code"}', "auth"],
		[400, '{"error":"invalid_code"}', "auth"],
		[400, '{"error":"Access Denied","status":"failure"}', "rate_limited"],
		[429, "<html>slow down</html>", "rate_limited"],
		[200, '{"error":"invalid_client"}', "invalid"],
		[200, '{"error":"invalid_client_secret"}', "invalid"],
		[200, '{"error":"general_error"}', "unavailable"],
		[200, '{"error":"something_new"}', "unavailable"],
		[500, "<html>oops</html>", "unavailable"],
		[200, "<html>sign in</html>", "malformed"],
		[200, "{}", "malformed"],
		[200, '{"access_token":""}', "malformed"],
		[302, "", "malformed"],
	])("status %i with %s is %s", async (status, body, kind) => {
		expect(await failureOf(refresh(answering(status, body)))).toMatchObject({ kind, status });
	});

	it("has no status when there was no answer", async () => {
		const call = { ...account.call, fetch: () => Promise.reject(new TypeError("connection lost")) };
		expect(await failureOf(refresh(call))).toMatchObject({ kind: "unavailable", status: null });
	});

	it("takes Retry-After along", async () => {
		const call = answering(429, "{}", { "retry-after": "30" });
		expect(await failureOf(refresh(call))).toMatchObject({ retryAfterSeconds: 30 });
	});
});

describe("revoke", () => {
	it("ends the grant, and doesn't mind when it has ended already", async () => {
		const grant = await account.signIn();
		await zoho.revoke(DESK, grant, account.call);
		expect((await account.get(grant.accessToken, "/myinfo")).status).toBe(401);
		expect(await failureOf(zoho.revoke(DESK, grant, account.call))).toBeNull();
	});

	it("fails when the vendor does", async () => {
		expect(
			await failureOf(zoho.revoke(DESK, { accessToken: "a", refreshToken: null }, answering(503, ""))),
		).toMatchObject({
			kind: "unavailable",
		});
	});
});
