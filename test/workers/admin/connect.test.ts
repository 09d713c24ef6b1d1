import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createStage, emptyTables, enterSlackApp, openSetup, ORIGIN, register, rows, signIn, type Stage } from "./stage.ts";

let stage: Stage;

beforeEach(async () => {
	await emptyTables();
	stage = createStage();
});
afterEach(() => {
	vi.restoreAllMocks();
});

describe("connecting", () => {
	it("leads from setup to a first message in the chosen channel", async () => {
		const { browser, slack } = stage;
		await openSetup(browser);
		await enterSlackApp(browser);
		await register(browser, "zendesk");
		expect(browser.page.text).toContain("What is read");
		await signIn(browser, { person: "381204417" });
		expect(browser.page.text).toContain("Is this the right help desk?");
		await browser.submit("Connect Acme");
		expect(browser.page.url.pathname).toBe("/admin");
		await browser.follow("Connect a Slack workspace");
		await browser.submit("Continue", { person: "U0MINA0001" });
		await browser.submit("allow", { channel: "C0SUPPORT1" });
		expect(browser.page.text).toContain("Acme is connected");
		expect(browser.page.text).toContain("you are signed in there already");
		const messages = slack.messages("T0ACME0001", "C0SUPPORT1", "U0MINA0001");
		expect(messages.at(-1)?.text).toMatch(/Acme/);
		expect(await rows("agreements")).toMatchObject([{ agent_name: "Mina Kato", locale: "en" }]);
		console.log(browser.page.text, messages.at(-1), ORIGIN);
	});
});
