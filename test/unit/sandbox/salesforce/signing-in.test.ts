import { createHmac } from "node:crypto";
import { parse } from "node-html-parser";
import { beforeEach, describe, expect, test } from "vitest";
import type { Clock } from "../../../../sandbox/vendor.ts";
import type { SalesforceSimulator } from "../../../../sandbox/vendors/salesforce/simulator.ts";
import {
	authorizeAddress,
	connect,
	createStand,
	decide,
	orgOf,
	postToken,
	REDIRECT,
	signIn,
	type Tokens,
	VERIFIER,
} from "./client.ts";

let salesforce: SalesforceSimulator;
let clock: Clock;
let mina: string;

beforeEach(() => {
	({ salesforce, clock } = createStand());
	mina = orgOf(salesforce).users[0]?.id ?? "";
});

const visit = (address: string, language = "en") =>
	salesforce.fetch(new Request(address, { headers: { "accept-language": language }, redirect: "manual" }));

async function codeFor(person = mina): Promise<string> {
	return (await decide(salesforce, authorizeAddress(salesforce), person)).get("code") ?? "";
}

const exchange = (changes: Record<string, string | null>) =>
	postToken(salesforce, {
		grant_type: "authorization_code",
		redirect_uri: REDIRECT,
		code_verifier: VERIFIER,
		...changes,
	});

const refresh = (token: string | undefined, changes: Record<string, string | null> = {}) =>
	postToken(salesforce, { grant_type: "refresh_token", refresh_token: token ?? "", ...changes });

const errorOf = async (answer: Response) =>
	(await answer.json()) as { error: string; error_description: string };

const readLimits = (accessToken: string) =>
	salesforce.fetch(
		new Request("https://acme.my.salesforce.com/services/data/v67.0/limits", {
			headers: { authorization: `Bearer ${accessToken}` },
		}),
	);

describe("the authorization page", () => {
	test("offers the people of the org, marked as simulated, in both languages", async () => {
		const page = parse(await (await visit(authorizeAddress(salesforce))).text());
		expect(page.querySelector(".notice")?.text).toContain("Simulated");
		expect(page.querySelectorAll("label").map(({ text }) => text.replace(/\s+/g, " "))).toEqual(
			expect.arrayContaining([
				expect.stringContaining("System Administrator"),
				expect.stringContaining("API only"),
			]),
		);
		expect(page.querySelectorAll("script")).toHaveLength(0);
		const japanese = parse(await (await visit(authorizeAddress(salesforce), "ja")).text());
		expect(japanese.querySelectorAll("button").map(({ text }) => text)).toEqual(["許可する", "許可しない"]);
	});

	test("offers production orgs at the production host, and sandboxes at theirs", async () => {
		const legends = async (host: string, key: string) => {
			const address = authorizeAddress(salesforce, {}, { key, host });
			return parse(await (await visit(address)).text())
				.querySelectorAll("legend")
				.map(({ text }) => text);
		};
		expect(await legends("test.salesforce.com", "acme--uat.sandbox")).toHaveLength(1);
		expect((await legends("login.salesforce.com", "acme")).join()).not.toContain("sandbox");
		const wrong = await visit(authorizeAddress(salesforce, {}, { host: "test.salesforce.com" }));
		expect(wrong.status).toBe(400);
	});

	test.each([[{ client_id: "3MVG9nobody" }], [{ redirect_uri: "https://evil.example/callback" }]])(
		"goes nowhere for %j",
		async (changes) => {
			const answer = await visit(authorizeAddress(salesforce, changes));
			expect(answer.status).toBe(400);
			expect(answer.headers.get("location")).toBeNull();
		},
	);

	test.each([
		[{ response_type: "token" }, "unsupported_response_type"],
		[{ scope: "everything" }, "invalid_scope"],
		[{ code_challenge: null }, "invalid_request"],
		[{ code_challenge_method: "plain" }, "invalid_request"],
	])("sends %j back with %s and the state", async (changes, error) => {
		const answer = await visit(authorizeAddress(salesforce, changes));
		const { searchParams } = new URL(answer.headers.get("location") ?? "");
		expect(searchParams.get("error")).toBe(error);
		expect(searchParams.get("state")).toBe("a&b=c");
	});

	test("does without PKCE where the app doesn't require it", async () => {
		salesforce.setPolicy({ requiresPkce: false });
		const address = authorizeAddress(salesforce, { code_challenge: null, code_challenge_method: null });
		const code = (await decide(salesforce, address, mina)).get("code");
		expect((await exchange({ code, code_verifier: null })).status).toBe(200);
	});

	test("tells somebody of another org, and everybody after uninstalling, that the app isn't there", async () => {
		const yuki = orgOf(salesforce, "acme-jp").users[0]?.id ?? "";
		const address = authorizeAddress(salesforce, {}, { host: "login.salesforce.com" });
		expect((await decide(salesforce, address, yuki)).get("error")).toBe("invalid_client");
		salesforce.setPolicy({ isAppInstalled: false });
		const back = await decide(salesforce, address, mina);
		expect(back.get("error_description")).toBe("app must be installed into org");
	});
});

describe("the code", () => {
	test("becomes a session whose signature proves the secret, with no word of when it ends", async () => {
		const answer = (await (await exchange({ code: await codeFor() })).json()) as Tokens;
		const { clientSecret, host } = orgOf(salesforce);
		const expected = createHmac("sha256", clientSecret)
			.update(answer.id + answer.issued_at)
			.digest("base64");
		expect(answer.signature).toBe(expected);
		expect(answer.instance_url).toBe(`https://${host}`);
		expect(answer.id).toMatch(/^https:\/\/login\.salesforce\.com\/id\/00D\w{15}\/005\w{15}$/);
		expect(answer).not.toHaveProperty("expires_in");
		expect(answer.id_token?.split(".")).toHaveLength(3);
	});

	test("works once, for fifteen minutes", async () => {
		const code = await codeFor();
		expect((await exchange({ code })).status).toBe(200);
		expect(await errorOf(await exchange({ code }))).toEqual({
			error: "invalid_grant",
			error_description: "expired authorization code",
		});
		const late = await codeFor();
		clock.advance(15 * 60_000);
		expect((await errorOf(await exchange({ code: late }))).error).toBe("invalid_grant");
	});

	test.each([
		[{ code_verifier: null }, "invalid_grant"],
		[{ code_verifier: "x".repeat(43) }, "invalid_request"],
		[{ redirect_uri: "https://desk.example/elsewhere" }, "redirect_uri_mismatch"],
		[{ client_secret: "wrong" }, "invalid_client"],
		[{ client_id: "3MVG9nobody" }, "invalid_client_id"],
		[{ grant_type: "password" }, "unsupported_grant_type"],
	])("is refused with %j", async (changes, error) => {
		const answer = await exchange({ code: await codeFor(), ...changes });
		expect(answer.status).toBe(400);
		expect((await errorOf(answer)).error).toBe(error);
	});

	test("is refused for another org's app", async () => {
		const answer = await postToken(
			salesforce,
			{
				grant_type: "authorization_code",
				code: await codeFor(),
				redirect_uri: REDIRECT,
				code_verifier: VERIFIER,
			},
			{ key: "acme-jp" },
		);
		expect((await errorOf(answer)).error).toBe("invalid_grant");
	});

	test("brings no refresh token where the policy ends it at once", async () => {
		salesforce.setPolicy({ givesRefreshTokens: false });
		expect((await signIn(salesforce)).refresh_token).toBeUndefined();
	});
});

describe("a refresh token", () => {
	test("is replaced by each use, and the old one ends everything", async () => {
		const first = await signIn(salesforce);
		const second = (await (await refresh(first.refresh_token)).json()) as Tokens;
		expect(second.refresh_token).not.toBe(first.refresh_token);
		expect((await readLimits(first.access_token)).status).toBe(200);
		expect((await errorOf(await refresh(first.refresh_token))).error).toBe("invalid_grant");
		expect((await readLimits(second.access_token)).status).toBe(401);
		expect((await errorOf(await refresh(second.refresh_token))).error_description).toBe(
			"expired access/refresh token",
		);
	});

	test("stays the same where rotation is off", async () => {
		salesforce.setPolicy({ rotatesRefreshTokens: false });
		const { refresh_token } = await signIn(salesforce);
		for (let n = 0; n < 2; n++) {
			const answer = (await (await refresh(refresh_token)).json()) as Tokens;
			expect(answer.refresh_token).toBeUndefined();
			expect((await readLimits(answer.access_token)).status).toBe(200);
		}
		expect(salesforce.refreshCount()).toBe(2);
	});

	test("can't be used with a scope", async () => {
		const { refresh_token } = await signIn(salesforce);
		expect((await errorOf(await refresh(refresh_token, { scope: "api" }))).error).toBe("invalid_request");
	});

	test("ends with the sixth approval of the same person", async () => {
		const first = await signIn(salesforce);
		for (let n = 0; n < 4; n++) await signIn(salesforce);
		expect((await readLimits(first.access_token)).status).toBe(200);
		await signIn(salesforce);
		expect((await readLimits(first.access_token)).status).toBe(401);
		expect((await errorOf(await refresh(first.refresh_token))).error).toBe("invalid_grant");
	});

	test("ends by revoking, which may be repeated", async () => {
		const { refresh_token, access_token } = await signIn(salesforce);
		const revoke = () =>
			salesforce.fetch(
				new Request("https://acme.my.salesforce.com/services/oauth2/revoke", {
					method: "POST",
					body: new URLSearchParams({ token: refresh_token ?? "" }),
				}),
			);
		expect((await revoke()).status).toBe(200);
		expect((await revoke()).status).toBe(200);
		expect((await readLimits(access_token)).status).toBe(401);
	});

	test.each([
		["token request is already being processed", "invalid_grant"],
		["ip restricted", "invalid_grant"],
		["", "inactive_org"],
		["", "rate_limit_exceeded"],
		["", "unknown_error"],
	])("meets %s by a switch", async (message, code) => {
		const { refresh_token } = await signIn(salesforce);
		salesforce.addTrouble({ on: "token", code, ...(message ? { message } : {}) });
		const answer = await errorOf(await refresh(refresh_token));
		expect(answer.error).toBe(code);
		if (message) expect(answer.error_description).toBe(message);
		expect((await refresh(refresh_token)).status).toBe(200);
	});

	test("says why a deactivated or frozen person gets nothing", async () => {
		const { refresh_token } = await signIn(salesforce);
		salesforce.setUser("mina", { isFrozen: true });
		expect((await errorOf(await refresh(refresh_token))).error_description).toBe("authentication failure");
		salesforce.setUser("mina", { isFrozen: false, isActive: false });
		const again = await signInAsIntegration();
		expect((await errorOf(await refresh(again.refresh_token))).error).toBe("inactive_user");
	});

	async function signInAsIntegration(): Promise<Tokens> {
		const tokens = await signIn(salesforce, { user: "integration" });
		salesforce.setUser("integration", { isActive: false });
		return tokens;
	}

	test("dies with the consumer secret", async () => {
		const { refresh_token } = await signIn(salesforce);
		salesforce.rotateSecret("another-secret");
		expect(orgOf(salesforce).clientSecret).toBe("another-secret");
		expect((await errorOf(await refresh(refresh_token))).error).toBe("invalid_grant");
	});
});

describe("a session", () => {
	test("ends after the policy's time without use", async () => {
		const { access_token } = await signIn(salesforce);
		clock.advance(90 * 60_000);
		expect((await readLimits(access_token)).status).toBe(200);
		clock.advance(90 * 60_000);
		expect((await readLimits(access_token)).status).toBe(200);
		clock.advance(120 * 60_000);
		expect((await readLimits(access_token)).status).toBe(401);
	});

	test("that is locked to an address is refused after every refresh", async () => {
		salesforce.setPolicy({ locksSessions: true });
		let { access_token, refresh_token } = await signIn(salesforce);
		for (let n = 0; n < 2; n++) {
			expect(await (await readLimits(access_token)).json()).toEqual([
				{ message: "Session expired or invalid", errorCode: "INVALID_SESSION_ID" },
			]);
			const next = (await (await refresh(refresh_token)).json()) as Tokens;
			access_token = next.access_token;
			refresh_token = next.refresh_token;
		}
	});

	test("is told apart where no refresh helps", async () => {
		const { access_token } = await signIn(salesforce);
		salesforce.setPolicy({ blocksRest: true });
		const answer = await readLimits(access_token);
		expect(answer.status).toBe(401);
		expect(await answer.text()).toContain("not valid for use with the REST API");
	});

	test.each([
		["acme", "alex"],
		["tinyco", "tina"],
	])("opens nothing without the API (%s, %s)", async (key, user) => {
		const client = await connect(salesforce, { key, user });
		const answer = await client.send("GET", "limits");
		expect(answer.status).toBe(403);
		expect(await answer.text()).toContain("API_DISABLED_FOR_ORG");
	});

	test("opens nothing of another org", async () => {
		const { access_token } = await signIn(salesforce, { key: "acme-jp" });
		expect((await readLimits(access_token)).status).toBe(401);
	});

	test("says whose it is", async () => {
		const { access_token, id } = await signIn(salesforce);
		const headers = { authorization: `Bearer ${access_token}` };
		const identity = await (await salesforce.fetch(new Request(`${id}?version=latest`, { headers }))).json();
		expect(identity).toMatchObject({
			user_id: mina,
			organization_id: orgOf(salesforce).orgId,
			username: "mina@acme.example",
		});
		const userinfo = new Request("https://login.salesforce.com/services/oauth2/userinfo", { headers });
		expect(await (await salesforce.fetch(userinfo)).json()).toMatchObject({ user_id: mina });
		const nobody = new Request(id, { headers: { authorization: "Bearer 00D!nothing" } });
		expect((await salesforce.fetch(nobody)).status).toBe(403);
	});
});
