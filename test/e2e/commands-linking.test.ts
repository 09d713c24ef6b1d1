import { beforeEach, describe, expect, test } from "vitest";
import { createBrowser } from "../../sandbox/runtime/browser-walk.ts";
import { ZOHO_ACCOUNT } from "../../sandbox/seed/accounts.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";
import { createStory, type Person } from "../support/slack-story.ts";
import { DESKS } from "../support/story-desks.ts";
import { storedLinks } from "../support/traces.ts";

const sandbox = useSandbox("commands-linking", BOOTED);
const story = createStory(sandbox);

// Slack takes one message a second for a channel; each story begins with its whole allowance.
beforeEach(() => sandbox().clock.advance(10_000));

async function rolesOf({ userId }: Person): Promise<unknown[]> {
	const database = await sandbox().database();
	const found = await database
		.prepare("select role, agent_name from agent_links where slack_user_id = ? order by linked_at")
		.bind(userId)
		.all();
	return found.results.map((row) => row.role);
}

/** Ends a person's sign-in, as the start of the next story. */
async function signOut(person: Person): Promise<void> {
	await person.type("disconnect");
	await sandbox().idle();
}

describe.each(DESKS)("the sign-in link of $name", (desk) => {
	const alex = story.person("alex", desk.channel);
	const priya = story.person("priya", desk.channel);
	const kenji = story.person("kenji", desk.channel);

	test("a link works once: the second use is told to type the command again", async () => {
		const asked = await alex.type("mine");
		const early = createBrowser();
		await early.open(asked.url ?? "");
		await alex.signIn(asked);
		const after = await storedLinks(sandbox());

		const late = await early.submit("/link");
		expect(late.status).toBe(410);
		expect(late.text).toContain("This sign-in link no longer works");
		const again = await createBrowser().open(asked.url ?? "");
		expect(again.status).toBe(410);
		expect(again.text).toContain("Type your command in Slack again");
		expect(await storedLinks(sandbox())).toEqual(after);
		await signOut(alex);
	});

	test("looking at a link, as previews do, does not use it up", async () => {
		const asked = await alex.type("mine");
		await createBrowser().open(asked.url ?? "");
		await createBrowser().open(asked.url ?? "");
		expect((await alex.signIn(asked)).status).toBe(200);
		await signOut(alex);
	});

	test("the confirmation belongs to the browser that signed in", async () => {
		const before = await storedLinks(sandbox());
		const page = await alex.signIn(await alex.type("mine"), { answer: "stop" });
		const stranger = createBrowser();
		const seen = await stranger.open(page.url.href);
		expect(seen.status).toBe(410);
		const posted = await fetch(page.url, {
			method: "POST",
			headers: { origin: sandbox().origin, "content-type": "application/x-www-form-urlencoded" },
		});
		expect(posted.status).toBe(410);
		expect((await storedLinks(sandbox())).links).toEqual(before.links);
	});

	test("a link that somebody else opens with their own desk account ties nobody", async () => {
		const before = await storedLinks(sandbox());
		const asked = await alex.type("mine");
		// Priya got Alex's link: the e-mail addresses differ, so Slack itself is asked who she is.
		const page = await alex.signIn(asked, { as: "priya@acme.example", slackUser: priya.userId });
		expect(page.status).toBe(403);
		expect(page.text).toContain(
			"The person signed in to Slack in this browser isn't the one this link was made for.",
		);
		expect((await storedLinks(sandbox())).links).toEqual(before.links);
		expect((await priya.type("mine")).says).toContain("Sign in to *Acme Support* first.");
		expect((await alex.type("mine")).says).toContain("Sign in to *Acme Support* first.");
	});

	test("nor does giving up where Slack asks who one is", async () => {
		const before = await storedLinks(sandbox());
		const browser = createBrowser();
		await browser.open((await alex.type("mine")).url ?? "");
		await browser.submit("/link");
		const person = desk.vendor === "zoho" ? "priya@acme.example" : "381204419";
		await browser.submit("allow", { person });
		expect(browser.page.url.pathname).toContain("/openid/connect/authorize");
		await browser.submit("person", { person: alex.userId });
		const page = await browser.submit("cancel");
		expect(page.text).toContain("You didn't allow the access.");
		expect((await storedLinks(sandbox())).links).toEqual(before.links);
	});

	test.each([
		["the Slack person", (): Person => alex],
		["the agent whose name was used", (): Person => priya],
	])("both sides hear of a link to another address, and %s can end it", async (_who, whoever) => {
		const asked = await alex.type("mine");
		const page = await alex.signIn(asked, { as: "priya@acme.example", slackUser: alex.userId });
		expect(page.text).toContain("Tied to Priya Nair in Acme Support.");
		const own = await alex.untilDirect(asked, ({ buttons }) => buttons.length > 0);
		expect(own.says).toContain("now linked to Priya Nair (priya@acme.example)");
		const other = await priya.untilDirect(asked, ({ buttons }) => buttons.length > 0);
		expect(other.says).toContain("Alex Berg in the Slack workspace *Acme* signed in");

		const presser = whoever();
		const gone = await presser.click(presser === alex ? own : other, "That wasn't me");
		expect(gone.says).toBe(
			"The link to Priya Nair in *Acme Support* is removed. Nothing is done in that name any more.",
		);
		await sandbox().idle();
		expect((await alex.type("mine")).says).toContain("Sign in to *Acme Support* first.");
		// The other side's button has nothing left to end, and says so.
		const links = (await storedLinks(sandbox())).links;
		const [reader, left] = presser === alex ? [priya, other] : [alex, own];
		expect((await reader.click(left, "That wasn't me")).says).toContain(
			"This button is from an older message.",
		);
		expect((await storedLinks(sandbox())).links).toEqual(links);
	});

	test("a third person's press on that button ends nothing", async () => {
		const asked = await alex.type("connect");
		await alex.signIn(asked);
		const notice = await alex.untilDirect(asked, ({ buttons }) => buttons.includes("That wasn't me"));
		const before = await storedLinks(sandbox());
		await kenji.press(notice, "That wasn't me");
		await sandbox().idle();
		expect(await storedLinks(sandbox())).toEqual(before);
		await signOut(alex);
	});
});

describe("who may be linked", () => {
	test("an end user is refused with who can change that, and nothing is stored", async () => {
		const sam = story.person("sam", "C0SUPPORT1");
		const before = await storedLinks(sandbox());
		const asked = await sam.type("1042");
		const page = await sam.signIn(asked);
		expect(page.status).toBe(403);
		expect(page.text).toContain("Sam Doyle isn't an agent, so there would be nothing to show.");
		expect(page.text).toContain("Nothing was stored.");
		await sandbox().idle();
		expect(await storedLinks(sandbox())).toEqual(before);
		expect((await sam.type("1042")).says).toContain("Sign in to *Acme Support* first.");
	});

	test("an account of another portal is refused and told which one it is", async () => {
		const alex = story.person("alex", "C0BILLING1");
		const before = await storedLinks(sandbox());
		const page = await alex.signIn(await alex.type("1042"), { organisation: ZOHO_ACCOUNT.otherOrgId });
		expect(page.status).toBe(403);
		expect(page.text).toContain("You signed in to Acme Labs, which isn't the one this Slack workspace uses.");
		expect(page.text).toContain("Nothing was stored.");
		await sandbox().idle();
		expect(await storedLinks(sandbox())).toEqual(before);
	});

	test("a light agent reads what they may see", async () => {
		const kenji = story.person("kenji", "C0SUPPORT1");
		const asked = await kenji.type("1050");
		await kenji.signIn(asked);
		const card = await kenji.until(asked, ({ text }) => text.includes("倉庫のハンディ端末"));
		expect(card.says).toContain("*担当者*\n森 ゆき");
		expect(await rolesOf(kenji)).toEqual(["commenter"]);
		expect((await kenji.type("1042")).says).toContain("チケット #1042 は見つかりません。");
	});

	test("a light agent of Zoho Desk too", async () => {
		const alex = story.person("alex", "C0BILLING1");
		if ((await alex.type("connect")).url === null) await signOut(alex);
		const asked = await alex.type("1042");
		await alex.signIn(asked, { as: "noor@acme.example", slackUser: alex.userId });
		await alex.until(asked, ({ text }) => text.startsWith("#1042"));
		expect(await rolesOf(alex)).toContain("commenter");
		await signOut(alex);
	});

	test("a name in Slack that tries to be markup is only a name on the page", async () => {
		const mallory = story.person("mallory", "C0KITASUP1");
		const page = await createBrowser().open((await mallory.type("mine")).url ?? "");
		expect(page.status).toBe(200);
		expect(page.text).toContain("in the Slack workspace 北システム");
		expect(
			page.root
				.querySelectorAll("a")
				.map((link) => link.getAttribute("href"))
				.join(),
		).not.toContain("evil");
		expect(page.html).not.toMatch(/<!here>|<https:/);
	});

	test("somebody whose address in Slack is another one proves who they are by Slack's sign-in", async () => {
		const yuki = story.person("yuki", "C0KITASUP1");
		await signOut(yuki);
		const asked = await yuki.type("4709");
		const browser = createBrowser({ language: "ja" });
		const done = await yuki.signIn(asked, { browser });
		expect(browser.visited.some((line) => line.includes("/openid/connect/authorize"))).toBe(true);
		expect(done.status).toBe(200);
		const card = await yuki.until(asked, ({ text }) => text.includes("#4709"));
		expect(card.says).toContain("*担当者*\n森 ゆき");
	});

	test("Slack's sign-in as somebody of another workspace proves nothing", async () => {
		const yuki = story.person("yuki", "C0KITASUP1");
		await signOut(yuki);
		const before = await storedLinks(sandbox());
		const asked = await yuki.type("mine");
		const page = await yuki.signIn(asked, { slackUser: "U0MALLORY1" });
		expect(page.status).toBe(403);
		expect((await storedLinks(sandbox())).links).toEqual(before.links);
	});

	test("a link older than ten minutes no longer works", async () => {
		const alex = story.person("alex", "C0SUPPORT1");
		const asked = await alex.type("mine");
		await sandbox().passTime(11 * 60_000);
		const page = await createBrowser().open(asked.url ?? "");
		expect(page.status).toBe(410);
		expect(page.text).toContain("It was already used or is older than ten minutes.");
	});
});
