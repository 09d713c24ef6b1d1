import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { TEAM_ACME } from "../../sandbox/seed/people.ts";
import { ADMIN_DESKS, type AdminDesk } from "../support/admin-desks.ts";
import {
	allowAs,
	installAs,
	registerInBrowser,
	setUpInBrowser,
	signInInBrowser,
} from "../support/admin-walk.ts";
import { takeScreenshot, useChromium } from "../support/chromium.ts";
import { useSandbox } from "../support/sandbox.ts";

const SUBJECTS = {
	zendesk: "Invoice 2026-1187 shows the wrong tax",
	zoho: "Label printer prints blank labels since the update",
} as const;
const DESKS = ADMIN_DESKS.map((desk) => ({ ...desk, vendor: desk.name, subject: SUBJECTS[desk.key] }));

describe.each(DESKS)("connecting $vendor, from the setup token to a colleague's first answer", (desk) => {
	const sandbox = useSandbox(`browser-connect-${desk.key}`);
	const { openPage } = useChromium();

	it("works in a browser across two sites", async () => {
		const page = await openPage();
		await setUpInBrowser(page, sandbox().origin);
		await takeScreenshot(page, `${desk.key}-1-setup`);
		await connectDesk(page, desk);
		await connectWorkspace(page, "#support");
		await page.getByText("Notifications go to #support").waitFor();
		await takeScreenshot(page, `${desk.key}-4-workspace`);
		expect(appMessages("C0SUPPORT1")).toHaveLength(1);

		const playground = await openPage();
		await playground.goto(sandbox().vendorOrigin);
		await type(playground, { person: /Mina Kato/, channel: "support", text: `/desk ${desk.ticket}` });
		await playground.getByRole("link", { name: desk.subject }).waitFor();
		await takeScreenshot(playground, `${desk.key}-5-administrator`);

		await type(playground, { person: /Alex Berg/, channel: "support", text: `/desk ${desk.ticket}` });
		const opened = playground.context().waitForEvent("page");
		await playground.getByRole("link", { name: `Sign in to ${desk.vendor}` }).click();
		await signInAsAgent(await opened, desk);
		await playground.bringToFront();
		await playground.getByRole("link", { name: desk.subject }).waitFor();
		await takeScreenshot(playground, `${desk.key}-7-colleague`);
	});

	it("takes a private channel: says /invite until the bot is a member, then greets it", async () => {
		const page = await openPage();
		await signInInBrowser(page, sandbox().origin, desk);
		await connectWorkspace(page, "vip");
		await page.getByText("/invite @Deskbridge").first().waitFor();
		await takeScreenshot(page, `${desk.key}-8-private`);
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
		await signInInBrowser(page, sandbox().origin, desk);
		await connectWorkspace(page, "Direct message");
		await page
			.getByText(/direct message/i)
			.first()
			.waitFor();
		await takeScreenshot(page, `${desk.key}-9-direct`);
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

async function connectDesk(page: Page, desk: AdminDesk): Promise<void> {
	await registerInBrowser(page, desk);
	await page.getByRole("checkbox").check();
	await takeScreenshot(page, `${desk.key}-2-agreement`);
	await page.getByRole("button", { name: /^Agree/ }).click();
	await allowAs(page, "Mina Kato");
	await page.getByText(desk.portal).first().waitFor();
	await takeScreenshot(page, `${desk.key}-3-portal`);
	await page.getByRole("button", { name: `Connect ${desk.portal}` }).click();
	await page.getByText("Connected by Mina Kato").waitFor();
}

async function connectWorkspace(page: Page, channel: string): Promise<void> {
	await page.getByRole("link", { name: "Overview", exact: true }).click();
	await page.getByRole("link", { name: /^Connect (a Slack|another) workspace/ }).click();
	await installAs(page, "Mina Kato", channel);
}

/** A colleague follows the sign-in button of Slack. */
async function signInAsAgent(page: Page, desk: AdminDesk): Promise<void> {
	await page.getByRole("button", { name: `Sign in with ${desk.name}` }).click();
	await allowAs(page, "Alex Berg");
	await page.getByText("Is this you, on both sides?").waitFor();
	await takeScreenshot(page, `${desk.key}-6-confirm`);
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
