import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { SETUP_TOKEN, SLACK_APP, ZENDESK_ACCOUNT, ZOHO_ACCOUNT } from "../../sandbox/seed/accounts.ts";
import { TEAM_ACME } from "../../sandbox/seed/people.ts";
import { takeScreenshot, useChromium } from "../support/chromium.ts";
import { useSandbox } from "../support/sandbox.ts";

const DESKS = [
	{
		key: "zendesk",
		vendor: "Zendesk",
		address: { label: "Zendesk subdomain", value: ZENDESK_ACCOUNT.subdomain },
		client: ZENDESK_ACCOUNT,
		portal: "Acme Support",
		ticket: "1042",
		subject: "Invoice 2026-1187 shows the wrong tax",
	},
	{
		key: "zoho",
		vendor: "Zoho Desk",
		address: { label: "Data centre", value: ZOHO_ACCOUNT.dataCentre },
		client: ZOHO_ACCOUNT,
		portal: ZOHO_ACCOUNT.orgName,
		ticket: "4702",
		subject: "Label printer prints blank labels since the update",
	},
] as const;
type DeskCase = (typeof DESKS)[number];

describe.each(DESKS)("connecting $vendor, from the setup token to a colleague's first answer", (desk) => {
	const sandbox = useSandbox(`browser-connect-${desk.key}`);
	const { openPage } = useChromium();

	it("works in a browser across two sites", async () => {
		const page = await openPage();
		await setUp(page, sandbox().origin, desk.key);
		await connectDesk(page, desk);
		await connectWorkspace(page, "#support");
		await page.getByText("Notifications go to #support").waitFor();
		await takeScreenshot(page, `${desk.key}-6-workspace`);
		expect(appMessages("C0SUPPORT1")).toHaveLength(1);

		const playground = await openPage();
		await playground.goto(sandbox().vendorOrigin);
		await type(playground, { person: /Mina Kato/, channel: "support", text: `/desk ${desk.ticket}` });
		await playground.getByRole("link", { name: desk.subject }).waitFor();
		await takeScreenshot(playground, `${desk.key}-7-administrator`);

		await type(playground, { person: /Alex Berg/, channel: "support", text: `/desk ${desk.ticket}` });
		const opened = playground.context().waitForEvent("page");
		await playground.getByRole("link", { name: `Sign in to ${desk.vendor}` }).click();
		await signInAsAgent(await opened, desk);
		await playground.bringToFront();
		await playground.getByRole("link", { name: desk.subject }).waitFor();
		await takeScreenshot(playground, `${desk.key}-9-colleague`);
	});

	it("takes a private channel: says /invite until the bot is a member, then greets it", async () => {
		const page = await openPage();
		await signInAsAdministrator(page, sandbox().origin, desk);
		await connectWorkspace(page, "vip");
		await page.getByText("/invite @Deskbridge").first().waitFor();
		await takeScreenshot(page, `${desk.key}-10-private`);
		expect(appMessages("C0VIP00001")).toHaveLength(0);

		await sandbox().slack.inviteBot({ teamId: TEAM_ACME, channelId: "C0VIP00001", userId: "U0MINA0001" });
		await sandbox().idle();
		expect(appMessages("C0VIP00001")).toHaveLength(1);

		await connectWorkspace(page, "vip");
		await page.getByText("Notifications go to").waitFor();
		expect(await page.getByText("/invite @Deskbridge").count()).toBe(0);
	});

	it("takes a direct message", async () => {
		const page = await openPage();
		await signInAsAdministrator(page, sandbox().origin, desk);
		await connectWorkspace(page, "Direct message");
		await page
			.getByText(/direct message/i)
			.first()
			.waitFor();
		await takeScreenshot(page, `${desk.key}-11-direct`);
		const [direct] = sandbox()
			.slack.channels(TEAM_ACME, "U0MINA0001")
			.filter(({ kind, botIsMember }) => kind === "direct" && botIsMember);
		expect(appMessages(direct?.id ?? "").length).toBeGreaterThan(0);
	});

	/** What the app itself has posted for everybody in a channel. */
	function appMessages(channelId: string) {
		return sandbox()
			.slack.messages(TEAM_ACME, channelId, "U0MINA0001")
			.filter(({ userId, ephemeralFor, isCommand }) => userId === null && !ephemeralFor && !isCommand);
	}
});

async function setUp(page: Page, origin: string, key: string): Promise<void> {
	await page.goto(`${origin}/setup`);
	await page.getByLabel("Setup token").fill(SETUP_TOKEN);
	await takeScreenshot(page, `${key}-1-token`);
	await page.getByRole("button", { name: "Open setup" }).click();
	await page.locator('form[action="/setup/origin"]').getByRole("button").click();
	await page.getByLabel("App ID").fill(SLACK_APP.appId);
	await page.getByLabel("Client ID").fill(SLACK_APP.clientId);
	await page.getByLabel("Client Secret").fill(SLACK_APP.clientSecret);
	await page.getByLabel("Signing Secret").fill(SLACK_APP.signingSecret);
	await page.locator('form[action="/setup/slack"]').getByRole("button").click();
	await takeScreenshot(page, `${key}-2-setup`);
}

async function connectDesk(page: Page, desk: DeskCase): Promise<void> {
	await page.getByRole("link", { name: `Register ${desk.vendor}` }).click();
	const address = page.getByLabel(desk.address.label);
	if ((await address.evaluate((field) => field.tagName)) === "SELECT")
		await address.selectOption(desk.address.value);
	else await address.fill(desk.address.value);
	await page.getByLabel(/^(Client ID|Unique identifier|.*identifier)/i).fill(desk.client.clientId);
	await page.getByLabel(/client secret/i).fill(desk.client.clientSecret);
	await takeScreenshot(page, `${desk.key}-3-register`);
	await page.getByRole("button", { name: "Register and continue" }).click();
	await page.getByRole("checkbox").check();
	await takeScreenshot(page, `${desk.key}-4-agreement`);
	await page.getByRole("button", { name: /^Agree/ }).click();
	await signInAs(page, "Mina Kato");
	await page.getByText(desk.portal).first().waitFor();
	await takeScreenshot(page, `${desk.key}-5-portal`);
	await page.getByRole("button", { name: `Connect ${desk.portal}` }).click();
	await page.getByText("Connected by Mina Kato").waitFor();
}

async function signInAsAdministrator(page: Page, origin: string, desk: DeskCase): Promise<void> {
	await page.goto(`${origin}/admin/sign-in`);
	await page.getByRole("button", { name: `Sign in with ${desk.vendor}` }).click();
	await signInAs(page, "Mina Kato");
	await page.getByText("Connected by Mina Kato").waitFor();
}

/** A desk's own sign-in page. */
async function signInAs(page: Page, name: string): Promise<void> {
	await page.getByLabel(new RegExp(name)).check();
	await page.getByRole("button", { name: "Allow" }).click();
}

async function connectWorkspace(page: Page, channel: string): Promise<void> {
	await page.getByRole("link", { name: "Overview", exact: true }).click();
	await page.getByRole("link", { name: /^Connect (a Slack|another) workspace/ }).click();
	await page.getByLabel(/Mina Kato/).check();
	await page.getByRole("button", { name: "Continue" }).click();
	const select = page.getByRole("combobox");
	const option = select.locator("option", { hasText: channel }).first();
	await select.selectOption((await option.getAttribute("value")) ?? "");
	await page.getByRole("button", { name: "Allow" }).click();
}

/** A colleague follows the sign-in button of Slack. */
async function signInAsAgent(page: Page, desk: DeskCase): Promise<void> {
	await page.getByRole("button", { name: `Sign in with ${desk.vendor}` }).click();
	await signInAs(page, "Alex Berg");
	await page.getByText("Is this you, on both sides?").waitFor();
	await takeScreenshot(page, `${desk.key}-8-confirm`);
	await page.getByRole("button", { name: "Yes, tie these two" }).click();
	await page
		.getByText(/back to Slack/i)
		.first()
		.waitFor();
}

/** Writes in the playground's Slack as somebody. */
async function type(page: Page, input: { person: RegExp; channel: string; text: string }): Promise<void> {
	const people = page.getByLabel("You are");
	const option = people.locator("option", { hasText: input.person });
	await people.selectOption((await option.getAttribute("value")) ?? "");
	await page.getByRole("button", { name: new RegExp(`^#?\\s*${input.channel}`) }).click();
	const composer = page.getByRole("textbox");
	await composer.fill(input.text);
	await composer.press("Enter");
}
