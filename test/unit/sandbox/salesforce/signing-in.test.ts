import { createHmac } from "node:crypto";
import { parse } from "node-html-parser";
import { beforeEach, describe, expect, test } from "vitest";
import type { Clock } from "../../../../sandbox/vendor.ts";
import type { SalesforceSimulator } from "../../../../sandbox/vendors/salesforce/simulator.ts";
import {
	authorizeAddress,
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

const errorOf = async (answer: Response) =>
	(await answer.json()) as { error: string; error_description: string };

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
