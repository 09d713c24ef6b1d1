import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { takeScreenshot, useChromium } from "../support/chromium.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";
import { CHANNEL, linkAgent, TICKET } from "../support/sign-in.ts";

const TICKET_ID = Number(TICKET.zendesk);
const REPLY = [
	"Hello Aya,",
	"",
	"line 3 (Osaka, 14 seats) is billed at 10% now. The corrected invoice is in your account, in time for your closing.",
	"",
	"Kind regards",
	"Alex",
].join("\n");

describe("replying to a customer from Slack", () => {
	const sandbox = useSandbox("browser-acting", BOOTED);
	const { openPage } = useChromium();

	it("shows who will read it, and sends nothing before that is confirmed", async () => {
		const person = await linkAgent(sandbox(), "alex", "zendesk");
		const mails = () =>
			sandbox()
				.zendesk.outbox()
				.filter((mail) => JSON.stringify(mail).includes("Osaka, 14 seats) is billed"));
		const page = await openPage();
		await page.goto(`${sandbox().vendorOrigin}/#/slack/${person.teamId}/${person.userId}/${CHANNEL.zendesk}`);
		await page.getByRole("button", { name: "Hide" }).click();
		await type(page, `/desk ${TICKET.zendesk}`);

		await page.getByRole("button", { name: "Reply to customer" }).click();
		const form = page.getByRole("dialog", { name: "Reply to customer" });
		await form.getByRole("textbox", { name: "Reply" }).fill(REPLY);
		await form.getByLabel("Set the status with it").selectOption("Pending");
		await takeScreenshot(page, "acting-1-reply");
		await form.getByRole("button", { name: "Preview" }).click();

		const confirmation = page.getByRole("dialog", { name: "Send to customer?" });
		await confirmation.getByText("This will be sent to 2 people:").waitFor();
		await confirmation.getByText("aya.mori@globex.example").waitFor();
		await confirmation.getByText("kenta.ogawa@globex.example").waitFor();
		await confirmation.getByText("The status will be Pending.").waitFor();
		await takeScreenshot(page, "acting-2-confirm");
		expect(mails()).toHaveLength(0);

		await confirmation.getByRole("button", { name: "Back" }).last().click();
		expect(await form.getByRole("textbox", { name: "Reply" }).inputValue()).toBe(REPLY);
		expect(mails()).toHaveLength(0);

		await form.getByRole("button", { name: "Preview" }).click();
		await confirmation.getByRole("button", { name: "Send to customer" }).click();
		const done = page.getByRole("dialog", { name: "Done" });
		await done.getByText("went to aya.mori@globex.example, kenta.ogawa@globex.example").waitFor();
		await takeScreenshot(page, "acting-3-done");
		expect(mails()).not.toHaveLength(0);
		await done.getByRole("button", { name: "Close" }).last().click();
		await page.getByRole("dialog").waitFor({ state: "detached" });

		await page.goto(`${sandbox().vendorOrigin}/#/zendesk/${TICKET_ID}`);
		await page.getByText("is billed at 10% now").first().waitFor();
		await takeScreenshot(page, "acting-4-desk");
	});
});

async function type(page: Page, text: string): Promise<void> {
	const composer = page.getByRole("textbox", { name: /^Message/ });
	await composer.fill(text);
	await composer.press("Enter");
}
