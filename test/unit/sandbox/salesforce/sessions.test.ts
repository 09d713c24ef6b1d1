import { beforeEach, describe, expect, test } from "vitest";
import type { Clock } from "../../../../sandbox/vendor.ts";
import type { SalesforceSimulator } from "../../../../sandbox/vendors/salesforce/simulator.ts";
import { connect, createStand, orgOf, postToken, signIn, type Tokens } from "./client.ts";

let salesforce: SalesforceSimulator;
let clock: Clock;
let mina: string;

beforeEach(() => {
	({ salesforce, clock } = createStand());
	mina = orgOf(salesforce).users[0]?.id ?? "";
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

	test("ends when nobody uses it for thirty days", async () => {
		const first = await signIn(salesforce);
		clock.advance(29 * 86_400_000);
		const second = (await (await refresh(first.refresh_token)).json()) as Tokens;
		clock.advance(29 * 86_400_000);
		const third = (await (await refresh(second.refresh_token)).json()) as Tokens;
		clock.advance(30 * 86_400_000);
		expect((await errorOf(await refresh(third.refresh_token))).error).toBe("invalid_grant");
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
