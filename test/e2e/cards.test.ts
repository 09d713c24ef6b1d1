import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { BOOTED, useSandbox } from "../support/sandbox.ts";
import { type Shown, toShown } from "../support/shown.ts";
import { createStory } from "../support/slack-story.ts";
import { DESKS } from "../support/story-desks.ts";

const sandbox = useSandbox("cards", BOOTED);
const story = createStory(sandbox);

const MINA = { zendesk: 381204417, zoho: "520000000099001" };

beforeAll(async () => {
	for (const { channel } of DESKS) await story.signIn(story.person("alex", channel));
});

afterEach(() => sandbox().faults.clear());

/** What everybody in a channel has from the app, apart from what is meant for one person. */
function publicMessages(teamId: string, channelId: string, viewerId: string): Shown[] {
	return sandbox()
		.slack.messages(teamId, channelId, viewerId)
		.filter(({ userId, ephemeralFor }) => userId === null && ephemeralFor === null)
		.map(toShown);
}

describe.each(DESKS)("the card of a ticket of $name", (desk) => {
	const alex = story.person("alex", desk.channel);
	const mina = story.person("mina", desk.channel);
	const sam = story.person("sam", desk.channel);
	const shared = () => publicMessages(sam.teamId, desk.channel, sam.userId);

	test("Refresh brings the card up to date in its place", async () => {
		const card = await alex.type("1042");
		expect(card.says).toContain("*Assignee*\nAlex Berg");
		const { zendesk, zoho } = sandbox();
		const text = "Line 3 is corrected now.";
		if (desk.vendor === "zendesk") {
			zendesk.actAsAgent({ ticketId: 1042, agentId: MINA.zendesk, assigneeId: MINA.zendesk, text });
		} else zoho.actAsAgent({ ticketId: "1042", agentId: MINA.zoho, assigneeId: MINA.zoho, text });

		const messages = alex.sees().length;
		const fresh = await alex.choose(card, "Refresh");
		expect(fresh.ts).toBe(card.ts);
		expect(fresh.says).toContain("*Assignee*\nMina Kato");
		expect(fresh.says).toContain(`> ${text}`);
		expect(fresh.buttons).toEqual(card.buttons);
		expect(alex.sees()).toHaveLength(messages);
	});

	test("Refresh keeps the language of the person who presses", async () => {
		const card = await mina.type("1042");
		const fresh = await mina.choose(card, "更新");
		expect(fresh.says).toContain("*担当者*");
	});

	test("the title and Open lead to the ticket in the desk", async () => {
		const card = await alex.type("1042");
		const title = /\*<([^|]+)\|/.exec(card.says)?.[1];
		expect(card.url).toBe(title);
		const host = desk.vendor === "zendesk" ? "acme.zendesk.com" : "desk.zoho.eu";
		expect(new URL(card.url ?? "").host).toBe(host);
		await alex.press(card, `Open in ${desk.name}`);
	});

	test("only the person who asked sees an answer, until they share it", async () => {
		const before = shared().length;
		const card = await alex.type("1042");
		expect(shared()).toHaveLength(before);
		expect(sam.sees().some(({ ts }) => ts === card.ts)).toBe(false);

		const posted = await alex.click(card, "Share to channel");
		expect(posted.ephemeralFor).toBeNull();
		expect(posted.says).toContain("Alex Berg shared a ticket");
		expect(posted.text).toContain(`Alex Berg shared a ticket: #1042 ${desk.subject}`);
		expect(posted.buttons).toEqual([`Open in ${desk.name}`]);
		expect(shared().at(-1)?.ts).toBe(posted.ts);
		expect(alex.sees().some(({ ts }) => ts === card.ts)).toBe(true);
	});

	test("a shared card is in the language of the person who shares", async () => {
		const posted = await mina.click(await mina.type("1042"), "チャンネルに共有");
		expect(posted.says).toContain(`Mina Katoさんが${desk.ticketJa}を共有しました`);
		expect(posted.buttons).toEqual([`${desk.name}で開く`]);
	});

	test("what is shared is the ticket as it is at that moment", async () => {
		const card = await alex.type("1042");
		const text = "Thank you, all fine now.";
		const { zendesk, zoho } = sandbox();
		if (desk.vendor === "zendesk") zendesk.actAsCustomer({ ticketId: 1042, text });
		else zoho.actAsCustomer({ ticketId: "1042", text });
		expect((await alex.click(card, "Share to channel")).says).toContain(`> ${text}`);
	});

	test("a double click shares once", async () => {
		const before = shared().length;
		const card = await alex.type("1042");
		await Promise.all([alex.press(card, "Share to channel"), alex.press(card, "Share to channel")]);
		await sandbox().idle();
		await alex.press(card, "Share to channel");
		await sandbox().idle();
		expect(shared()).toHaveLength(before + 1);
	});

	test("the card of another answer can be shared again", async () => {
		const before = shared().length;
		await alex.click(await alex.type("1042"), "Share to channel");
		await alex.click(await alex.type("1042"), "Share to channel");
		expect(shared()).toHaveLength(before + 2);
	});

	test("a share that Slack did not take can be pressed again", async () => {
		const before = shared().length;
		const card = await alex.type("1042");
		sandbox().faults.add({ vendor: "slack", match: "hooks.slack.com", status: 500 });
		await alex.press(card, "Share to channel");
		await sandbox().idle();
		expect(shared()).toHaveLength(before);
		await alex.click(card, "Share to channel");
		expect(shared()).toHaveLength(before + 1);
	});

	test("sharing works in a private channel without the bot", async () => {
		const vip = story.person("alex", "C0VIP00001");
		const posted = await vip.click(await vip.type(desk.url(sandbox(), "1042")), "Share to channel");
		expect(posted.ephemeralFor).toBeNull();
		expect(publicMessages(vip.teamId, "C0VIP00001", mina.userId).at(-1)?.ts).toBe(posted.ts);
	});

	test("after signing out the buttons of an old card ask to sign in, and the click is answered then", async () => {
		const card = await alex.type("1042");
		await alex.type("disconnect");
		const asked = await alex.choose(card, "Refresh");
		expect(asked.ts).toBe(card.ts);
		expect(asked.says).toContain("Sign in to *Acme Support* first.");
		const before = shared().length;
		await alex.signIn(asked);
		const answer = await alex.until(asked, ({ text }) => text.includes(desk.subject));
		expect(answer.ephemeralFor).toBe(alex.userId);
		expect(shared()).toHaveLength(before);
	});
});

describe("what customers write", () => {
	const zendesk = story.person("mina", "C0SUPPORT1");
	const zoho = story.person("mina", "C0BILLING1");

	test("markup, mentions and links in subject, names and text stay plain text on the card", async () => {
		const card = await zendesk.type("1047");
		expect(card.says).toContain("&lt;!channel&gt; ∗URGENT∗");
		expect(card.says).not.toMatch(/<!(channel|here|everyone)>|<@U|<#C|<https:\/\/evil/);
		expect(card.says).toContain("∗Eve∗ &lt;!channel&gt;");
		expect((await zendesk.type("history 1047")).says).not.toMatch(
			/<!(channel|here|everyone)>|<@U|<#C|<https:\/\/evil/,
		);
	});

	test("the same in lists and in their options", async () => {
		const list = await zendesk.type("search URGENT");
		expect(list.says).not.toMatch(/<!(channel|here|everyone)>|<@U|<https:\/\/evil/);
		expect(list.options.join()).toContain("<!channel> *URGENT*");
	});

	test("and in what is shared with a channel", async () => {
		const posted = await zendesk.click(await zendesk.type("1047"), "チャンネルに共有");
		expect(posted.text).not.toMatch(/<!(channel|here|everyone)>|<@U|<#C|<https:\/\/evil/);
		expect(posted.says).not.toMatch(/<!(channel|here|everyone)>|<@U|<#C|<https:\/\/evil/);
	});

	test("direction marks and zero-width characters are taken out", async () => {
		const card = await zendesk.type("1044");
		expect(card.says).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b\ufeff]/);
		expect(card.says).toContain("Refund please now");
	});

	test("a ticket without subject or with thousands of characters fits", async () => {
		expect((await zendesk.type("1038")).says).toContain("#1038");
		const long = await zendesk.type("1035");
		expect(long.says.length).toBeLessThan(1500);
		await zendesk.type("history 1035");
	});

	test("every hostile ticket of Zoho Desk can be shown, listed and read", async () => {
		for (let number = 4620; number < 4634; number++) {
			const card = await zoho.type(String(number));
			expect(card.says).not.toMatch(/<!(channel|here|everyone)>|<@U|<#C|<https?:\/\/evil/);
			expect(card.text).toContain(`#${number}`);
			await zoho.type(`history ${number}`);
		}
		await zoho.type("4688");
		await zoho.type("history 4688");
	});
});
