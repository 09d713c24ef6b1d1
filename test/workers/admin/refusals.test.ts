import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createStage, emptyTables, ORIGIN, openSetup, register, rows, type Stage, signIn } from "./stage.ts";

const MINA = { person: "381204417" };
const ALEX = { person: "381204418" };

let stage: Stage;

beforeEach(async () => {
	await emptyTables();
	stage = createStage();
	await openSetup(stage.browser);
});
afterEach(() => {
	vi.restoreAllMocks();
});

/** Nothing of a sign-in is left: no grant, no agreement, no session, and the desk as it was. */
async function expectNothingStored() {
	for (const table of ["credentials", "pending_grants", "agreements", "sessions"]) {
		expect(await rows(table), table).toEqual([]);
	}
	expect(await rows("desks")).toMatchObject([{ state: "registered", portal_id: null, credential_id: null }]);
}

/** The address of the vendor's consent page has the state of the round trip. */
async function beginSignIn(provider: "zendesk" | "zoho"): Promise<string> {
	await register(stage.browser, provider);
	await stage.browser.submit("Agree and sign in", { agreed: "yes" });
	return stage.browser.page.url.searchParams.get("state") ?? "";
}

describe("the agreement", () => {
	it("is needed: without the tick nothing goes on and nothing is stored", async () => {
		await register(stage.browser, "zendesk");
		await stage.browser.submit("Agree and sign in");
		expect(stage.browser.page.status).toBe(422);
		expect(stage.browser.page.url.host).toBe("localhost:8787");
		expect(stage.browser.page.text).toContain("Without your agreement nothing is connected");
		expect(await rows("oauth_flows")).toEqual([]);
		await expectNothingStored();
	});

	it("is for whoever knows the setup token until the desk has a portal", async () => {
		await register(stage.browser, "zoho");
		const stranger = stage.openBrowser();
		await stranger.open(stage.browser.page.url.href);
		expect(stranger.page.text).toContain("Setup token");
	});
});

describe("the way back from a sign-in", () => {
	it.each(["zendesk", "zoho"] as const)("tells when access was denied at %s", async (provider) => {
		await beginSignIn(provider);
		await stage.browser.submit("deny");
		expect(stage.browser.page.status).toBe(403);
		expect(stage.browser.page.text).toContain("You didn't allow the access");
		await expectNothingStored();
	});

	it("is refused without a state, and the round trip goes on", async () => {
		await beginSignIn("zendesk");
		await stage.browser.open(`${ORIGIN}/oauth/zendesk/callback?code=abc`);
		expect(stage.browser.page.status).toBe(400);
		expect(stage.browser.page.text).toContain("no longer works");
		expect(await rows("oauth_flows")).toHaveLength(1);
		await expectNothingStored();
	});

	it("is refused the second time", async () => {
		await register(stage.browser, "zendesk");
		await signIn(stage.browser, MINA);
		const callback = stage.browser.visited.find((one) => one.includes("/oauth/zendesk/callback")) ?? "";
		await stage.browser.open(callback.replace("GET ", ""));
		expect(stage.browser.page.status).toBe(400);
		expect(stage.browser.page.text).toContain("already used");
	});

	it("is refused in another browser, and still good in the first", async () => {
		const state = await beginSignIn("zendesk");
		const consent = stage.browser.page.url.href;
		const other = stage.openBrowser();
		await other.open(`${ORIGIN}/oauth/zendesk/callback?code=abc&state=${state}`);
		expect(other.page.text).toContain("begun in another browser");
		await expectNothingStored();
		await stage.browser.open(consent);
		await stage.browser.submit("allow", MINA);
		expect(stage.browser.page.text).toContain("Is this the right help desk?");
	});

	it("is refused with a code that the vendor doesn't know", async () => {
		const state = await beginSignIn("zendesk");
		await stage.browser.open(`${ORIGIN}/oauth/zendesk/callback?code=made-up&state=${state}`);
		expect(stage.browser.page.status).toBe(403);
		expect(stage.browser.page.text).toContain("didn't accept the sign-in");
		await expectNothingStored();
	});

	it("sends no code to a look-alike of Zoho's accounts server", async () => {
		const state = await beginSignIn("zoho");
		stage.calls.length = 0;
		const query = new URLSearchParams({
			state,
			code: "1000.abc",
			location: "eu",
			"accounts-server": "https://accounts.zoho.eu.evil.example",
		});
		await stage.browser.open(`${ORIGIN}/oauth/zoho/callback?${query}`);
		expect(stage.browser.page.status).toBe(403);
		expect(stage.calls).toEqual([]);
		await expectNothingStored();
	});

	it("gives the grant of somebody who is no administrator back", async () => {
		await register(stage.browser, "zendesk");
		await signIn(stage.browser, ALEX);
		expect(stage.browser.page.status).toBe(403);
		expect(stage.browser.page.text).toContain("Alex Berg isn't an administrator in Zendesk");
		expect(stage.calls.at(-1)).toBe("DELETE acme.zendesk.com/api/v2/oauth/tokens/current");
		await expectNothingStored();
	});

	it("gives a grant back when another portal was meant", async () => {
		await register(stage.browser, "zoho");
		await signIn(stage.browser, { person: "mina@acme.example", organisation: "60099999" });
		expect(stage.browser.page.text).toContain("Acme Labs");
		await stage.browser.submit("Another portal meant");
		expect(stage.browser.page.url.pathname).toMatch(/\/agreement$/);
		expect(stage.calls.at(-1)).toBe("POST accounts.zoho.eu/oauth/v2/token/revoke");
		await expectNothingStored();
	});

	it("shows a confirmation to the browser that signed in only", async () => {
		await register(stage.browser, "zendesk");
		await signIn(stage.browser, MINA);
		const other = stage.openBrowser();
		await other.open(stage.browser.page.url.href);
		expect(other.page.status).toBe(400);
		expect(other.page.text).not.toContain("Mina");
	});
});

describe("a vendor that doesn't answer", () => {
	it("leaves nothing behind and says to try again", async () => {
		vi.restoreAllMocks();
		stage = createStage({
			intercept: ({ url }) =>
				url.endsWith("/oauth/tokens") ? new Response("<h1>no</h1>", { status: 503 }) : null,
		});
		await openSetup(stage.browser);
		await register(stage.browser, "zendesk");
		await signIn(stage.browser, MINA);
		expect(stage.browser.page.status).toBe(502);
		expect(stage.browser.page.text).toContain("Try again in a few minutes");
		await expectNothingStored();
	});
});
