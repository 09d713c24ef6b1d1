import { describe, expect, it } from "vitest";
import { salesforce } from "../../../src/salesforce/provider.ts";
import { type Answer, createFakeOrg, type FakeOrg } from "./fake-org.ts";

const HOST = "login.salesforce.com";
const CLIENT = { clientId: "3MVG9-EXAMPLE", clientSecret: "s3cr3t-consumer" };
const REDIRECT_URI = "https://desk.example/oauth/salesforce/callback";
/** RFC 7636, appendix B. */
const VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

/** Its signature was made with the client's secret above. */
const GRANTED = {
	access_token: "00DGA000000AbCd!AQ4AQExample",
	refresh_token: "5Aep861Example",
	signature: "2zP6vsNfcSab4lrJiqXmlGcIUA0lwvvdrPlBVAQW9aM=",
	scope: "refresh_token openid api",
	instance_url: "https://acme.my.salesforce.com",
	id: "https://login.salesforce.com/id/00D000000000001EAA/005000000000001AAA",
	token_type: "Bearer",
	issued_at: "1767225600000",
};

function exchange(answer: Answer, org: FakeOrg = createFakeOrg(), client = CLIENT) {
	org.next(answer);
	const code = { client, redirectUri: REDIRECT_URI, code: "aPrx", codeVerifier: VERIFIER };
	return salesforce.exchangeCode(HOST, code, org.call);
}

function refresh(answer: Answer, org: FakeOrg = createFakeOrg()) {
	org.next(answer);
	return salesforce.refresh(HOST, CLIENT, "5Aep861Old", org.call);
}

const refused = (error: string, error_description?: string, status = 400): Answer => ({
	status,
	body: error_description === undefined ? { error } : { error, error_description },
});

const form = (org: FakeOrg) => Object.fromEntries(new URLSearchParams(org.requests[0]?.text ?? ""));

describe("the address to sign in at", () => {
	it("carries the challenge, not the verifier, and asks who it is", async () => {
		const request = { client: CLIENT, redirectUri: REDIRECT_URI, state: "st_1", codeVerifier: VERIFIER };
		const url = new URL(await salesforce.authorizationUrl("acme.my.salesforce.com", request));
		expect(url.origin + url.pathname).toBe("https://acme.my.salesforce.com/services/oauth2/authorize");
		expect(Object.fromEntries(url.searchParams)).toEqual({
			response_type: "code",
			client_id: CLIENT.clientId,
			redirect_uri: REDIRECT_URI,
			scope: "api refresh_token openid",
			state: "st_1",
			code_challenge: CHALLENGE,
			code_challenge_method: "S256",
			prompt: "login",
		});
		expect(url.href).not.toContain(VERIFIER);
	});
});

describe("a code", () => {
	it("is exchanged with its verifier in a form, for a grant whose signature is right", async () => {
		const org = createFakeOrg();
		expect(await exchange({ body: GRANTED }, org)).toEqual({
			accessToken: GRANTED.access_token,
			refreshToken: GRANTED.refresh_token,
			instanceUrl: "https://acme.my.salesforce.com",
			organizationId: "00D000000000001EAA",
			userId: "005000000000001AAA",
			issuedAt: 1767225600000,
		});
		const [request] = org.requests;
		expect(request?.url.href).toBe("https://login.salesforce.com/services/oauth2/token");
		expect(request?.headers.get("content-type")).toMatch(/^application\/x-www-form-urlencoded/);
		expect(form(org)).toEqual({
			grant_type: "authorization_code",
			code: "aPrx",
			client_id: CLIENT.clientId,
			client_secret: CLIENT.clientSecret,
			redirect_uri: REDIRECT_URI,
			code_verifier: VERIFIER,
		});
	});

	it("grants no refresh token where the app's policy says so", async () => {
		const { refresh_token: _, ...without } = GRANTED;
		expect((await exchange({ body: without })).refreshToken).toBeNull();
	});

	it.each([
		["another time", { issued_at: "1767225600001" }],
		["another user", { id: "https://login.salesforce.com/id/00D000000000001EAA/005000000000002AAA" }],
		["another signature", { signature: "3zP6vsNfcSab4lrJiqXmlGcIUA0lwvvdrPlBVAQW9aM=" }],
		["no signature", { signature: null }],
		["no base64", { signature: "§§§" }],
	])("whose grant is signed for %s is refused", async (_, change) => {
		await expect(exchange({ body: { ...GRANTED, ...change } })).rejects.toMatchObject({
			kind: "invalid",
			code: "signature",
		});
	});

	it("whose grant was signed with another app's secret is refused", async () => {
		for (const clientSecret of ["other", ""]) {
			const client = { ...CLIENT, clientSecret };
			await expect(exchange({ body: GRANTED }, createFakeOrg(), client)).rejects.toMatchObject({
				kind: "invalid",
				code: "signature",
			});
		}
	});

	it.each([
		["https://evil.example", "instance_url"],
		["https://acme.my.salesforce.com.evil.example", "instance_url"],
		["http://acme.my.salesforce.com", "instance_url"],
	])("whose grant leads to %s is not followed", async (instance_url, code) => {
		await expect(exchange({ body: { ...GRANTED, instance_url } })).rejects.toMatchObject({
			kind: "malformed",
			code,
		});
	});

	it.each([
		["invalid_grant", "expired authorization code", "expired_code"],
		["invalid_grant", "invalid code verifier", "invalid_grant"],
		["invalid_request", "invalid code verifier", "invalid_request"],
		["invalid_grant", "authentication failure", "authentication_failure"],
	])("refused with %s (%s) means to begin again", async (error, words, code) => {
		await expect(exchange(refused(error, words))).rejects.toMatchObject({
			kind: "invalid",
			code,
			status: 400,
		});
	});

	it("refused for the app's sake is for an administrator", async () => {
		await expect(exchange(refused("invalid_client", "app must be installed into org"))).rejects.toMatchObject(
			{ kind: "forbidden", code: "app_not_installed" },
		);
	});
});

describe("a refresh", () => {
	it("replaces the refresh token where one came back", async () => {
		const org = createFakeOrg();
		const grant = await refresh({ body: { ...GRANTED, refresh_token: "5Aep861New" } }, org);
		expect(grant).toMatchObject({ accessToken: GRANTED.access_token, refreshToken: "5Aep861New" });
		expect(form(org)).toEqual({
			grant_type: "refresh_token",
			refresh_token: "5Aep861Old",
			client_id: CLIENT.clientId,
			client_secret: CLIENT.clientSecret,
		});
	});

	it("says that none came back", async () => {
		const { refresh_token: _, ...without } = GRANTED;
		expect((await refresh({ body: without })).refreshToken).toBeNull();
	});

	it.each([
		["invalid_grant", "expired access/refresh token", "auth", "expired_token"],
		["invalid_grant", "Expired Access/Refresh Token", "auth", "expired_token"],
		["invalid_grant", "token request is already being processed", "unavailable", "busy"],
		["invalid_grant", "expired authorization code", "unavailable", "expired_code"],
		["invalid_grant", "authentication failure", "auth", "authentication_failure"],
		["invalid_grant", "ip restricted", "forbidden", "ip_restricted"],
		["invalid_grant", "user hasn't approved this consumer", "forbidden", "not_approved"],
		["invalid_grant", "something new", "auth", "invalid_grant"],
		["inactive_user", undefined, "forbidden", "inactive_user"],
		["inactive_org", undefined, "forbidden", "inactive_org"],
		["invalid_client", "invalid client credentials", "forbidden", "invalid_client"],
		["invalid_client_id", "client identifier invalid", "forbidden", "invalid_client_id"],
		["invalid_client", "app must be installed into org", "forbidden", "app_not_installed"],
		["rate_limit_exceeded", undefined, "rate_limited", "rate_limit_exceeded"],
		["invalid_scope", undefined, "forbidden", "invalid_scope"],
		["unsupported_grant_type", undefined, "forbidden", "unsupported_grant_type"],
		["redirect_uri_mismatch", undefined, "forbidden", "redirect_uri_mismatch"],
		["unknown_error", "retry your request", "unavailable", "unknown_error"],
	])("answered %s (%s) is %s, %s", async (error, words, kind, code) => {
		await expect(refresh(refused(error, words))).rejects.toMatchObject({ kind, code, status: 400 });
	});

	it("that comes too fast waits for minutes", async () => {
		await expect(refresh(refused("rate_limit_exceeded"))).rejects.toMatchObject({ retryAfterSeconds: 300 });
		const answer = { ...refused("rate_limit_exceeded"), headers: { "retry-after": "20" } };
		await expect(refresh(answer)).rejects.toMatchObject({ retryAfterSeconds: 20 });
	});

	it.each([
		[{ status: 503, text: "<html>Down for maintenance</html>" }, 503],
		[{ status: 500, body: { error: "new_trouble" } }, 500],
		[{ status: 502, text: "" }, 502],
		[{ status: 400, text: "<html></html>" }, 400],
	])("that met the edge (%j) may be tried again", async (answer, status) => {
		await expect(refresh(answer)).rejects.toMatchObject({ kind: "unavailable", status });
	});

	it("answered with a page and 200 is an answer that was lost", async () => {
		const lost = { kind: "unavailable", status: null };
		await expect(refresh({ status: 200, text: "<html>Hello</html>" })).rejects.toMatchObject(lost);
	});

	it("never repeats what a person wrote as a code", async () => {
		await expect(refresh(refused("Bad things: <b>"))).rejects.toMatchObject({ kind: "invalid", code: null });
	});
});

describe("a revocation", () => {
	const revoke = (answer: Answer, org = createFakeOrg()) => {
		org.next(answer);
		return salesforce.revoke(HOST, "5Aep861Old", org.call);
	};

	it("sends the token in a form", async () => {
		const org = createFakeOrg();
		await revoke({ text: "" }, org);
		expect(org.requests[0]?.url.pathname).toBe("/services/oauth2/revoke");
		expect(form(org)).toEqual({ token: "5Aep861Old" });
	});

	it.each(["invalid_token", "unsupported_token_type"])(
		"of what is gone already (%s) is done",
		async (error) => {
			await expect(revoke(refused(error, "invalid token"))).resolves.toBeUndefined();
		},
	);

	it("that was not done says so", async () => {
		await expect(revoke({ status: 503, text: "" })).rejects.toMatchObject({ kind: "unavailable" });
	});
});
