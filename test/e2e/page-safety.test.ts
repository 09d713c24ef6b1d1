import { beforeAll, describe, expect, it } from "vitest";
import { setUp, signInToPages } from "../../sandbox/runtime/boot.ts";
import { type Browser, createBrowser, type Page } from "../../sandbox/runtime/browser-walk.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";
import { followSignIn, placeOf, signInAddress, signInOf, type } from "../support/sign-in.ts";
import { allRows } from "../support/stored-rows.ts";

const sandboxOf = useSandbox("page-safety", BOOTED);

/** An administrator of Zendesk who has given the setup token too: once, since guesses are counted. */
let administrator: Browser;

beforeAll(async () => {
	administrator = createBrowser();
	await setUp(administrator, sandboxOf());
	await signInToPages(administrator, sandboxOf(), "Zendesk", signInOf("mina", "zendesk"));
});

async function newLink(): Promise<string> {
	const { body } = await type(sandboxOf(), placeOf("kenji", "zendesk"), "connect");
	return signInAddress(body) ?? "";
}

/** At the page that asks whether the two accounts are one person's. */
async function atConfirmation(): Promise<Browser> {
	const browser = createBrowser();
	await browser.open(await newLink());
	await browser.submit("Sign in with Zendesk");
	await browser.submit("allow", signInOf("kenji", "zendesk"));
	expect(browser.page.url.pathname).toMatch(/^\/link\/confirm\//);
	return browser;
}

function cookiesOf(browser: Browser): string {
	const { host } = new URL(sandboxOf().origin);
	return [...browser.cookies(host)].map(([name, value]) => `${name}=${value}`).join("; ");
}

async function expectUnchanged(run: () => Promise<void>): Promise<void> {
	const before = await allRows(sandboxOf());
	await run();
	await sandboxOf().idle();
	expect(await allRows(sandboxOf())).toEqual(before);
}

describe("registering a desk", () => {
	it.each([
		["Zendesk", "a.b"],
		["Zendesk", "evil.com/"],
		["Zendesk", "x@y"],
		["Zendesk", "acme.zendesk.com.evil"],
		["Zendesk", "acme.zendesk.com@evil.example"],
		["Zendesk", "https://evil.example/acme.zendesk.com"],
		["Zoho Desk", "eu.evil.example"],
		["Zoho Desk", "zz"],
	])("%s: refuses %j beside the field", async (vendor, address) => {
		await expectUnchanged(async () => {
			await administrator.open(`${sandboxOf().origin}/setup`);
			await administrator.follow(`Register ${vendor}`);
			const fields = { address, client_id: "deskbridge", client_secret: "never-stored-client-secret" };
			const page = await administrator.submit("Register and continue", fields);
			expect(page.status).toBe(422);
			const field = page.root.querySelector("[name=address]");
			expect(field?.getAttribute("aria-invalid")).toBe("true");
			const notes = (field?.getAttribute("aria-describedby") ?? "").split(" ");
			const beside = notes.map((id) => page.root.querySelector(`[id="${id}"]`)?.text ?? "").join(" ");
			expect(beside).toMatch(/That isn't a Zendesk subdomain\.|Choose one of the listed data centres\./);
			expect(page.html).not.toContain("never-stored-client-secret");
		});
	});
});

describe("the agreement", () => {
	it("is not to be passed by: without it nothing is stored and nobody is sent to a vendor", async () => {
		await administrator.open(`${sandboxOf().origin}/setup`);
		await administrator.follow("Register Zendesk");
		const fields = { address: "globex", client_id: "deskbridge", client_secret: "some-secret-of-globex" };
		const agreement = await administrator.submit("Register and continue", fields);
		expect(agreement.text).toContain("What is kept");
		await expectUnchanged(async () => {
			const page = await administrator.submit(/^Agree/);
			expect(page.status).toBe(422);
			expect(page.text).toContain("Without your agreement nothing is connected and nothing is stored.");
			// The shorter way, for desks that were agreed to, leads here as well.
			const { pathname } = agreement.url;
			const headers = { ...FORM, cookie: cookiesOf(administrator) };
			const shortcut = await sandboxOf().fetch(pathname.replace("agreement", "sign-in"), {
				method: "POST",
				headers,
				body: "intent=session",
			});
			expect(shortcut.status).toBe(303);
			expect(shortcut.headers.get("location")).toContain(pathname);
			// Whoever hasn't the setup token doesn't get this far.
			expect((await createBrowser().open(agreement.url.href)).url.pathname).toBe("/setup");
		});
	});
});

describe("looking at a link", () => {
	it("uses nothing up, however often and in whichever browser", async () => {
		const address = await newLink();
		await expectUnchanged(async () => {
			for (let look = 0; look < 3; look++) expect((await createBrowser().open(address)).status).toBe(200);
			const head = await sandboxOf().fetch(address.slice(sandboxOf().origin.length), { method: "HEAD" });
			expect(head.status).toBe(200);
			await sandboxOf().fetch("/link?t=unknown");
		});
		const page = await followSignIn(address, "kenji", "zendesk");
		expect(page.text).toContain("You are signed in");
		expect((await createBrowser().open(address)).status).toBe(410);
		await type(sandboxOf(), placeOf("kenji", "zendesk"), "disconnect");
	});

	it("confirms and cancels nothing", async () => {
		const browser = await atConfirmation();
		const { pathname } = browser.page.url;
		await expectUnchanged(async () => {
			expect((await browser.open(browser.page.url.href)).text).toContain("Is this you, on both sides?");
			const cookie = cookiesOf(browser);
			for (const path of [pathname, pathname.replace("confirm", "cancel")]) {
				await sandboxOf().fetch(path, { headers: { cookie } });
				await sandboxOf().fetch(path, { method: "HEAD", headers: { cookie } });
			}
			// Another browser sees nothing of it.
			expect((await createBrowser().open(browser.page.url.href)).status).toBe(410);
		});
		await browser.submit("No, cancel");
		expect((await allRows(sandboxOf())).pending_grants).toEqual([]);
	});
});

const FORM = { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" };

describe("a form of another site", () => {
	it.each([
		{ origin: "https://evil.example", "sec-fetch-site": "cross-site" },
		{ origin: "https://evil.example" },
		{ origin: "null", "sec-fetch-site": "cross-site" },
		{ origin: "http://127.0.0.1", "sec-fetch-site": "same-site" },
		{},
	])("neither confirms nor cancels what somebody has begun: %j", async (headers) => {
		const person = await atConfirmation();
		const pending = person.page.url.pathname;
		const unused = (await newLink()).split("t=")[1];
		const targets: [Browser, string, string][] = [
			[person, "/link", `t=${unused}`],
			[person, pending, ""],
			[person, pending.replace("confirm", "cancel"), ""],
		];
		await expectUnchanged(async () => {
			for (const [browser, path, body] of targets) {
				for (const contentType of ["application/x-www-form-urlencoded", "text/plain"]) {
					const response = await sandboxOf().fetch(path, {
						method: "POST",
						headers: { ...headers, "content-type": contentType, cookie: cookiesOf(browser) } as HeadersInit,
						body,
					});
					expect({ path, status: response.status }).toEqual({ path, status: 403 });
				}
			}
		});
		await person.submit("No, cancel");
	});
});

describe("an address that names another place to go", () => {
	const EVIL = ["//evil.example", "https://evil.example", "/\\evil.example", "https:evil.example"];
	const NAMES = ["next", "return", "returnTo", "redirect", "redirect_uri", "url", "to", "continue", "lang"];

	function expectHome(page: Page): void {
		expect(page.url.origin).toBe(sandboxOf().origin);
		for (const element of page.root.querySelectorAll("[href], [action], [formaction], [content]")) {
			for (const name of ["href", "action", "formaction", "content"]) {
				const value = element.getAttribute(name);
				if (!value || !/^(https?:|\/)/.test(value)) continue;
				expect(new URL(value, page.url).hostname).not.toContain("evil");
			}
		}
	}

	it.each(["/", "/setup", "/admin", "/admin/sign-in", "/continue", "/link"])(
		"never leads there from %s",
		async (path) => {
			for (const evil of EVIL) {
				const query = new URLSearchParams(NAMES.map((name) => [name, evil]));
				expectHome(await administrator.open(`${sandboxOf().origin}${path}?${query}`));
				expectHome(await administrator.open(`${sandboxOf().origin}${path}?lang=ja&${query}`));
			}
		},
	);

	it("is not followed out of a forged cookie", async () => {
		for (const value of EVIL) {
			const cookie = `__Host-deskbridge_next=${encodeURIComponent(`${value}.c2lnbmF0dXJl`)}`;
			const response = await sandboxOf().fetch("/continue", { headers: { cookie } });
			expect(response.status).toBe(302);
			expect(response.headers.get("location")).toBe("/");
		}
	});

	it.each(["//evil.example", "//evil.example/admin", "/\\evil.example", "/admin//evil.example"])(
		"is not followed as a path: %s",
		async (path) => {
			const response = await sandboxOf().fetch(path);
			const location = response.headers.get("location") ?? "/";
			expect(new URL(location, sandboxOf().origin).origin).toBe(sandboxOf().origin);
		},
	);

	it("doesn't change where Slack and the vendors send people back to", async () => {
		const query = "redirect_uri=https://evil.example&state=chosen&team=T0EVIL";
		const headers = { cookie: cookiesOf(administrator) };
		const response = await sandboxOf().fetch(`/slack/install?${query}`, { headers });
		const address = new URL(response.headers.get("location") ?? "");
		expect(address.origin).toBe("https://slack.com");
		expect(address.searchParams.getAll("redirect_uri")).toEqual([
			`${sandboxOf().origin}/slack/oauth/callback`,
		]);
		expect(address.searchParams.get("state")).not.toBe("chosen");
	});
});
