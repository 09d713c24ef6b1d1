import { beforeEach, describe, expect, test } from "vitest";
import { zendesk as provider } from "../../../../src/desk/zendesk/provider.ts";
import {
	ACME,
	ALEX,
	authorize,
	CLIENT,
	createWorld,
	failing,
	MINA,
	REDIRECT_URI,
	signIn,
	toRefresh,
	VERIFIER,
	type World,
} from "./session.ts";

let world: World;

beforeEach(() => {
	world = createWorld();
});

const exchange = (callback: URLSearchParams, changes: object = {}) =>
	provider.exchangeCode(
		ACME,
		{
			client: CLIENT,
			redirectUri: REDIRECT_URI,
			callback,
			codeVerifier: VERIFIER,
			role: "agent",
			...changes,
		},
		world.call,
	);

describe("the address to sign in at", () => {
	test("carries client, scopes, state and the challenge, but not the verifier", async () => {
		const request = {
			client: CLIENT,
			redirectUri: REDIRECT_URI,
			state: "st4te",
			codeVerifier: VERIFIER,
			role: "admin",
		} as const;
		const url = new URL(await provider.authorizationUrl(ACME, request));
		expect(url.origin + url.pathname).toBe("https://acme.zendesk.com/oauth/authorizations/new");
		expect(Object.fromEntries(url.searchParams)).toEqual({
			response_type: "code",
			client_id: CLIENT.clientId,
			redirect_uri: REDIRECT_URI,
			scope: "read tickets:write users:write organizations:write webhooks:write triggers:write",
			state: "st4te",
			code_challenge: "U1SBjM9vHY_7SImNuCZezovkSrq8ZJZPutQfc17oFe8",
			code_challenge_method: "S256",
		});
		expect(url.href).not.toContain(CLIENT.clientSecret);
	});
});

describe("a sign-in", () => {
	test("is granted the longest lifetimes and says what it was granted", async () => {
		const grant = await signIn(world, ALEX);
		expect(grant).toMatchObject({
			accessExpiresAt: world.clock.now() + 172_799_000,
			refreshExpiresAt: world.clock.now() + 7_775_999_000,
			scopes: ["read", "tickets:write"],
		});
		const body: unknown = await world.requests[0]?.json();
		expect(body).toMatchObject({ code_verifier: VERIFIER, redirect_uri: REDIRECT_URI });
		expect(world.requests[0]?.headers.get("content-type")).toBe("application/json");
	});

	test("takes an answer of 200 as well as 201, and tokens that never end", async () => {
		const answer = { access_token: "at", refresh_token: null, token_type: "bearer", scope: "read" };
		world.answerNext(/\/oauth\/tokens$/, () => Response.json({ ...answer, expires_in: null }));
		expect(await exchange(await authorize(world, ALEX))).toEqual({
			accessToken: "at",
			refreshToken: null,
			accessExpiresAt: null,
			refreshExpiresAt: null,
			scopes: ["read"],
		});
	});

	test("that the person refused is an invalid one", async () => {
		const callback = await authorize(world, ALEX, "agent", "deny");
		await expect(exchange(callback)).rejects.toMatchObject({ ...failing("invalid"), code: "access_denied" });
		expect(world.requests).toHaveLength(0);
	});

	test.each([
		["another verifier", { codeVerifier: "x".repeat(43) }, "invalid_grant"],
		[
			"another redirect address",
			{ redirectUri: "https://other.example/oauth/zendesk/callback" },
			"invalid_grant",
		],
		["another secret", { client: { ...CLIENT, clientSecret: "wrong" } }, "invalid_client"],
	])("with %s is an invalid one", async (_, changes, code) => {
		const callback = await authorize(world, ALEX);
		await expect(exchange(callback, changes)).rejects.toMatchObject({ ...failing("invalid"), code });
	});

	test("with a code that is late, used or missing is an invalid one", async () => {
		const late = await authorize(world, ALEX);
		world.clock.advance(120_000);
		await expect(exchange(late)).rejects.toMatchObject(failing("invalid"));
		const used = await authorize(world, ALEX);
		await exchange(used);
		await expect(exchange(used)).rejects.toMatchObject(failing("invalid"));
		await expect(exchange(new URLSearchParams({ state: "st4te" }))).rejects.toMatchObject(failing("invalid"));
	});

	test("that got no answer is not an invalid one", async () => {
		const callback = await authorize(world, ALEX);
		world.answerNext(/\/oauth\/tokens$/, () => Promise.reject(new TypeError("reset")));
		await expect(exchange(callback)).rejects.toMatchObject({ ...failing("unavailable"), status: null });
	});
});

describe("a refresh", () => {
	test("hands out a new pair with the same scopes and ends the old one", async () => {
		const old = await signIn(world, MINA, "admin");
		const renewed = await provider.refresh(ACME, CLIENT, toRefresh(old), world.call);
		expect(renewed.accessToken).not.toBe(old.accessToken);
		expect(renewed.refreshToken).not.toBe(old.refreshToken);
		expect(renewed.scopes).toEqual(provider.scopes("admin"));
		expect(renewed.accessExpiresAt).toBe(world.clock.now() + 172_799_000);
		await expect(provider.revoke(ACME, old, world.call)).rejects.toMatchObject(failing("auth"));
	});

	test("with a spent token means signing in again", async () => {
		const old = await signIn(world, ALEX);
		await provider.refresh(ACME, CLIENT, toRefresh(old), world.call);
		await expect(provider.refresh(ACME, CLIENT, toRefresh(old), world.call)).rejects.toMatchObject({
			...failing("auth"),
			code: "invalid_grant",
		});
	});

	test("with a wrong client secret is not the person's fault", async () => {
		const grant = await signIn(world, ALEX);
		const wrong = { ...CLIENT, clientSecret: "changed" };
		await expect(provider.refresh(ACME, wrong, toRefresh(grant), world.call)).rejects.toMatchObject({
			...failing("invalid"),
			code: "invalid_client",
		});
	});

	test("without an answer leaves open whether it happened", async () => {
		const grant = await signIn(world, ALEX);
		world.answerNext(/\/oauth\/tokens$/, () => Promise.reject(new TypeError("reset")));
		await expect(provider.refresh(ACME, CLIENT, toRefresh(grant), world.call)).rejects.toMatchObject({
			...failing("unavailable"),
			status: null,
		});
	});
});

test("revoking ends both tokens of a grant", async () => {
	const grant = await signIn(world, ALEX);
	await provider.revoke(ACME, grant, world.call);
	await expect(provider.revoke(ACME, grant, world.call)).rejects.toMatchObject(failing("auth"));
	await expect(provider.refresh(ACME, CLIENT, toRefresh(grant), world.call)).rejects.toMatchObject(
		failing("auth"),
	);
});
