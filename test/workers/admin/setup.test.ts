import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { SLACK_APP } from "../../../sandbox/seed/accounts.ts";
import {
	createStage,
	emptyTables,
	enterSlackApp,
	ORIGIN,
	openSetup,
	rows,
	SETUP_TOKEN,
	type Stage,
} from "./stage.ts";

let stage: Stage;

beforeEach(async () => {
	await emptyTables();
	stage = createStage();
});
afterEach(() => {
	vi.restoreAllMocks();
});

const POST = { method: "POST", headers: { "content-type": "application/x-www-form-urlencoded" } };

describe("the setup token", () => {
	it("opens setup and stores the address it was opened at", async () => {
		await openSetup(stage.browser);
		expect(stage.browser.page.text).toContain("What is missing");
		expect(await rows("settings")).toMatchObject([{ name: "origin", value: ORIGIN }]);
	});

	it("is refused when it is wrong, and not shown again", async () => {
		const { browser } = stage;
		await browser.open(`${ORIGIN}/setup`);
		await browser.submit("Open setup", { token: "a-wrong-token-of-some-length" });
		expect(browser.page.status).toBe(403);
		expect(browser.page.text).toContain("That isn't the setup token.");
		expect(browser.page.html).not.toContain("a-wrong-token-of-some-length");
		expect(await rows("settings")).toEqual([]);
	});

	it("is not even looked at after too many guesses", async () => {
		const { browser } = stage;
		await browser.open(`${ORIGIN}/setup`);
		// Ten a minute; twenty spend two minutes' worth, should the minute end in between.
		for (let guess = 0; guess < 20; guess++) await browser.submit("Open setup", { token: `guess-${guess}` });
		await browser.submit("Open setup", { token: SETUP_TOKEN });
		expect(browser.page.status).toBe(429);
		expect(browser.page.text).toContain("Wait a minute");
	});

	it("is asked for before anything of setup is shown or changed", async () => {
		const { browser } = stage;
		await browser.open(`${ORIGIN}/setup/desks/new/zendesk`);
		expect(browser.page.text).toContain("Setup token");
		await browser.open(`${ORIGIN}/setup/manifest.json`);
		expect(browser.page.text).toContain("Setup token");
	});

	it("does not open setup with a cookie that somebody else signed", async () => {
		const cookie = `__Host-deskbridge_setup=${Date.now() + 1e6}.${encodeURIComponent("A".repeat(43))}%3D`;
		const answer = await stage.ask("/setup/manifest.json", { headers: { cookie } });
		expect(answer.status).toBe(303);
	});
});

describe("the Slack app", () => {
	beforeEach(() => openSetup(stage.browser));

	it("is kept without its secrets ever being shown", async () => {
		await enterSlackApp(stage.browser);
		const { html, text } = stage.browser.page;
		expect(text).toContain("Saved.");
		expect(html).toContain(SLACK_APP.clientId);
		for (const secret of [SLACK_APP.clientSecret, SLACK_APP.signingSecret]) {
			expect(html).not.toContain(secret);
			expect(JSON.stringify(await rows("settings"))).not.toContain(secret);
		}
	});

	it("says beside each field what is wrong and keeps what was typed", async () => {
		const { browser } = stage;
		for (const form of browser.page.root.querySelectorAll('form[action="/setup/origin"]')) form.remove();
		await browser.submit("Save", { app_id: "nonsense", client_id: "", signing_secret: "short" });
		const { page } = browser;
		expect(page.status).toBe(422);
		const input = page.root.querySelector("#app_id");
		expect(input?.getAttribute("value")).toBe("nonsense");
		expect(input?.getAttribute("aria-describedby")).toContain("app_id-error");
		expect(page.root.querySelector("#app_id-error")?.text).toContain("begins with A");
		expect(page.root.querySelector("#client_id-error")?.text).toContain("This is needed");
		expect(page.root.querySelector("#signing_secret-error")).not.toBeNull();
		expect(page.html).not.toContain('value="short"');
	});

	it("comes with a manifest for this address", async () => {
		const { browser } = stage;
		await browser.open(`${ORIGIN}/setup/manifest.json`);
		expect(browser.page.headers.get("content-disposition")).toContain("attachment");
		const manifest = JSON.parse(browser.page.html);
		expect(manifest.oauth_config.redirect_urls).toEqual([`${ORIGIN}/slack/oauth/callback`]);
	});
});

describe("the public address", () => {
	beforeEach(() => openSetup(stage.browser));

	it.each([
		"http://desk.example.com",
		"https://desk.example.com/path",
		"desk",
		"https://a:b@desk.example.com",
	])("is refused when it is %s", async (origin) => {
		await stage.browser.submit("Save", { origin });
		expect(stage.browser.page.root.querySelector("#origin-error")?.text).toContain("https, no path");
		expect(stage.browser.page.root.querySelector("#origin")?.getAttribute("value")).toBe(origin);
		expect(await rows("settings")).toMatchObject([{ name: "origin", value: ORIGIN }]);
	});
});

describe("registering a desk", () => {
	beforeEach(() => openSetup(stage.browser));

	it.each(["a.b", "evil.com/", "x@y", "acme.zendesk.com.evil.example", "", "アクメ"])(
		"refuses the Zendesk address “%s” and stores nothing",
		async (address) => {
			const { browser } = stage;
			await browser.open(`${ORIGIN}/setup/desks/new/zendesk`);
			await browser.submit("Register", { address, client_id: "deskbridge", client_secret: "s3cret-value" });
			expect(browser.page.status).toBe(422);
			expect(browser.page.root.querySelector("#address-error")?.text).toContain("Zendesk subdomain");
			expect(browser.page.root.querySelector("#client_id")?.getAttribute("value")).toBe("deskbridge");
			expect(browser.page.html).not.toContain("s3cret-value");
			expect(await rows("desks")).toEqual([]);
		},
	);

	it("refuses a Zoho data centre that is none", async () => {
		const { browser } = stage;
		await browser.open(`${ORIGIN}/setup/desks/new/zoho`);
		await browser.submit("Register", { address: "zoho.evil", client_id: "1000.X", client_secret: "s" });
		expect(browser.page.root.querySelector("#address-error")?.text).toContain("data centres");
		expect(await rows("desks")).toEqual([]);
	});

	it("takes a Zendesk account once", async () => {
		const { browser } = stage;
		for (let time = 0; time < 2; time++) {
			await browser.open(`${ORIGIN}/setup/desks/new/zendesk`);
			await browser.submit("Register", { address: "acme", client_id: "x", client_secret: "s3cret-value" });
		}
		expect(browser.page.text).toContain("registered already");
		const desks = await rows("desks");
		expect(desks).toMatchObject([{ state: "registered", portal_id: null }]);
		expect(JSON.stringify(desks)).not.toContain("s3cret-value");
	});

	it("can be taken back until somebody has connected it", async () => {
		const { browser } = stage;
		await browser.open(`${ORIGIN}/setup/desks/new/zendesk`);
		await browser.submit("Register", { address: "acmee", client_id: "x", client_secret: "s3cret-value" });
		await browser.open(`${ORIGIN}/setup`);
		expect(browser.page.text).toContain("acmee.zendesk.com");
		await browser.follow("OAuth client");
		await browser.submit("Remove this registration");
		expect(browser.page.url.pathname).toBe("/setup");
		expect(await rows("desks")).toEqual([]);
	});

	it("takes another OAuth client, keeping the secret when none is given", async () => {
		const { browser } = stage;
		await browser.open(`${ORIGIN}/setup/desks/new/zendesk`);
		await browser.submit("Register", { address: "acme", client_id: "old", client_secret: "s3cret-value" });
		const [before] = await rows("desks");
		await browser.open(`${ORIGIN}/setup/desks/${before?.id}`);
		await browser.submit("Save", { client_id: "new" });
		expect(await rows("desks")).toMatchObject([
			{ client_id: "new", client_secret_sealed: before?.client_secret_sealed },
		]);
		await browser.open(`${ORIGIN}/setup/desks/${before?.id}`);
		await browser.submit("Save", { client_secret: "another-s3cret" });
		expect((await rows("desks"))[0]?.client_secret_sealed).not.toBe(before?.client_secret_sealed);
	});

	it("answers 404 for a vendor or desk that there isn't", async () => {
		await stage.browser.open(`${ORIGIN}/setup/desks/new/other`);
		expect(stage.browser.page.status).toBe(404);
		await stage.browser.open(`${ORIGIN}/setup/desks/unknown`);
		expect(stage.browser.page.status).toBe(404);
	});
});

describe("every page", () => {
	it("refuses a form of another site", async () => {
		const headers = { ...POST.headers, origin: "https://evil.example", "sec-fetch-site": "cross-site" };
		const answer = await stage.ask("/setup/token", { ...POST, headers, body: `token=${SETUP_TOKEN}` });
		expect(answer.status).toBe(403);
		expect(answer.headers.get("set-cookie")).toBeNull();
	});

	it("loads nothing, is framed by nobody and is never stored", async () => {
		const answer = await stage.ask("/");
		const policy = answer.headers.get("content-security-policy") ?? "";
		expect(policy).toContain("default-src 'none'");
		expect(policy).toContain("form-action 'self'");
		expect(policy).toContain("frame-ancestors 'none'");
		expect(policy).toContain("base-uri 'none'");
		const nonce = /style-src 'nonce-([^']+)'/.exec(policy)?.[1];
		expect(await answer.text()).toContain(`<style nonce="${nonce}">`);
		expect(answer.headers.get("cache-control")).toBe("no-store");
	});

	it("speaks the browser's language until another is chosen, and remembers that", async () => {
		const browser = stage.openBrowser("ja-JP,ja;q=0.9,en;q=0.5");
		await browser.open(`${ORIGIN}/`);
		expect(browser.page.root.querySelector("html")?.getAttribute("lang")).toBe("ja");
		expect(browser.page.text).toContain("セットアップを開く");
		await browser.follow("English");
		expect(browser.page.text).toContain("Open setup");
		await browser.open(`${ORIGIN}/admin/sign-in`);
		expect(browser.page.text).toContain("Sign in as administrator");
	});

	it("shows text from the address only where it is a word", async () => {
		const answer = await stage.ask("/oauth/zendesk/callback?error=%3Cscript%3E&state=x");
		expect(await answer.text()).not.toContain("<script>");
	});
});
