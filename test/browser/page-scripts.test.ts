import type { ConsoleMessage, Page } from "playwright-core";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { bootForPeople, signInToPages } from "../../sandbox/runtime/boot.ts";
import { createBrowser } from "../../sandbox/runtime/browser-walk.ts";
import { SETUP_TOKEN } from "../../sandbox/seed/accounts.ts";
import { takeScreenshot, useChromium } from "../support/chromium.ts";
import { useSandbox } from "../support/sandbox.ts";

const sandbox = useSandbox("browser-scripts", { boot: bootForPeople });
const { openPage } = useChromium();

let cookies: { name: string; value: string }[];
let workspace: string;
let page: Page;
/** What the browser complained of: an error in the script, or something its policy stopped. */
let complaints: string[];

beforeAll(async () => {
	const walk = createBrowser();
	await signInToPages(walk, sandbox(), "Zendesk", { person: "381204417" });
	const { host } = new URL(sandbox().origin);
	cookies = [...walk.cookies(host)].map(([name, value]) => ({ name, value }));
	await walk.follow(/\/admin\/workspaces\/[^/]+$/);
	workspace = walk.page.url.href;
});

beforeEach(async () => {
	page = await openPage();
	const url = sandbox().origin.replace("http:", "https:");
	await page.context().addCookies(cookies.map((cookie) => ({ ...cookie, url, secure: true })));
	complaints = [];
	page.on("console", (message: ConsoleMessage) => {
		if (message.type() === "error") complaints.push(message.text());
	});
	page.on("pageerror", (error) => complaints.push(error.message));
});
afterEach(async () => {
	expect(complaints).toEqual([]);
	await page.context().close();
});

const posts: string[] = [];
function countPosts(): void {
	posts.length = 0;
	page.on("request", (request) => request.method() === "POST" && posts.push(request.url()));
}

describe("settings that aren't saved", () => {
	it("say so, ask before the page is left, and say nothing once they are as before", async () => {
		await page.goto(`${workspace}/filters`);
		const note = page.getByText("Not saved yet");
		expect(await note.isVisible()).toBe(false);
		await page.getByLabel("Urgent").check();
		await note.waitFor();
		const asked: string[] = [];
		page.once("dialog", async (dialog) => {
			asked.push(dialog.type());
			await dialog.dismiss();
		});
		await page.getByRole("link", { name: "To the workspace" }).click({ noWaitAfter: true });
		await expect.poll(() => asked).toEqual(["beforeunload"]);
		expect(page.url()).toBe(`${workspace}/filters`);
		await page.getByLabel("Urgent").uncheck();
		await note.waitFor({ state: "hidden" });
		await page.getByRole("link", { name: "To the workspace" }).click();
		await page.waitForURL(workspace);
	});

	it("are sent once, however often the button is pressed", async () => {
		await page.goto(`${workspace}/filters`);
		await page.route("**/filters", async (route) => {
			if (route.request().method() !== "POST") return route.continue();
			await new Promise((resolve) => setTimeout(resolve, 300));
			return route.continue();
		});
		countPosts();
		await page.getByLabel("Tags").fill("vip");
		const button = page.getByRole("button", { name: "Save" });
		const pressed = await button.evaluate((element: HTMLButtonElement) => {
			element.click();
			element.click();
			return element.getAttribute("aria-disabled");
		});
		expect(pressed).toBe("true");
		await page.getByText("Saved.").waitFor();
		expect(posts).toHaveLength(1);
	});
});

describe("choosing a channel", () => {
	it("narrows the list while the name is typed, keeps what is ticked, and saves what was found", async () => {
		await page.goto(`${workspace}/where`);
		const list = page.getByRole("group", { name: "Channel" });
		await page.getByRole("searchbox", { name: "Find a channel" }).pressSequentially("glob");
		await list.getByText("#ext-globex (shared with another company)").waitFor();
		await list.getByText("Found: 1.").waitFor();
		expect(await list.getByRole("radio").count()).toBe(2);
		expect(await list.getByRole("radio", { name: "#support" }).isChecked()).toBe(true);
		await takeScreenshot(page, "picker-found");
		await list.getByRole("radio", { name: "#ext-globex" }).check();
		await page.getByRole("searchbox", { name: "Find a channel" }).fill("billing");
		await list.getByRole("radio", { name: "#billing" }).waitFor();
		expect(await list.getByRole("radio", { name: "#ext-globex" }).isChecked()).toBe(true);
		await list.getByRole("radio", { name: "#billing" }).check();
		await page.getByRole("button", { name: "Send everything there" }).click();
		await page.getByText("All departments to #billing").waitFor();
	});

	it("offers a department's field what fits what was typed", async () => {
		await page.goto(`${workspace}/where`);
		await page.getByLabel("Support", { exact: true }).fill("jap");
		await expect
			.poll(() =>
				page
					.locator("#channel-options option")
					.evaluateAll((all) => all.map((one) => one.getAttribute("value"))),
			)
			.toContain("#japan");
	});
});

describe("a list", () => {
	it("follows its filter while the keyboard stays there", async () => {
		await page.goto(`${sandbox().origin}/admin/activity/audit`);
		await page.getByText("Show only some").click();
		const kind = page.getByLabel("Kind", { exact: true });
		await kind.focus();
		const rows = page.locator("tbody tr");
		const before = await rows.count();
		await kind.selectOption({ label: "Help desk" });
		await expect.poll(() => rows.count()).toBeLessThan(before);
		expect(page.url()).toContain("kind=desk");
		expect(await kind.evaluate((element) => element === document.activeElement)).toBe(true);
		await page.reload();
		expect(await rows.count()).toBeLessThan(before);
	});
});

describe("an address that has to be entered elsewhere", () => {
	it("is copied by a button that names it", async () => {
		await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
		await page.goto(`${sandbox().origin}/setup`);
		await page.getByLabel("Setup token").fill(SETUP_TOKEN);
		await page.getByRole("button", { name: "Open setup" }).click();
		await page.getByRole("button", { name: "Copy: Slack", exact: true }).click();
		await page.getByRole("button", { name: "Copy: Slack" }).getByText("Copied").waitFor();
		const copied = await page.evaluate(() => navigator.clipboard.readText());
		expect(copied).toBe(`${sandbox().origin}/slack/oauth/callback`);
		await takeScreenshot(page, "setup-copy");
	});
});
