import { parse } from "node-html-parser";
import { beforeEach, describe, expect, test } from "vitest";
import { ZENDESK_ACCOUNT } from "../../../../sandbox/seed/accounts.ts";
import { createZendesk, type ZendeskSimulator } from "../../../../sandbox/vendors/zendesk/simulator.ts";
import { createFixedClock, decide } from "./browser.ts";

const REQUEST = {
	response_type: "code",
	client_id: ZENDESK_ACCOUNT.clientId,
	redirect_uri: "https://desk.example/oauth/zendesk/callback",
	scope: "read tickets:write",
	state: "a&b=c",
};

let zendesk: ZendeskSimulator;

beforeEach(() => {
	zendesk = createZendesk({ clock: createFixedClock() });
});

function addressOf(changes: Record<string, string> = {}): string {
	const url = new URL("https://acme.zendesk.com/oauth/authorizations/new");
	url.search = new URLSearchParams({ ...REQUEST, ...changes }).toString();
	return url.href;
}

const visit = (address: string, language = "en") =>
	zendesk.fetch(new Request(address, { headers: { "accept-language": language }, redirect: "manual" }));

describe("the authorization page", () => {
	test("is a plain form with everybody who can sign in, and says that it's simulated", async () => {
		const answer = await visit(addressOf());
		const page = parse(await answer.text());
		expect(answer.status).toBe(200);
		expect(page.querySelector(".notice")?.text).toContain("Simulated");
		expect(page.querySelectorAll("label").map((label) => label.text)).toEqual(
			expect.arrayContaining([expect.stringContaining("Mina Kato"), expect.stringContaining("伊藤 健二")]),
		);
		expect(page.querySelectorAll("code").map((code) => code.text)).toEqual(["read", "tickets:write"]);
		expect(page.querySelectorAll("button").map((button) => button.getAttribute("value"))).toEqual([
			"allow",
			"deny",
		]);
		expect(page.querySelectorAll("script")).toHaveLength(0);
	});

	test("speaks Japanese to whoever reads Japanese", async () => {
		const page = parse(await (await visit(addressOf(), "ja,en;q=0.5")).text());
		expect(page.querySelector("html")?.getAttribute("lang")).toBe("ja");
		expect(page.querySelectorAll("button").map((button) => button.text)).toEqual(["許可する", "許可しない"]);
	});

	test("sends an allowed sign-in back with a code and the state", async () => {
		const callback = await decide(zendesk, addressOf(), 381204417);
		expect(callback.get("code")).toMatch(/^zac\w{20,}$/);
		expect(callback.get("state")).toBe("a&b=c");
	});

	test("sends a denied one back without", async () => {
		const callback = await decide(zendesk, addressOf(), 381204417, "deny");
		expect(callback.get("error")).toBe("access_denied");
		expect(callback.get("state")).toBe("a&b=c");
		expect(callback.has("code")).toBe(false);
	});

	test.each([
		[{ client_id: "somebody" }],
		[{ redirect_uri: "https://evil.example/steal" }],
		[{ redirect_uri: "http://desk.example/oauth/zendesk/callback" }],
		[{ redirect_uri: "javascript:alert(1)//oauth/zendesk/callback" }],
		[{ redirect_uri: "" }],
	])("goes nowhere for %j", async (changes) => {
		const answer = await visit(addressOf(changes));
		expect(answer.status).toBe(400);
		expect(answer.headers.get("location")).toBeNull();
	});

	test.each([
		[{ response_type: "token" }, "unsupported_response_type"],
		[{ scope: "" }, "invalid_scope"],
		[{ code_challenge: "abc", code_challenge_method: "plain" }, "invalid_request"],
	])("answers %j with %s", async (changes, error) => {
		const answer = await visit(addressOf(changes));
		expect(answer.status).toBe(302);
		expect(new URL(answer.headers.get("location") ?? "").searchParams.get("error")).toBe(error);
	});

	test("lets nobody in whom it doesn't know", async () => {
		const body = new URLSearchParams({ person: "1", decision: "allow" });
		const answer = await zendesk.fetch(
			new Request(addressOf(), { method: "POST", body, redirect: "manual" }),
		);
		expect(answer.status).toBe(400);
	});
});
