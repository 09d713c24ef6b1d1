import { beforeEach, describe, expect, test } from "vitest";
import { createBrowser } from "../../sandbox/runtime/browser-walk.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";
import { createStory, type Person } from "../support/slack-story.ts";
import { DESKS } from "../support/story-desks.ts";
import { storedLinks } from "../support/traces.ts";

const sandbox = useSandbox("commands-account", BOOTED);
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

describe.each(DESKS)("signing in to $name", (desk) => {
	const alex = story.person("alex", desk.channel);
	const kenji = story.person("kenji", desk.channel);

	test("the administrator who connected the desk is asked for nothing", async () => {
		const mina = story.person("mina", desk.channel);
		expect((await mina.type("1042")).says).toContain(desk.subject);
	});

	test("a command asks to sign in first, and after it the answer to that command comes", async () => {
		const asked = await alex.type("1042");
		expect(asked.says).toBe(
			"Sign in to *Acme Support* first. Then I'll answer `/desk 1042`.\nThe link is for you alone. It works once, for 10 minutes.",
		);
		expect(asked.buttons).toEqual([`Sign in to ${desk.name}`]);
		expect(asked.url).toMatch(new RegExp(`^${sandbox().origin}/link\\?t=[\\w-]{20,}$`));

		const done = await alex.signIn(asked);
		expect(done.status).toBe(200);
		expect(done.text).toContain("Go back to Slack. The answer to your command is there.");
		const card = await alex.until(asked, ({ text }) => text.includes(desk.subject));
		expect(card.ephemeralFor).toBe(alex.userId);
		expect(await rolesOf(alex)).toContain("agent");

		// How to undo it comes as a direct message.
		const notice = await alex.untilDirect(asked, ({ buttons }) => buttons.length > 0);
		expect(notice.says).toContain(`change your ${desk.name} password`);
		expect(notice.says).toContain(
			"Your Slack account is now linked to Alex Berg (alex@acme.example) in *Acme Support*.",
		);
		expect(notice.buttons).toEqual(["That wasn't me"]);
	});

	test("connect says who one is signed in as", async () => {
		expect((await alex.type("connect")).says).toBe(
			"You're already signed in to *Acme Support* as Alex Berg. To change the account: `/desk disconnect`, then `/desk connect`",
		);
	});

	test("disconnect erases the link and its grant; the next command asks to sign in again", async () => {
		const before = await storedLinks(sandbox());
		expect((await alex.type("disconnect")).says).toBe(
			"You're signed out of *Acme Support*, and what I kept to act for you is erased. To come back: `/desk connect`",
		);
		await sandbox().idle();
		const after = await storedLinks(sandbox());
		expect(after.links).toHaveLength(before.links.length - 1);
		expect(after.credentials).toHaveLength(before.credentials.length - 1);
		expect((await alex.type("disconnect")).says).toContain("You aren't signed in to *Acme Support*.");
		expect((await alex.type("mine")).says).toContain("Sign in to *Acme Support* first.");
	});

	test("a page in Japanese, a message in Japanese", async () => {
		const asked = await kenji.type(desk.kenjis.number);
		expect(asked.says).toBe(
			`先に *Acme Support* にサインインしてください。完了後に \`/desk ${desk.kenjis.number}\` の結果をお知らせします。\nこのリンクはあなた専用です。10分間、1回だけ使えます。`,
		);
		const done = await kenji.signIn(asked, { browser: createBrowser({ language: "ja" }) });
		expect(done.text).toContain("Slack");
		expect(done.html).toContain('lang="ja"');
		await kenji.until(asked, ({ text }) => text.includes(desk.kenjis.subject));
		const notice = await kenji.untilDirect(asked, ({ says }) => says.includes(`${desk.name}のパスワード`));
		expect(notice.buttons).toEqual(["心当たりがない"]);
		await signOut(kenji);
		expect((await kenji.type("disconnect")).says).toContain("にサインインしていません。");
	});

	test("of several commands before the sign-in the last is answered, once", async () => {
		const first = await alex.type("1042");
		const second = await alex.type(`history ${desk.long}`);
		const cards = () => alex.sees().filter(({ text }) => text.includes(desk.subject)).length;
		const before = cards();
		await alex.signIn(second);
		await alex.until(second, ({ text }) => text.startsWith(`Conversation · #${desk.long}`));
		await sandbox().idle();
		expect(cards()).toBe(before);
		expect(first.url).not.toBe(second.url);
		await signOut(alex);
	});

	test("connect leads to the sign-in without waiting for a command", async () => {
		const asked = await alex.type("connect");
		expect(asked.says).toContain("to see its tickets here, with the rights you have there.");
		const done = await alex.signIn(asked);
		expect(done.text).toContain("Go back to Slack and type a command, such as /desk mine.");
		await signOut(alex);
	});

	test("the confirmation names both sides; Cancel gives the sign-in back and nothing is kept", async () => {
		const revocations = () =>
			sandbox()
				.traffic()
				.filter(({ method, url }) => method === "DELETE" || url.includes("/token/revoke"));
		const revoked = revocations().length;
		const before = await storedLinks(sandbox());
		const asked = await alex.type("mine");
		const browser = createBrowser();
		const page = await alex.signIn(asked, { browser, answer: "stop" });
		expect(page.text).toContain("Slack Alex Berg in Acme Desk account");
		expect(page.text).toContain("Alex Berg (alex@acme.example)");
		const cancelled = await browser.submit("/link/cancel/");
		expect(cancelled.text).toContain("Nothing was tied");
		await sandbox().idle();
		expect(await storedLinks(sandbox())).toEqual(before);
		expect(revocations().length).toBe(revoked + 1);
		expect(revocations().at(-1)?.status).toBeLessThan(300);
		expect((await alex.type("mine")).says).toContain("Sign in to *Acme Support* first.");
	});

	test("a refusal at the desk's own page stores nothing and says so", async () => {
		const before = await storedLinks(sandbox());
		const browser = createBrowser();
		await browser.open((await alex.type("mine")).url ?? "");
		await browser.submit("/link");
		const person = desk.vendor === "zoho" ? "alex@acme.example" : "381204418";
		const page = await browser.submit("deny", { person });
		expect(page.status).toBe(403);
		expect(page.text).toContain("You didn't allow the access. Nothing was stored.");
		expect(await storedLinks(sandbox())).toEqual(before);
	});
});
