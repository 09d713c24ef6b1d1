import { beforeAll, describe, expect, test } from "vitest";
import { ZOHO_DEPARTMENTS } from "../../sandbox/seed/people.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";
import type { Shown } from "../support/shown.ts";
import { createStory, type Person } from "../support/slack-story.ts";
import { DESKS } from "../support/story-desks.ts";

const sandbox = useSandbox("commands-lists", BOOTED);
const story = createStory(sandbox);

beforeAll(async () => {
	for (const { channel } of DESKS) {
		for (const key of ["alex", "priya", "kenji"]) await story.signIn(story.person(key, channel));
	}
});

const MINA_IN_ZOHO = "520000000099001";

/** The numbers of the tickets a list shows, in its order. */
function numbersIn({ options }: Shown): string[] {
	return options.map((option) => option.split(" ")[0] ?? "");
}

/** Every page from here on by Next: what they show together, and the last of them. */
async function turnToEnd(person: Person, first: Shown, next: string) {
	const numbers = numbersIn(first);
	let page = first;
	for (let turns = 0; page.buttons.includes(next); turns++) {
		expect(turns, "a list without an end").toBeLessThan(30);
		page = await person.click(page, next);
		numbers.push(...numbersIn(page));
	}
	return { numbers, last: page };
}

describe.each(DESKS)("lists of $name", (desk) => {
	const alex = story.person("alex", desk.channel);
	const mina = story.person("mina", desk.channel);
	const priya = story.person("priya", desk.channel);
	const kenji = story.person("kenji", desk.channel);

	test("a search shows ten, Next and Previous turn the page in place and say where one is", async () => {
		const first = await alex.type(`search ${desk.frequentWord}`);
		expect(numbersIn(first)).toHaveLength(10);
		expect(first.text).toMatch(/^Results for “invoice” · 1–10 of \d+$/);
		expect(first.buttons).toEqual(["Next"]);

		const second = await alex.click(first, "Next");
		expect(second.ts).toBe(first.ts);
		expect(second.text).toContain("· 11–");
		expect(second.buttons).toContain("Previous");
		expect(numbersIn(second)).not.toEqual(numbersIn(first));

		const back = await alex.click(second, "Previous");
		expect(numbersIn(back)).toEqual(numbersIn(first));
		expect(back.text).toBe(first.text);
	});

	test("all pages of a search together hold every result once, as many as were announced", async () => {
		const first = await alex.type(`search ${desk.frequentWord}`);
		const total = Number(/of (\d+)$/.exec(first.text)?.[1]);
		const { numbers, last } = await turnToEnd(alex, first, "Next");
		expect(new Set(numbers).size).toBe(numbers.length);
		expect(numbers).toHaveLength(total);
		expect(last.text).toContain(`–${total} of ${total}`);
	});

	test("words without a command are searched too", async () => {
		const found = await alex.type(`${desk.frequentWord} wrong`);
		const searched = await alex.type(`search ${desk.frequentWord} wrong`);
		expect(found.says).toBe(searched.says);
		expect(found.text).toContain(`“${desk.frequentWord} wrong”`);
	});

	test("a search in Japanese, of Japanese words", async () => {
		const found = await kenji.type(`検索 ${desk.vendor === "zendesk" ? "倉庫" : "パスワード"}`);
		expect(found.text).toMatch(/の検索結果/);
		expect(numbersIn(found)).toContain(`#${desk.kenjis.number}`);
	});

	test("a search finds nothing that the person may not see", async () => {
		const word = desk.vendor === "zendesk" ? "2026-1187" : "tablet 5";
		const seen = await alex.type(`search ${word}`);
		expect(numbersIn(seen)).toContain("#1042");
		expect((await priya.type(`search ${word}`)).says).not.toContain("#1042");
	});

	test("nothing found says what else to try", async () => {
		expect((await alex.type("search zyxwvut")).says).toContain("Nothing that you may see matches “zyxwvut”.");
		expect((await mina.type("search zyxwvut")).says).toContain(
			`「zyxwvut」に一致する、閲覧できる${desk.ticketJa}はありません。`,
		);
	});

	test("mine lists the open tickets of the person who asks", async () => {
		const first = await alex.type("mine");
		expect(first.text).toMatch(/^Open tickets assigned to you · 1–10 of \d+$/);
		expect(first.says.match(/Alex Berg/g)).toHaveLength(10);
		const { numbers } = await turnToEnd(alex, first, "Next");
		expect(numbers).toHaveLength(Number(/of (\d+)$/.exec(first.text)?.[1]));

		const minas = await mina.type("自分");
		expect(minas.text).toContain(`自分が担当する未解決の${desk.ticketJa}`);
		const { numbers: others } = await turnToEnd(mina, minas, "次へ");
		expect(others.filter((number) => numbers.includes(number))).toEqual([]);
	});

	test("unassigned lists what nobody has, everywhere and in one department", async () => {
		const all = await alex.type("unassigned");
		expect(all.text).toMatch(/^Unassigned tickets|unassigned tickets/);
		expect(all.says.match(/Unassigned(?! tickets)/g)).toHaveLength(numbersIn(all).length);
		const everywhere = await turnToEnd(alex, all, "Next");
		const billing = await turnToEnd(alex, await alex.type("unassigned billing"), "Next");
		expect(billing.numbers.length).toBeGreaterThan(0);
		expect(billing.numbers.length).toBeLessThan(everywhere.numbers.length);
		expect(everywhere.numbers).toEqual(expect.arrayContaining(billing.numbers));
		expect((await mina.type("unassigned 日本サポート")).text).toContain(
			`日本サポートの未割り当ての${desk.ticketJa}`,
		);
	});

	test("overdue marks every line as overdue", async () => {
		const list = await alex.type("overdue");
		expect(numbersIn(list).length).toBeGreaterThan(0);
		expect(list.says.match(/\*Overdue( by [^*]+)?\*/g)).toHaveLength(numbersIn(list).length);
		const ja = await mina.type("期限切れ");
		expect(ja.text).toContain(`期限を過ぎた${desk.ticketJa}`);
		expect(ja.says.match(/\*期限(を[^*]+)?超過\*/g)).toHaveLength(numbersIn(ja).length);
	});

	test("list open narrows to a department, by its whole name or its beginning", async () => {
		const whole = await alex.type("list open Billing");
		expect(whole.text).toMatch(/^Open tickets in Billing/);
		for (const typed of ["list open in billing", "list open bill", "一覧 オープン Billing"]) {
			expect(numbersIn(await alex.type(typed))).toEqual(numbersIn(whole));
		}
		const all = await turnToEnd(alex, await alex.type("list open"), "Next");
		const billing = await turnToEnd(alex, whole, "Next");
		expect(billing.numbers.length).toBeLessThan(all.numbers.length);
		expect(all.numbers).toEqual(expect.arrayContaining(billing.numbers));
	});

	test("two agents with different rights get different open tickets", async () => {
		const alexs = await turnToEnd(alex, await alex.type("list open"), "Next");
		const kenjis = await turnToEnd(kenji, await kenji.type("list open"), "次へ");
		expect(kenjis.numbers).toContain(`#${desk.kenjis.number}`);
		expect(kenjis.numbers).not.toContain("#1042");
		expect(alexs.numbers).toContain("#1042");
	});

	test("an unknown department offers those there are, and a click lists one", async () => {
		const refusal = await alex.type("unassigned nowhere");
		expect(refusal.says).toContain("*Acme Support* has no department “nowhere” that you may see.");
		expect(refusal.buttons).toContain("Billing");
		const list = await alex.click(refusal, "Billing");
		expect(list.ts).toBe(refusal.ts);
		expect(list.text).toMatch(/in Billing/);
		expect((await mina.type("unassigned どこか")).says).toContain(
			"閲覧できる部門「どこか」は見つかりません。",
		);
	});

	test("Show opens one ticket of a list below it", async () => {
		const list = await alex.type("mine");
		const card = await alex.choose(list, /^#1042 /);
		expect(card.ts).not.toBe(list.ts);
		expect(card.ephemeralFor).toBe(alex.userId);
		expect(card.text).toContain(`#1042 ${desk.subject}`);
		expect(alex.sees().find(({ ts }) => ts === list.ts)?.says).toBe(list.says);
	});

	test("Show says so when the ticket was moved out of sight in the meantime", async () => {
		const list = await priya.type("list open");
		const { zendesk, zoho } = sandbox();
		if (desk.vendor === "zendesk") {
			zendesk.actAsAgent({ ticketId: 1031, agentId: 381204417, groupId: 360001, assigneeId: null });
		} else {
			zoho.actAsAgent({ ticketId: "4680", agentId: MINA_IN_ZOHO, departmentId: ZOHO_DEPARTMENTS.japan });
		}
		const refusal = await priya.choose(list, new RegExp(`^#${desk.priyas} `));
		expect(refusal.says).toContain("It doesn't exist, or your account may not see it.");
	});
});
