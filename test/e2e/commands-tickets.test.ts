import { beforeAll, describe, expect, test } from "vitest";
import { BOOTED, useSandbox } from "../support/sandbox.ts";
import { postCommand } from "../support/slack-requests.ts";
import { createStory } from "../support/slack-story.ts";
import { DESKS, zohoId } from "../support/story-desks.ts";

const sandbox = useSandbox("commands-tickets", BOOTED);
const story = createStory(sandbox);

beforeAll(async () => {
	for (const { channel } of DESKS) {
		for (const key of ["alex", "priya", "kenji"]) await story.signIn(story.person(key, channel));
	}
});

describe.each(DESKS)("one ticket of $name", (desk) => {
	const alex = story.person("alex", desk.channel);
	const mina = story.person("mina", desk.channel);
	const priya = story.person("priya", desk.channel);
	const kenji = story.person("kenji", desk.channel);
	const { number, subject } = desk;

	test("a number is answered with the card: what it is, whose, how bad, what was said last", async () => {
		const card = await alex.type(number);
		expect(card.text).toBe(`#${number} ${subject} · Open`);
		expect(card.says).toContain(`|#${number}  ${subject}>*`);
		expect(card.says).toContain("◐ *Open*");
		expect(card.says).toContain("Support");
		expect(card.says).toContain(`*Requester*\n${desk.requester}`);
		expect(card.says).toContain("*Assignee*\nAlex Berg");
		expect(card.says).toContain(`> ${desk.lastMessage}`);
		expect(card.buttons).toEqual([
			"Reply to customer",
			"Internal comment",
			"Status",
			"Assign",
			"Share to channel",
			`Open in ${desk.name}`,
		]);
		expect(card.options).toEqual(["Refresh", "Change priority", "Change tags", "Move to a department"]);
	});

	test("the same card in Japanese for somebody whose Slack is Japanese", async () => {
		const card = await mina.type(number);
		expect(card.says).toContain(`|#${number}  ${subject}>*`);
		expect(card.says).toContain(`*依頼者*\n${desk.requester}`);
		expect(card.says).toContain("*担当者*\nAlex Berg");
		expect(card.buttons).toEqual([
			"お客様に返信",
			"社内コメント",
			"ステータス",
			"担当者",
			"チャンネルに共有",
			`${desk.name}で開く`,
		]);
		expect(card.options).toEqual(["更新", "優先度を変更", "タグを変更", "部門を移動"]);
	});

	test.each([
		"ticket 1042",
		"TICKET #1042",
		"#1042",
		"１０４２",
		"チケット 1042",
		"問い合わせ1042",
		"  1042  ",
		"\u200f\u202e1042\u200b",
	])("%j is that ticket too", async (typed) => {
		expect((await alex.type(typed)).text).toBe(`#${number} ${subject} · Open`);
	});

	test("the desk's own id is that ticket too", async () => {
		const id = desk.vendor === "zoho" ? zohoId(sandbox(), number) : number;
		expect((await alex.type(id)).text).toBe(`#${number} ${subject} · Open`);
	});

	test("a pasted address is that ticket, as Slack escapes it and plain, in any channel", async () => {
		const url = desk.url(sandbox(), number);
		expect((await alex.type(url)).text).toBe(`#${number} ${subject} · Open`);
		expect((await alex.type(`ticket ${url}`)).text).toBe(`#${number} ${subject} · Open`);
		for (const text of [url, `<${url}>`, `<${url}|${url.slice(8)}>`, `<${url}> please`]) {
			const answer = await postCommand(sandbox(), alex, { text, channel_id: "C0GENERAL1" });
			expect(answer.text).toBe(`#${number} ${subject} · Open`);
		}
		const elsewhere = story.person("alex", desk.vendor === "zoho" ? "C0SUPPORT1" : "C0BILLING1");
		expect((await elsewhere.type(url)).text).toBe(`#${number} ${subject} · Open`);
	});

	test("another desk's address is refused with whose tickets can be shown", async () => {
		expect((await alex.type(desk.foreignUrl)).says).toBe(
			`That address belongs to another ${desk.name} account. Here I can only show tickets of *Acme Support*.`,
		);
		expect((await mina.type(desk.foreignUrl)).says).toContain(
			`このURLは別の${desk.name}アカウントのものです。`,
		);
	});

	test("a ticket somebody may not see is answered word for word like one that doesn't exist", async () => {
		const missing = (await priya.type("999999")).says;
		expect(missing).toContain(
			"I can't find ticket #999999. It doesn't exist, or your account may not see it.",
		);
		const hidden = await priya.type(number);
		expect(hidden.says).toBe(missing.replace("999999", number));
		expect(hidden.says).not.toContain(subject);
		expect(hidden.buttons).toEqual([]);
		expect((await priya.type(`history ${number}`)).says).toBe(hidden.says);
		expect((await priya.type(desk.url(sandbox(), number))).says).toContain("It doesn't exist, or");
		expect((await alex.type(number)).says).toContain(subject);
	});

	test("the same in Japanese", async () => {
		const missing = (await kenji.type("999999")).says;
		expect(missing).toContain(
			`${desk.ticketJa} #999999 は見つかりません。存在しないか、閲覧する権限がありません。`,
		);
		expect((await kenji.type(number)).says).toBe(missing.replace("999999", number));
	});

	test("each agent sees the tickets of their own departments", async () => {
		expect((await priya.type(desk.priyas)).text).toContain(`#${desk.priyas} `);
		expect((await kenji.type(desk.kenjis.number)).text).toContain(
			`#${desk.kenjis.number} ${desk.kenjis.subject}`,
		);
		expect((await priya.type(desk.kenjis.number)).says).toContain(
			`I can't find ticket #${desk.kenjis.number}.`,
		);
	});

	test("the conversation has its newest message last, and Older and Newer turn its pages", async () => {
		const newest = await alex.type(`history ${desk.long}`);
		expect(newest.says).toContain(`#${desk.long}  `);
		expect(newest.says).toContain("\nConversation");
		expect(newest.buttons).toEqual(["Older", "Show the ticket", `Open in ${desk.name}`]);

		const older = await alex.click(newest, "Older");
		expect(older.ts).toBe(newest.ts);
		expect(older.buttons).toEqual(["Older", "Newer", "Show the ticket", `Open in ${desk.name}`]);
		const oldest = await alex.click(older, "Older");
		expect(oldest.says).not.toBe(older.says);
		const back = await alex.click(oldest, "Newer");
		expect(textsWithoutTimes(back.says)).toBe(textsWithoutTimes(older.says));
		const again = await alex.click(back, "Newer");
		expect(textsWithoutTimes(again.says)).toBe(textsWithoutTimes(newest.says));
		expect(again.buttons).not.toContain("Newer");

		const card = await alex.click(again, "Show the ticket");
		expect(card.ts).not.toBe(again.ts);
		expect(card.text).toContain(`#${desk.long} `);
	});

	test("every message of a conversation is on exactly one of its pages, oldest page last", async () => {
		let page = await alex.type(`history ${desk.long}`);
		const quotes = quotesOf(page.says);
		for (let turns = 0; page.buttons.includes("Older"); turns++) {
			expect(turns, "a conversation without an end").toBeLessThan(10);
			page = await alex.click(page, "Older");
			quotes.unshift(...quotesOf(page.says));
		}
		expect(quotes.length).toBe(lengthOf(desk.vendor, desk.long));
		expect(page.buttons).not.toContain("Older");
	});

	test("the conversation in Japanese says who wrote and of what kind it is", async () => {
		const page = await mina.type(`履歴 ${desk.long}`);
		expect(page.says).toContain("\nやり取り");
		expect(page.says).toMatch(/← 受信|→ 返信|🔒 社内コメント/);
		expect(page.buttons).toEqual(["以前のやり取り", `${desk.ticketJa}を表示`, `${desk.name}で開く`]);
	});
});

function lengthOf(vendor: "zendesk" | "zoho", number: string): number | undefined {
	return vendor === "zendesk"
		? sandbox().zendesk.ticket(Number(number))?.comments.length
		: sandbox().zoho.ticket(zohoId(sandbox(), number))?.messages.length;
}

/** The first line of every message. */
function quotesOf(says: string): string[] {
	return says
		.split("\n")
		.filter((line, index, lines) => line.startsWith("> ") && !lines[index - 1]?.startsWith("> "));
}

/** Ages turn from one minute to the next while a test runs. */
function textsWithoutTimes(says: string): string {
	return says.replace(/<!date[^>]*>/g, "");
}

describe("what names no ticket", () => {
	const alex = story.person("alex", "C0SUPPORT1");
	const mina = story.person("mina", "C0SUPPORT1");

	test("an address that is no ticket's says what to paste", async () => {
		for (const url of ["https://example.com/tickets/1042", "https://acme.zendesk.com/agent/dashboard"]) {
			expect((await alex.type(url)).says).toBe(
				"That isn't the address of a ticket of *Acme Support*. Paste one from Zendesk, or type the number: `/desk 1042`",
			);
		}
		expect((await mina.type("https://example.com/1042")).says).toContain("番号を入力してください");
	});

	test.each([
		["ticket", "Which ticket? Add its number or its address, for example `/desk 1042`"],
		["history", "Which ticket? Add its number or its address, for example `/desk history 1042`"],
		["search", "What should I search for? For example `/desk search printer jam`"],
	])("%s without the rest asks for it", async (typed, sentence) => {
		expect((await alex.type(typed)).says).toBe(sentence);
		expect((await mina.type(typed)).says).toMatch(/続けて入力してください。例: `\/desk/);
	});

	test("a number longer than any ticket's is a ticket that can't be found", async () => {
		expect((await alex.type("18446744073709551615")).says).toContain(
			"I can't find ticket #18446744073709551615.",
		);
	});

	test("help, and nothing at all, list every command in the person's language", async () => {
		for (const typed of ["help", "", "   ", "\u200b", "?", "ヘルプ"]) {
			const help = await alex.type(typed);
			for (const usage of [
				"1042",
				"search",
				"history 1042",
				"mine",
				"unassigned",
				"overdue",
				"list open",
				"connect",
				"disconnect",
			]) {
				expect(help.says).toContain(`\`/desk ${usage}`);
			}
		}
		const ja = await mina.type("help");
		expect(ja.says).toContain("やり取り(新しいものが下)");
		expect(ja.says).toContain("日本語でも入力できます");
	});

	test("a near miss is answered with the likely command; its first button runs it", async () => {
		const guess = await alex.type("histroy 1042");
		expect(guess.says).toBe("Did you mean `/desk history 1042`?");
		expect(guess.buttons).toEqual(["Run /desk history 1042", "Search “histroy 1042”"]);
		const ran = await alex.click(guess, "Run /desk history 1042");
		expect(ran.ts).toBe(guess.ts);
		expect(ran.says).toContain("\nConversation");
	});

	test("its second button searches for the words as typed", async () => {
		const guess = await mina.type("serach invoice");
		expect(guess.says).toBe("`/desk search invoice` のことですか?");
		const found = await mina.click(guess, "「serach invoice」を検索");
		expect(found.says).toContain("「serach invoice」に一致する、閲覧できるチケットはありません。");
	});

	test("a near miss of a command that lacks its number shows how it is typed", async () => {
		const guess = await alex.type("histroy");
		expect(guess.says).toBe("Did you mean `/desk history &lt;ticket number&gt;`?");
		expect(guess.buttons).toEqual(["Search “histroy”"]);
	});
});

describe("several desks and a channel of none of them", () => {
	const alex = story.person("alex", "C0GENERAL1");
	const mina = story.person("mina", "C0GENERAL1");

	test("the workspace's default desk answers", async () => {
		expect((await alex.type("1042")).says).toContain("Invoice 2026-1187 shows the wrong tax");
	});

	test("without a default the person is asked, and the answer takes the question's place", async () => {
		const database = await sandbox().database();
		await database.prepare("update workspaces set is_default = 0").run();
		const question = await alex.type("1042");
		expect(question.says).toBe("Several desks are connected here. Which one is `/desk 1042` for?");
		expect(question.buttons).toEqual(["Acme Support (Zendesk)", "Acme Support (Zoho Desk)"]);
		const card = await alex.click(question, "Acme Support (Zoho Desk)");
		expect(card.ts).toBe(question.ts);
		expect(card.says).toContain("Cannot sign in after changing my password");

		const ja = await mina.type("自分");
		expect(ja.says).toContain("ここには複数のデスクが接続されています。");
		expect((await mina.click(ja, "Acme Support (Zendesk)")).says).toContain("自分が担当する未解決のチケット");
	});
});
