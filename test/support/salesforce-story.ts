import { signInToPages } from "../../sandbox/runtime/boot.ts";
import { type Browser, createBrowser } from "../../sandbox/runtime/browser-walk.ts";
import type { Sandbox } from "../../sandbox/runtime/sandbox.ts";
import { SALESFORCE_ORGS, type SalesforceOrgSeed } from "../../sandbox/seed/salesforce-orgs.ts";
import { type DeskKind, signInOf } from "./sign-in.ts";

export function orgSeed(key: string): SalesforceOrgSeed {
	const seed = SALESFORCE_ORGS.find((one) => one.key === key);
	if (!seed) throw new Error(`no org ${key}`);
	return seed;
}

/** A browser in which an administrator of the desk is signed in to the pages. */
export async function signInAsAdmin(sandbox: Sandbox, desk: DeskKind, person = "mina"): Promise<Browser> {
	const browser = createBrowser();
	const vendor = desk === "zendesk" ? "Zendesk" : "Zoho Desk";
	await signInToPages(browser, sandbox, vendor, signInOf(person, desk));
	return browser;
}

/** What the form takes for one of the simulated orgs. */
export function orgForm(seed: SalesforceOrgSeed): Record<string, string> {
	return {
		name: seed.name,
		environment: seed.isSandbox ? "sandbox" : "production",
		host: `${seed.key}.my.salesforce.com`,
		client_id: seed.clientId,
		client_secret: seed.clientSecret,
		session: "yes",
		terms: "yes",
	};
}

/** From the list to the org's page, by Salesforce's own sign-in. */
export async function connectOrg(
	browser: Browser,
	sandbox: Sandbox,
	key: string,
	user = "mina",
): Promise<string> {
	const seed = orgSeed(key);
	await browser.open(`${sandbox.origin}/admin/salesforce/new`);
	await browser.submit("Sign in to Salesforce", orgForm(seed));
	const person = sandbox.salesforce
		.orgs()
		.find((org) => org.key === key)
		?.users.find((one) => one.key === user);
	await browser.submit("Allow", { person: person?.id ?? "" });
	return browser.page.url.pathname.split("/").at(-1) ?? "";
}
