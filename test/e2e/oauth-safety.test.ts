import { beforeAll, describe, expect, it } from "vitest";
import { type Browser, createBrowser, type Page } from "../../sandbox/runtime/browser-walk.ts";
import { ZOHO_ACCOUNT } from "../../sandbox/seed/accounts.ts";
import { holdBackground } from "../support/background.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";
import { type DeskKind, placeOf, signInAddress, signInOf, TICKET, type, VENDOR } from "../support/sign-in.ts";
import { allRows, lastingRows } from "../support/stored-rows.ts";
import { watchGrants } from "../support/token-traffic.ts";

const sandboxOf = useSandbox("oauth-safety", BOOTED);
const DESKS: readonly DeskKind[] = ["zendesk", "zoho"];
const MINUTE_MS = 60_000;

beforeAll(() => holdBackground(sandboxOf()));

type Kind = "administrator" | "agent";
/** Who signs in as what: Kenji is linked nowhere. */
const PERSON: Readonly<Record<Kind, string>> = { administrator: "mina", agent: "kenji" };

async function newLink(desk: DeskKind): Promise<string> {
	const { body } = await type(sandboxOf(), placeOf("kenji", desk), TICKET[desk]);
	const address = signInAddress(body);
	if (!address) throw new Error(`no sign-in was offered: ${body}`);
	return address;
}

/** Up to the vendor's page, where the person has not answered yet. */
async function atVendor(desk: DeskKind, kind: Kind): Promise<Browser> {
	const browser = createBrowser();
	await browser.open(kind === "agent" ? await newLink(desk) : `${sandboxOf().origin}/admin/sign-in`);
	await browser.submit(`Sign in with ${VENDOR[desk]}`);
	return browser;
}

/** The address that the vendor sends the browser back to, not followed. */
async function callbackOf(browser: Browser, signIn: Record<string, string>): Promise<URL> {
	const response = await browser.submitOnly("allow", signIn);
	const location = response.headers.get("location");
	if (!location) throw new Error(`the vendor sent nobody back: ${response.status}`);
	return new URL(location);
}

const watchTraffic = () => watchGrants(sandboxOf());

/** Runs, and expects that nothing was left behind but what ends by itself within minutes. */
async function expectNothingStored(run: () => Promise<void>): Promise<void> {
	const before = await lastingRows(sandboxOf());
	await run();
	await sandboxOf().idle();
	expect(await lastingRows(sandboxOf())).toEqual(before);
	expect((await allRows(sandboxOf())).pending_grants).toEqual([]);
}

function expectStale(page: Page): void {
	expect(page.status).toBe(400);
	expect(page.text).toContain("This sign-in link no longer works");
}

function expectRefused(page: Page, status = 403): void {
	expect(page.status).toBe(status);
	expect(page.text).toContain("Nothing was stored.");
}

describe.each(DESKS)("a sign-in to %s", (desk) => {
	describe.each(["administrator", "agent"] as const)("of an %s", (kind) => {
		const signIn = signInOf(PERSON[kind], desk);

		it("that is denied asks for no token", async () => {
			await expectNothingStored(async () => {
				const browser = await atVendor(desk, kind);
				const traffic = watchTraffic();
				const page = await browser.submit("deny", signIn);
				expectRefused(page);
				expect(page.text).toContain("You didn't allow the access");
				expect(traffic.tokenRequests()).toEqual([]);
			});
		});

		it("that comes back without its state, or with an unknown one, goes nowhere", async () => {
			await expectNothingStored(async () => {
				const browser = await atVendor(desk, kind);
				const callback = await callbackOf(browser, signIn);
				const traffic = watchTraffic();
				for (const state of [null, "", "unknown", "A".repeat(43)]) {
					callback.searchParams.delete("state");
					if (state !== null) callback.searchParams.set("state", state);
					expectStale(await browser.open(callback.href));
				}
				expect(traffic.tokenRequests()).toEqual([]);
			});
		});

		it("that comes back in another browser goes nowhere", async () => {
			await expectNothingStored(async () => {
				const callback = await callbackOf(await atVendor(desk, kind), signIn);
				const traffic = watchTraffic();
				expectStale(await createBrowser().open(callback.href));
				// Nor in one that has begun a sign-in of its own.
				expectStale(await (await atVendor(desk, kind)).open(callback.href));
				expect(traffic.tokenRequests()).toEqual([]);
			});
		});

		it("whose code is too old is refused", async () => {
			await expectNothingStored(async () => {
				const browser = await atVendor(desk, kind);
				const callback = await callbackOf(browser, signIn);
				await sandboxOf().passTime(3 * MINUTE_MS);
				expectRefused(await browser.open(callback.href));
			});
		});

		it("that takes longer than ten minutes goes nowhere", async () => {
			await expectNothingStored(async () => {
				const browser = await atVendor(desk, kind);
				await sandboxOf().passTime(11 * MINUTE_MS);
				expectStale(await browser.open((await callbackOf(browser, signIn)).href));
			});
		});

		it("whose account can't be read is given back", async () => {
			await expectNothingStored(async () => {
				const browser = await atVendor(desk, kind);
				const callback = await callbackOf(browser, signIn);
				const traffic = watchTraffic();
				const match = desk === "zendesk" ? "/api/v2/users/me" : "/api/v1/myinfo";
				sandboxOf().faults.add({ vendor: desk, match, status: 500 });
				expectRefused(await browser.open(callback.href), 502);
				expect(traffic.tokenRequests()).toHaveLength(1);
				expect(traffic.revocations()).toHaveLength(1);
			});
		});
	});

	it("uses its state once: what comes back a second time changes nothing", async () => {
		const admin = await atVendor(desk, "administrator");
		const first = await callbackOf(admin, signInOf("mina", desk));
		expect((await admin.open(first.href)).url.pathname).toBe("/admin");
		await expectNothingStored(async () => {
			const traffic = watchTraffic();
			expectStale(await admin.open(first.href));
			expect(traffic.tokenRequests()).toEqual([]);

			const agent = await atVendor(desk, "agent");
			const second = await callbackOf(agent, signInOf("kenji", desk));
			const confirmation = await agent.open(second.href);
			expect(confirmation.text).toContain("Is this you, on both sides?");
			expectStale(await agent.open(second.href));
			await agent.open(confirmation.url.href);
			await agent.submit("No, cancel");
			// The administrator's own was given back before: the desk goes on with the grant it has.
			expect(traffic.revocations()).toHaveLength(1);
		});
	});

	it("of somebody who is no administrator is given back", async () => {
		await expectNothingStored(async () => {
			const browser = await atVendor(desk, "administrator");
			const traffic = watchTraffic();
			const page = await browser.submit("allow", signInOf("alex", desk));
			expectRefused(page);
			expect(page.text).toContain("Alex Berg isn't an administrator");
			expect(traffic.revocations()).toHaveLength(1);
		});
	});

	it("that nobody confirms is given back by Cron", async () => {
		const before = await lastingRows(sandboxOf());
		const browser = await atVendor(desk, "agent");
		const traffic = watchTraffic();
		const page = await browser.submit("allow", signInOf("kenji", desk));
		expect(page.text).toContain("Is this you, on both sides?");
		await sandboxOf().passTime(11 * MINUTE_MS);
		await sandboxOf().cron();
		expect(traffic.revocations()).toHaveLength(1);
		expect((await browser.submit("Yes, tie these two")).status).toBe(410);
		expect(await lastingRows(sandboxOf())).toEqual(before);
	});
});

describe("a sign-in to Zendesk", () => {
	it("of a customer ties nothing and is given back", async () => {
		await expectNothingStored(async () => {
			const browser = await atVendor("zendesk", "agent");
			const traffic = watchTraffic();
			const page = await browser.submit("allow", signInOf("sam", "zendesk"));
			expectRefused(page);
			expect(page.text).toContain("Sam Doyle isn't an agent");
			expect(traffic.revocations()).toHaveLength(1);
		});
	});
});

describe("a sign-in to Zoho Desk", () => {
	it.each(["administrator", "agent"] as const)(
		"of an %s for another portal is given back, and the page names it",
		async (kind) => {
			await expectNothingStored(async () => {
				const browser = await atVendor("zoho", kind);
				const traffic = watchTraffic();
				const person = signInOf("mina", "zoho");
				const page = await browser.submit("allow", { ...person, organisation: ZOHO_ACCOUNT.otherOrgId });
				expectRefused(page);
				expect(page.text).toContain(ZOHO_ACCOUNT.otherOrgName);
				expect(traffic.revocations()).toHaveLength(1);
			});
		},
	);

	it.each([
		"https://accounts.zoho.eu.evil.example",
		"https://accounts.zoho.eu@evil.example",
		"https://accounts.zoho.eu/../evil",
		"https://accounts.zoho.eu:8443",
		"http://accounts.zoho.eu",
		"https://accounts.zoho.com",
		"//accounts.zoho.eu",
		"",
	])("that names %j as its accounts server is refused before anything is sent", async (server) => {
		await expectNothingStored(async () => {
			for (const kind of ["administrator", "agent"] as const) {
				const browser = await atVendor("zoho", kind);
				const callback = await callbackOf(browser, signInOf(PERSON[kind], "zoho"));
				callback.searchParams.set("accounts-server", server);
				const before = sandboxOf().traffic().length;
				expectRefused(await browser.open(callback.href));
				expect(sandboxOf().traffic()).toHaveLength(before);
			}
		});
	});
});

describe("installing the Slack app", () => {
	/** At Slack's page, where the installer has not chosen a channel yet. */
	async function atSlack(): Promise<Browser> {
		const browser = await atVendor("zendesk", "administrator");
		await browser.submit("allow", signInOf("mina", "zendesk"));
		await browser.open(`${sandboxOf().origin}/slack/install`);
		await browser.submit("Continue", { person: placeOf("mina", "zendesk").userId });
		return browser;
	}

	/** What an install would ask Slack for. */
	function exchanges(since: number) {
		const later = sandboxOf().traffic().slice(since);
		return later.filter(({ url }) => url.includes("oauth.v2.access"));
	}

	it("that is denied, or comes back with another state or browser, changes nothing", async () => {
		const denying = await atSlack();
		const going = await atSlack();
		const stranger = await atSlack();
		const start = sandboxOf().traffic().length;
		await expectNothingStored(async () => {
			const denied = await denying.submit("cancel", { channel: "C0GENERAL1" });
			expect(denied.status).toBe(403);
			expect(denied.text).toContain("The install was cancelled in Slack.");

			const callback = await callbackOf(going, { channel: "C0GENERAL1" });
			expectStale(await stranger.open(callback.href));
			expectStale(await createBrowser().open(callback.href));
			callback.searchParams.set("state", "unknown");
			expectStale(await going.open(callback.href));
			callback.searchParams.delete("state");
			expectStale(await going.open(callback.href));
		});
		expect(exchanges(start)).toEqual([]);
	});

	it("that comes back after the administrator has signed out changes nothing", async () => {
		const browser = await atSlack();
		const callback = await callbackOf(browser, { channel: "C0GENERAL1" });
		await browser.open(`${sandboxOf().origin}/admin`);
		await browser.submit("Sign out");
		const start = sandboxOf().traffic().length;
		await expectNothingStored(async () => {
			const page = await browser.open(callback.href);
			expect(page.status).toBe(403);
		});
		expect(exchanges(start)).toEqual([]);
	});

	it("uses its state once", async () => {
		const browser = await atSlack();
		const callback = await callbackOf(browser, { channel: "C0SUPPORT1" });
		expect((await browser.open(callback.href)).url.pathname).toMatch(/^\/admin\/workspaces\//);
		await expectNothingStored(async () => {
			expectStale(await browser.open(callback.href));
		});
	});

	it("with a code that Slack doesn't know stores nothing", async () => {
		const browser = await atSlack();
		const callback = await callbackOf(browser, { channel: "C0GENERAL1" });
		callback.searchParams.set("code", "9999.9999.forged");
		await expectNothingStored(async () => {
			const page = await browser.open(callback.href);
			expect(page.status).toBe(403);
			expect(page.text).toContain("Slack didn't accept the install.");
		});
	});
});
