import { beforeEach, describe, expect, it } from "vitest";
import { ZOHO_ACCOUNT } from "../../../../sandbox/seed/accounts.ts";
import { zoho } from "../../../../src/desk/zoho/provider.ts";
import { CLIENT, createAccount, REDIRECT, type TestAccount } from "./account.ts";

let account: TestAccount;

beforeEach(() => {
	account = createAccount();
});

async function post(path: string, form: Record<string, string>, host = "accounts.zoho.eu") {
	const body = new URLSearchParams({
		client_id: CLIENT.clientId,
		client_secret: CLIENT.clientSecret,
		...form,
	});
	const answer = await account.simulator.fetch(
		new Request(`https://${host}${path}`, { method: "POST", body }),
	);
	return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

const exchange = (code: string | null, redirect = REDIRECT) =>
	post("/oauth/v2/token", { grant_type: "authorization_code", code: code ?? "", redirect_uri: redirect });
const refresh = (token: string | null) =>
	post("/oauth/v2/token", { grant_type: "refresh_token", refresh_token: token ?? "" });

describe("the consent page", () => {
	const page = (query: Record<string, string>) =>
		account.simulator.fetch(
			new Request(
				`https://accounts.zoho.eu/oauth/v2/auth?${new URLSearchParams({
					response_type: "code",
					client_id: CLIENT.clientId,
					redirect_uri: REDIRECT,
					scope: "Desk.tickets.READ,Desk.search.READ",
					state: "s",
					...query,
				})}`,
			),
		);

	it("offers people, organisations and a decision in one form, marked as simulated", async () => {
		const text = await (await page({})).text();
		for (const part of [
			"Mina Kato",
			"Acme Support",
			"Acme Labs",
			'value="allow"',
			'value="deny"',
			"Simulated",
		]) {
			expect(text).toContain(part);
		}
		expect(text).not.toContain("<script");
	});

	it("says in words what every scope of ours allows", async () => {
		const text = await (await page({ scope: zoho.scopes("agent").join(",") })).text();
		for (const what of [
			"Read tickets",
			"Create tickets",
			"Change tickets",
			"Create attachments",
			"Read fields",
		]) {
			expect(text).toContain(what);
		}
		expect(text).not.toContain("<li> <code>");
	});

	it("fails as a whole for one unknown scope, without naming it", async () => {
		const answer = await page({ scope: "Desk.tickets.READ,Desk.contacts.ALL" });
		expect(answer.status).toBe(400);
		expect(await answer.text()).not.toContain("contacts.ALL");
	});

	it.each([
		{ client_id: "1000.OTHER" },
		{ redirect_uri: "https://evil.example/elsewhere" },
		{ redirect_uri: "http://evil.example/oauth/zoho/callback" },
		{ response_type: "token" },
	])("never redirects for a mistake of the client: %j", async (query) => {
		const answer = await page(query);
		expect([answer.status, answer.headers.get("location")]).toEqual([400, null]);
	});

	it("escapes what it repeats", async () => {
		const text = await (await page({ state: `"><script>alert(1)</script>` })).text();
		expect(text).not.toContain("<script");
	});

	it("sends the code back with the data centre of the person's account", async () => {
		const back = await account.consent();
		expect(back.href.startsWith(REDIRECT)).toBe(true);
		expect(back.searchParams.get("state")).toBe("state-1");
		expect(back.searchParams.get("location")).toBe("eu");
		expect(back.searchParams.get("accounts-server")).toBe("https://accounts.zoho.eu");
	});

	it("sends a denial back as access_denied", async () => {
		const back = await account.consent({ decision: "deny" });
		expect(back.searchParams.get("error")).toBe("access_denied");
		expect(back.searchParams.has("code")).toBe(false);
	});

	it("shows the form again for a person who is not in the organisation", async () => {
		const back = await account.consent({
			person: "priya@acme.example",
			organisation: ZOHO_ACCOUNT.otherOrgId,
		});
		expect(back.href).toBe("about:blank");
	});
});

describe("the token endpoint", () => {
	it("takes a code once, and answers the second time with status 200 and an error", async () => {
		const code = (await account.consent()).searchParams.get("code");
		expect((await exchange(code)).body).toMatchObject({ token_type: "Bearer", expires_in: 3600 });
		expect(await exchange(code)).toEqual({ status: 200, body: { error: "invalid_code" } });
	});

	it("takes its parameters from the query as well", async () => {
		const code = (await account.consent()).searchParams.get("code") ?? "";
		const query = new URLSearchParams({
			grant_type: "authorization_code",
			client_id: CLIENT.clientId,
			client_secret: CLIENT.clientSecret,
			redirect_uri: REDIRECT,
			code,
		});
		const answer = await account.simulator.fetch(
			new Request(`https://accounts.zoho.eu/oauth/v2/token?${query}`, { method: "POST" }),
		);
		expect(await answer.json()).toHaveProperty("refresh_token");
	});

	it("refuses a code after two minutes", async () => {
		const code = (await account.consent()).searchParams.get("code");
		account.clock.advance(120_000);
		expect((await exchange(code)).body).toEqual({ error: "invalid_code" });
	});

	it("refuses a code at another address, and in another data centre", async () => {
		const code = (await account.consent()).searchParams.get("code") ?? "";
		const form = { grant_type: "authorization_code", code, redirect_uri: REDIRECT };
		expect((await post("/oauth/v2/token", form, "accounts.zoho.com")).body).toEqual({
			error: "invalid_code",
		});
		expect((await exchange(code, `${REDIRECT}?x=1`)).body).toEqual({ error: "invalid_code" });
	});

	it("refuses a wrong secret with status 200", async () => {
		const answer = await post("/oauth/v2/token", { grant_type: "refresh_token", client_secret: "wrong" });
		expect(answer).toEqual({ status: 200, body: { error: "invalid_client_secret" } });
	});

	it("refreshes without a new refresh token", async () => {
		const grant = await account.signIn();
		const { body } = await refresh(grant.refreshToken);
		expect(body).not.toHaveProperty("refresh_token");
		expect((await account.get(String(body.access_token), "/myinfo")).status).toBe(200);
		expect(account.simulator.refreshCount()).toBe(1);
	});

	it("makes ten access tokens in ten minutes per refresh token", async () => {
		const { refreshToken } = await account.signIn();
		for (let made = 1; made < 10; made++)
			expect((await refresh(refreshToken)).body).toHaveProperty("access_token");
		expect(await refresh(refreshToken)).toMatchObject({ status: 200, body: { error: "Access Denied" } });
		account.clock.advance(600_000);
		expect((await refresh(refreshToken)).body).toHaveProperty("access_token");
	});

	it("drops the oldest of 21 refresh tokens of a person, and its access tokens", async () => {
		const first = await account.signIn();
		for (let more = 0; more < 19; more++) await account.signIn();
		expect((await refresh(first.refreshToken)).body).toHaveProperty("access_token");
		await account.signIn();
		expect((await refresh(first.refreshToken)).body).toEqual({ error: "invalid_code" });
		expect((await account.get(first.accessToken, "/myinfo")).status).toBe(401);
	});
});

describe("revocation", () => {
	it("ends a refresh token together with its access tokens", async () => {
		const grant = await account.signIn();
		const form = { token: grant.refreshToken ?? "" };
		expect(await post("/oauth/v2/token/revoke", form)).toEqual({ status: 200, body: { status: "success" } });
		expect((await account.get(grant.accessToken, "/myinfo")).status).toBe(401);
		expect(await refresh(grant.refreshToken)).toEqual({ status: 200, body: { error: "invalid_code" } });
		expect((await post("/oauth/v2/token/revoke", form)).status).toBe(400);
	});

	it("takes back everything of one person, and nothing of another", async () => {
		const [mina, alex] = [await account.signIn(), await account.signIn({ person: "alex@acme.example" })];
		account.simulator.revokeAll("520000000099001");
		expect((await refresh(mina.refreshToken)).body).toEqual({ error: "invalid_code" });
		expect((await refresh(alex.refreshToken)).body).toHaveProperty("access_token");
	});

	it("expires access tokens without touching refresh tokens", async () => {
		const grant = await account.signIn();
		account.simulator.expireAccessTokens();
		expect((await account.get(grant.accessToken, "/myinfo")).status).toBe(401);
		expect((await refresh(grant.refreshToken)).body).toHaveProperty("access_token");
	});

	it("remembers every secret it made", async () => {
		const code = (await account.consent()).searchParams.get("code");
		const grant = await account.signIn();
		const issued = account.simulator.issuedTokens();
		for (const secret of [code, grant.accessToken, grant.refreshToken]) expect(issued).toContain(secret);
	});
});
