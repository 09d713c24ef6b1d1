import { env, exports } from "cloudflare:workers";
import { vi } from "vitest";
import { type Browser, createBrowser } from "../../../sandbox/runtime/browser-walk.ts";
import { SLACK_APP, ZENDESK_ACCOUNT, ZOHO_ACCOUNT } from "../../../sandbox/seed/accounts.ts";
import { createClock } from "../../../sandbox/vendor.ts";
import { createSlack } from "../../../sandbox/vendors/slack/slack.ts";
import { createZendesk } from "../../../sandbox/vendors/zendesk/simulator.ts";
import { createZoho } from "../../../sandbox/vendors/zoho/zoho.ts";

export const ORIGIN = "http://localhost:8787";
export const SETUP_TOKEN = "test-setup-token-0123456789";

export interface StageOptions {
	language?: string;
	/** Answers instead of a vendor; null lets the vendor answer. */
	intercept?: (request: Request) => Response | null;
	/** Slack's events never arrive. */
	loseEvents?: boolean;
}

let stages = 0;

/** The Worker and all vendors in one isolate, and a browser that sees them as different sites. */
export function createStage(options: StageOptions = {}) {
	const clock = createClock();
	const deliver = async (request: Request) =>
		options.loseEvents ? new Response() : exports.default.fetch(request);
	const zendesk = createZendesk({ clock });
	const zoho = createZoho({ clock });
	const slack = createSlack({ clock, deliver, appOrigin: () => ORIGIN });
	const vendors = [zendesk, zoho, slack];
	// Guesses at the setup token are counted by address: every stage has its own.
	stages += 1;
	const address = `192.0.2.${stages}`;
	/** What the Worker asked of vendors, as method and address without its query. */
	const calls: string[] = [];

	async function askVendor(request: Request): Promise<Response> {
		const vendor = vendors.find((one) => one.ownsHost(new URL(request.url).host));
		return (
			options.intercept?.(request) ??
			(vendor ? vendor.fetch(request) : new Response("no such host", { status: 599 }))
		);
	}

	vi.spyOn(globalThis, "fetch").mockImplementation((input, init) => {
		const request = new Request(input as URL, init as RequestInit);
		const { host, pathname } = new URL(request.url);
		calls.push(`${request.method} ${host}${pathname}`);
		return askVendor(request);
	});

	/** One request to the Worker, as it is. */
	function ask(path: string, init: RequestInit = {}): Promise<Response> {
		const headers = new Headers(init.headers);
		headers.set("cf-connecting-ip", address);
		return exports.default.fetch(new Request(`${ORIGIN}${path}`, { redirect: "manual", ...init, headers }));
	}

	function openBrowser(language = options.language): Browser {
		return createBrowser({
			...(language ? { language } : {}),
			fetch: async (input, init) => {
				const url = new URL(String(input));
				if (url.origin !== ORIGIN) return askVendor(new Request(url, init));
				return ask(url.pathname + url.search, init);
			},
		});
	}

	return { zendesk, zoho, slack, calls, ask, openBrowser, browser: openBrowser() };
}
export type Stage = ReturnType<typeof createStage>;

const TABLES = [
	"settings",
	"desks",
	"credentials",
	"agent_links",
	"slack_teams",
	"workspaces",
	"mappings",
	"oauth_flows",
	"pending_grants",
	"sessions",
	"agreements",
	"audit_log",
	"sign_in_links",
	"kept_forms",
	"slack_users",
	"slack_events",
	"commands",
];

export async function emptyTables(): Promise<void> {
	await env.DB.batch(TABLES.map((table) => env.DB.prepare(`DELETE FROM ${table}`)));
}

/** Rows of a table, oldest first. */
export async function rows(table: string): Promise<Record<string, unknown>[]> {
	return (await env.DB.prepare(`SELECT * FROM ${table} ORDER BY rowid`).all()).results;
}

export async function openSetup(browser: Browser): Promise<void> {
	await browser.open(`${ORIGIN}/setup`);
	await browser.submit("Open setup", { token: SETUP_TOKEN });
}

export async function enterSlackApp(browser: Browser): Promise<void> {
	await browser.open(`${ORIGIN}/setup`);
	// Both forms have a button "Save".
	for (const other of browser.page.root.querySelectorAll('form[action="/setup/origin"]')) other.remove();
	await browser.submit("Save", {
		app_id: SLACK_APP.appId,
		client_id: SLACK_APP.clientId,
		client_secret: SLACK_APP.clientSecret,
		signing_secret: SLACK_APP.signingSecret,
	});
}

/** From setup to the agreement page of a new desk. */
export async function register(browser: Browser, provider: "zendesk" | "zoho"): Promise<void> {
	await browser.open(`${ORIGIN}/setup/desks/new/${provider}`);
	await browser.submit("Register and continue", {
		address: provider === "zendesk" ? ZENDESK_ACCOUNT.subdomain : ZOHO_ACCOUNT.dataCentre,
		client_id: provider === "zendesk" ? ZENDESK_ACCOUNT.clientId : ZOHO_ACCOUNT.clientId,
		client_secret: provider === "zendesk" ? ZENDESK_ACCOUNT.clientSecret : ZOHO_ACCOUNT.clientSecret,
	});
}

/** From the agreement page to the vendor's consent, and back. */
export async function signIn(browser: Browser, person: Record<string, string>): Promise<void> {
	await browser.submit("Agree and sign in", { agreed: "yes" });
	await browser.submit("allow", person);
}

/** A connected Zendesk account, its administrator signed in. */
export async function connectDesk(browser: Browser): Promise<void> {
	await register(browser, "zendesk");
	await signIn(browser, { person: "381204417" });
	await browser.submit("Connect Acme");
}

/** Through Slack's two pages: who is asked, then where the app may post. */
export async function install(browser: Browser, chosen: { person: string; channel: string }): Promise<void> {
	await browser.open(`${ORIGIN}/slack/install`);
	await browser.submit("Continue", { person: chosen.person });
	await browser.submit("allow", { channel: chosen.channel });
}
