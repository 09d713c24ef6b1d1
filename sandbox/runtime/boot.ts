/**
 * The walk that brings a new sandbox to the state people start from, through the same pages and redirects that an
 * administrator goes through: two desks, two workspaces, administrators signed in, everybody else not yet.
 */
import { SETUP_TOKEN, SLACK_APP, ZENDESK_ACCOUNT, ZOHO_ACCOUNT } from "../seed/accounts.ts";
import { connectOrgForPeople } from "./boot-salesforce.ts";
import { type Browser, createBrowser, type Page } from "./browser-walk.ts";
import type { Sandbox } from "./sandbox.ts";

type Site = Pick<Sandbox, "origin">;

export interface DeskSetup {
	/** As the page's link says it. */
	vendor: "Zendesk" | "Zoho Desk";
	fields: { address: string; client_id: string; client_secret: string };
	/** What the vendor's sign-in page asks for. */
	signIn: Record<string, string>;
}

export const ACME_ZENDESK: DeskSetup = {
	vendor: "Zendesk",
	fields: {
		address: ZENDESK_ACCOUNT.subdomain,
		client_id: ZENDESK_ACCOUNT.clientId,
		client_secret: ZENDESK_ACCOUNT.clientSecret,
	},
	signIn: { person: "381204417" },
};

export const ACME_ZOHO: DeskSetup = {
	vendor: "Zoho Desk",
	fields: {
		address: ZOHO_ACCOUNT.dataCentre,
		client_id: ZOHO_ACCOUNT.clientId,
		client_secret: ZOHO_ACCOUNT.clientSecret,
	},
	signIn: { person: "mina@acme.example", organisation: ZOHO_ACCOUNT.orgId },
};

export async function boot(sandbox: Sandbox): Promise<void> {
	const mina = createBrowser();
	await setUp(mina, sandbox);
	await connectDesk(mina, sandbox, ACME_ZENDESK);
	await connectWorkspace(mina, sandbox, { person: "U0MINA0001", channel: "C0SUPPORT1" });
	await connectDesk(mina, sandbox, ACME_ZOHO);
	await connectWorkspace(mina, sandbox, { person: "U0MINA0001", channel: "C0BILLING1" });

	const yuki = createBrowser();
	await signInToPages(yuki, sandbox, "Zoho Desk", {
		person: "yuki.mori@acme.example",
		organisation: ZOHO_ACCOUNT.orgId,
	});
	await connectWorkspace(yuki, sandbox, { person: "U0YUKI0001", channel: "C0KITASUP1" });
}

/**
 * For people who try it: where English is read, English is posted, though who connected it reads Japanese; and
 * Zendesk is kept in step with a Salesforce org.
 */
export async function bootForPeople(sandbox: Sandbox): Promise<void> {
	await boot(sandbox);
	for (const { vendor, signIn } of [ACME_ZENDESK, ACME_ZOHO]) {
		const mina = createBrowser();
		await signInToPages(mina, sandbox, vendor, signIn);
		await mina.follow(/\/admin\/workspaces\/[^/]+$/);
		await mina.follow(/\/look$/);
		await mina.submit(/\/look$/, { locale: "en" });
		if (vendor === "Zendesk") await connectOrgForPeople(mina, sandbox);
	}
}

/** What `/setup` asks for first. */
export async function setUp(browser: Browser, { origin }: Site): Promise<void> {
	await browser.open(`${origin}/setup`);
	await browser.submit("Open setup", { token: SETUP_TOKEN });
	await browser.submit("/setup/origin", { origin });
	// Makes the app from the manifest, as Slack would: its redirect addresses and shortcuts come from there.
	await browser.follow(/manifest_json/);
	await browser.open(`${origin}/setup`);
	await browser.submit("/setup/slack", {
		app_id: SLACK_APP.appId,
		client_id: SLACK_APP.clientId,
		client_secret: SLACK_APP.clientSecret,
		signing_secret: SLACK_APP.signingSecret,
	});
}

/** Register, agree, sign in, confirm the portal. Leaves the browser signed in as that desk's administrator. */
export async function connectDesk(browser: Browser, { origin }: Site, desk: DeskSetup): Promise<void> {
	await browser.open(`${origin}/setup`);
	await browser.follow(`Register ${desk.vendor}`);
	await browser.submit("Register and continue", desk.fields);
	await browser.submit(/^Agree/, { agreed: "yes" });
	await browser.submit("allow", desk.signIn);
	expectPage(await browser.submit(/^Connect /), "/admin");
}

/** Install the app in a Slack team and choose its channel. */
export async function connectWorkspace(
	browser: Browser,
	{ origin }: Site,
	choice: { person: string; channel: string },
): Promise<void> {
	await browser.open(`${origin}/slack/install`);
	await browser.submit("Continue", { person: choice.person });
	expectPage(await browser.submit("allow", { channel: choice.channel }), "/admin/workspaces/");
}

/** An administrator signs in to the pages of a desk that is connected already. */
export async function signInToPages(
	browser: Browser,
	{ origin }: Site,
	vendor: DeskSetup["vendor"],
	signIn: Record<string, string>,
): Promise<void> {
	await browser.open(`${origin}/admin/sign-in`);
	await browser.submit(`Sign in with ${vendor}`);
	expectPage(await browser.submit("allow", signIn), "/admin");
}

/** A walk that ends elsewhere must not go on as if it had arrived. */
function expectPage(page: Page, path: string): void {
	if (page.status === 200 && page.url.pathname.startsWith(path)) return;
	throw new Error(`expected ${path}, got ${page.status} ${page.url.pathname}: ${page.text.slice(0, 300)}`);
}
