import type { Page } from "playwright-core";
import type { Sandbox } from "../../sandbox/runtime/sandbox.ts";
import { ADMIN_DESKS } from "./admin-desks.ts";
import { signInInBrowser } from "./admin-walk.ts";
import { orgSeed } from "./salesforce-story.ts";

/** To the pages of the Zendesk desk, as its administrator. */
export async function signInAsMina(page: Page, origin: string): Promise<void> {
	const [desk] = ADMIN_DESKS;
	if (!desk) throw new Error("there is no desk");
	await signInInBrowser(page, origin, desk);
}

/** The wizard's form, up to the terms. */
export async function fillInOrg(page: Page, key: string): Promise<void> {
	const seed = orgSeed(key);
	await page.getByLabel("Name", { exact: true }).fill(seed.name);
	await page.getByLabel("Kind of org").selectOption(seed.isSandbox ? "sandbox" : "production");
	await page.getByLabel("My Domain").fill(`${seed.key}.my.salesforce.com`);
	await page.getByLabel("Consumer key").fill(seed.clientId);
	await page.getByLabel("Consumer secret").fill(seed.clientSecret);
	await page.getByLabel("I have cleared the session setting above.").check();
}

export function agreeToTerms(page: Page): Promise<void> {
	return page.getByLabel("I agree, and I may do so for my organization.").check();
}

export function leaveForSalesforce(page: Page): Promise<void> {
	return page.getByRole("button", { name: "Sign in to Salesforce" }).click();
}

/** On Salesforce's own page. */
export async function allowInSalesforce(page: Page, name: RegExp): Promise<void> {
	await page.getByLabel(name).check();
	await page.getByRole("button", { name: "Allow" }).click();
}

/** The wizard as a person goes through it, and Salesforce's own page; answers the org's id. */
export async function connectOrgInBrowser(page: Page, sandbox: Sandbox, key: string): Promise<string> {
	await page.goto(`${sandbox.origin}/admin/salesforce`);
	await page.getByRole("link", { name: "Connect an org" }).click();
	await fillInOrg(page, key);
	await agreeToTerms(page);
	await leaveForSalesforce(page);
	await allowInSalesforce(page, /Mina/);
	await page.getByText("Connected. Everything is off until you switch it on.").waitFor();
	return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}
