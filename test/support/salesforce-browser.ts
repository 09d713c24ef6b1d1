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

/** The wizard as a person goes through it, and Salesforce's own page; answers the org's id. */
export async function connectOrgInBrowser(page: Page, sandbox: Sandbox, key: string): Promise<string> {
	const seed = orgSeed(key);
	await page.goto(`${sandbox.origin}/admin/salesforce`);
	await page.getByRole("link", { name: "Connect an org" }).click();
	await page.getByLabel("Name", { exact: true }).fill(seed.name);
	await page.getByLabel("Kind of org").selectOption(seed.isSandbox ? "sandbox" : "production");
	await page.getByLabel("My Domain").fill(`${seed.key}.my.salesforce.com`);
	await page.getByLabel("Consumer key").fill(seed.clientId);
	await page.getByLabel("Consumer secret").fill(seed.clientSecret);
	await page.getByLabel("I have cleared the session setting above.").check();
	await page.getByLabel("I agree, and I may do so for my organization.").check();
	await page.getByRole("button", { name: "Sign in to Salesforce" }).click();
	await page.getByLabel(/Mina/).check();
	await page.getByRole("button", { name: "Allow" }).click();
	await page.getByText("Connected. Everything is off until you switch it on.").waitFor();
	return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}
