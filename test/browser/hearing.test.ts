import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { bootForPeople } from "../../sandbox/runtime/boot.ts";
import { takeScreenshot, useChromium } from "../support/chromium.ts";
import { useSandbox } from "../support/sandbox.ts";
import { linkAgent, type Place, TICKET } from "../support/sign-in.ts";

const NUMBER = `#${TICKET.zendesk}`;
const ALEX = 381204418;
const QUESTION = "Is the new invoice on its way? Our closing is tomorrow.";
const ANSWER = "It is in your account now, with 10% on line 3.";
/** From a change at the desk to the message: the webhook, a look that waits for more, the post. */
const HEARD_MS = 30_000;

describe("hearing from a desk in Slack", () => {
	const sandbox = useSandbox("browser-hearing", { boot: bootForPeople });
	const { openPage } = useChromium();
	let alex: Place;

	beforeAll(async () => {
		alex = await linkAgent(sandbox(), "alex", "zendesk");
	});

	const address = (hash: string) => `${sandbox().vendorOrigin}/#/${hash}`;
	const channelOf = ({ teamId, userId, channelId }: Place) => `slack/${teamId}/${userId}/${channelId}`;
	const appDm = () => channelOf({ ...alex, channelId: `D${alex.userId.slice(1)}` });

	async function openChannel(page: Page): Promise<void> {
		await page.goto(address(channelOf(alex)));
		const hide = page.getByRole("button", { name: "Hide" });
		await page.getByRole("log").waitFor();
		if (await hide.isVisible()) await hide.click();
	}

	it("brings a customer's reply with a button that answers it, and the customer reads the answer", async () => {
		const page = await openPage();
		await page.goto(address(`zendesk/${TICKET.zendesk}`));
		await page.getByRole("textbox", { name: "Write as customer" }).fill(QUESTION);
		await page.getByRole("button", { name: "Send", exact: true }).click();
		await page.getByText("Sent.").waitFor();

		await openChannel(page);
		const card = page.getByRole("article").filter({ hasText: `Aya Mori replied on ${NUMBER}` });
		await card.waitFor({ timeout: HEARD_MS });
		await card.getByText(QUESTION).waitFor();
		await takeScreenshot(page, "hearing-1-notice");

		await card.getByRole("button", { name: "Reply to customer" }).click();
		const form = page.getByRole("dialog", { name: "Reply to customer" });
		await form.getByRole("textbox", { name: "Reply" }).fill(ANSWER);
		await form.getByRole("button", { name: "Preview" }).click();
		const confirmation = page.getByRole("dialog", { name: "Send to customer?" });
		await confirmation.getByRole("button", { name: "Send to customer" }).click();
		await page.getByRole("dialog", { name: "Done" }).getByRole("button", { name: "Close" }).last().click();

		const reply = page
			.getByRole("article")
			.filter({ hasText: `Alex Berg replied to the customer on ${NUMBER}` });
		await reply.first().waitFor({ timeout: HEARD_MS });
		await takeScreenshot(page, "hearing-2-thread");

		await page.goto(address(`zendesk/${TICKET.zendesk}`));
		await page.getByText("What the customer received").click();
		await page.getByText(ANSWER).last().waitFor();
		expect(
			sandbox()
				.zendesk.outbox()
				.filter(({ text }) => text.includes(ANSWER)),
		).toHaveLength(1);
	});

	it("tells the assignee by direct message, not of what they did themselves, and lists their tickets at Home", async () => {
		const ticketId = Number(TICKET.zendesk);
		sandbox().zendesk.actAsAgent({ ticketId, agentId: ALEX, text: "Looking into it.", public: false });
		sandbox().zendesk.actAsCustomer({ ticketId, text: "Any news?" });
		const page = await openPage();
		await page.goto(address(appDm()));
		const told = page.getByRole("log").getByRole("article");
		await told.filter({ hasText: "Any news?" }).waitFor({ timeout: HEARD_MS });
		expect(await told.filter({ hasText: "Looking into it." }).count()).toBe(0);

		await page.getByRole("tab", { name: "Home" }).click();
		await page.getByText("open tickets assigned to you").first().waitFor();
		await page.getByRole("link", { name: NUMBER }).waitFor();
		await page.getByRole("checkbox", { name: "Reply from the customer" }).first().waitFor();
		await takeScreenshot(page, "hearing-3-home");
	});

	it("puts a card under a ticket's address that somebody pastes", async () => {
		const page = await openPage();
		await openChannel(page);
		const url = `https://acme.zendesk.com/agent/tickets/${TICKET.zendesk}`;
		const composer = page.getByRole("textbox", { name: /^Message/ });
		await composer.fill(`Who has seen ${url} yet?`);
		await composer.press("Enter");
		const message = page.getByRole("article").filter({ hasText: "Who has seen" });
		await message.getByRole("link", { name: `${NUMBER} Invoice 2026-1187 shows the wrong tax` }).waitFor();
		await message.getByText("Assignee: Alex Berg").waitFor();
		await takeScreenshot(page, "hearing-4-unfurl");
	});

	it("finds by a poll what no webhook tells", async () => {
		const page = await openPage();
		await page.goto(address(`zendesk/${TICKET.zendesk}`));
		await page.getByRole("button", { name: "Overdue" }).click();
		await page.getByRole("button", { name: "Poll the desks now" }).click();
		await page.getByText("Polled.").waitFor();
		await openChannel(page);
		await page
			.getByRole("article")
			.filter({ hasText: `${NUMBER} is overdue` })
			.first()
			.waitFor({ timeout: HEARD_MS });
	});

	it("keeps what happens while the channel is archived, says so to who connected it, and posts it later", async () => {
		const page = await openPage();
		await openChannel(page);
		await page.getByLabel("Channel", { exact: true }).click();
		await page.getByRole("button", { name: "Archive this channel" }).click();
		await page.getByText("This channel is archived.").waitFor();
		await page.goto(address(`zendesk/${TICKET.zendesk}`));
		await page.getByLabel("Priority").selectOption("urgent");
		await page.getByText("Saved.").waitFor();

		await page.goto(address(channelOf({ ...alex, userId: "U0MINA0001", channelId: "D0MINA0001" })));
		await page.getByText("アーカイブされたため").waitFor({ timeout: HEARD_MS });
		await takeScreenshot(page, "hearing-5-trouble");

		await openChannel(page);
		const late = page.getByRole("article").filter({ hasText: `raised the priority of ${NUMBER} to urgent` });
		expect(await late.count()).toBe(0);
		await page.getByLabel("Channel", { exact: true }).click();
		await page.getByRole("button", { name: "Unarchive this channel" }).click();
		await late.first().waitFor({ timeout: HEARD_MS });
	});

	it("goes on after something went wrong that was chosen in the panel", async () => {
		const page = await openPage();
		await page.goto(address("settings"));
		await page.getByLabel("What happens").selectOption("503: not available");
		await page.getByRole("button", { name: "Let it happen" }).click();
		await page.getByText("Slack · messages and cards · 503: not available × 1").waitFor();
		await page.goto(address("zendesk/1020"));
		await page.getByLabel("Priority").selectOption("low");
		await page.getByText("Saved.").waitFor();
		await openChannel(page);
		await page
			.getByRole("article")
			.filter({ hasText: "lowered the priority of #1020 to low" })
			.first()
			.waitFor({ timeout: HEARD_MS });
		expect(sandbox().faults.pending()).toEqual([]);
	});
});
