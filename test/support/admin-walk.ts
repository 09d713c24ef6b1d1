import type { Locator, Page } from "playwright-core";
import { SETUP_TOKEN, SLACK_APP } from "../../sandbox/seed/accounts.ts";
import type { AdminDesk } from "./admin-desks.ts";

/** What an administrator does in a browser, page by page, as a person finds it: by what labels and buttons say. */

/** The setup token, the address and the Slack app. */
export async function setUpInBrowser(page: Page, origin: string): Promise<void> {
	await page.goto(`${origin}/setup`);
	await page.getByLabel("Setup token").fill(SETUP_TOKEN);
	await page.getByRole("button", { name: "Open setup" }).click();
	await page.locator('form[action="/setup/origin"]').getByRole("button", { name: "Save" }).click();
	await page.getByText("Saved.").waitFor();
	await page.getByLabel("App ID").fill(SLACK_APP.appId);
	await page.getByLabel("Client ID").fill(SLACK_APP.clientId);
	await page.getByLabel("Client Secret").fill(SLACK_APP.clientSecret);
	await page.getByLabel("Signing Secret").fill(SLACK_APP.signingSecret);
	await page.locator('form[action="/setup/slack"]').getByRole("button", { name: "Save" }).click();
	await page.getByText("Saved.").waitFor();
}

export async function registerInBrowser(page: Page, desk: AdminDesk): Promise<void> {
	await page.getByRole("link", { name: `Register ${desk.name}` }).click();
	const address = page.getByLabel(desk.address.label);
	if (desk.key === "zoho") await address.selectOption(desk.address.value);
	else await address.fill(desk.address.value);
	await page.getByLabel(/^(Client ID|Identifier)/).fill(desk.client.clientId);
	await page.getByLabel("Client secret").fill(desk.client.clientSecret);
	await page.getByRole("button", { name: "Register and continue" }).click();
}

/** On the desk's own page. */
export async function allowAs(page: Page, name: string, organisation?: string): Promise<void> {
	await page.getByLabel(new RegExp(name)).check();
	if (organisation) await page.getByLabel(new RegExp(organisation)).check();
	await page.getByRole("button", { name: "Allow" }).click();
}

export async function signInInBrowser(
	page: Page,
	origin: string,
	desk: AdminDesk,
	name = "Mina Kato",
): Promise<void> {
	await page.goto(`${origin}/admin/sign-in`);
	await page.getByRole("button", { name: `Sign in with ${desk.name}` }).click();
	await allowAs(page, name);
	await page.getByText(`Signed in as ${name}.`).waitFor();
}

/** Slack's pages, from who one is there to the channel. */
export async function installAs(page: Page, name: string, channel: string): Promise<void> {
	await page.getByLabel(new RegExp(name)).check();
	await page.getByRole("button", { name: "Continue" }).click();
	await chooseOption(page.getByLabel("Where should Deskbridge post?"), channel);
	await page.getByRole("button", { name: "Allow" }).click();
}

/** The option whose text contains `text`. */
export async function chooseOption(select: Locator, text: string): Promise<void> {
	const option = select.locator("option", { hasText: text }).first();
	await select.selectOption((await option.getAttribute("value")) ?? "");
}

/** Leaves the settings with what is entered, and sees that it was taken. */
export async function save(page: Page, button = "Save"): Promise<void> {
	await page.getByRole("button", { name: button, exact: true }).click();
	await page.getByText(/^Saved\./).waitFor();
}
