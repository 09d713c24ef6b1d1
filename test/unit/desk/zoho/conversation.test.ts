import { beforeEach, describe, expect, it } from "vitest";
import type { HelpDesk } from "../../../../src/desk/help-desk.ts";
import { zoho } from "../../../../src/desk/zoho/provider.ts";
import {
	createAccount,
	createTokens,
	DESK,
	failureOf,
	type TestAccount,
} from "../../sandbox/zoho/account.ts";

let account: TestAccount;
let desk: HelpDesk;

beforeEach(async () => {
	account = createAccount();
	desk = await account.open();
});

describe("conversation", () => {
	it("shows whole messages, oldest first, without drafts, mentions as names", async () => {
		const page = await desk.conversation(account.simulator.ticket("4702").id, { cursor: null, size: 20 });
		expect(page.items.map(({ kind, author }) => [kind, author])).toEqual([
			["incoming", "Ivo Berg"],
			["outgoing", "Mina Kato"],
			["incoming", "Ivo Berg"],
			["comment", "Mina Kato"],
			["comment", "Alex Berg"],
			["outgoing", "Mina Kato"],
			["incoming", "Ivo Berg"],
		]);
		expect(page.items[0]?.text).toMatch(/^Hello,\n\nsince this morning.*\n\n.*\n\nIvo Berg\nGlobex KK$/s);
		expect(page.items[0]?.attachments).toBe(1);
		expect(page.items[3]?.text).toMatch(/^@Alex Berg driver 4\.2\.0/);
		expect(page).toMatchObject({ next: null, previous: null });
	});

	it("begins with the newest page and leads to older ones and back, nothing twice", async () => {
		const { id, messages } = account.simulator.ticket("4655");
		const read = (cursor: string | null) => desk.conversation(id, { cursor, size: 10 });
		const pages = [await read(null)];
		for (let next = pages[0]?.next ?? null; next !== null; next = pages[0]?.next ?? null) {
			pages.unshift(await read(next));
		}
		expect(pages.length).toBe(4);
		expect(pages.flatMap(({ items }) => items.map(({ text }) => text))).toEqual(
			messages.map(({ text }) => text),
		);
		expect((await read(pages.at(-2)?.previous ?? "")).items).toEqual(pages.at(-1)?.items);
	});

	it("reads a mail of more than 10,000 characters as text", async () => {
		const page = await desk.conversation(account.simulator.ticket("4688").id, { cursor: null, size: 5 });
		expect(page.items[0]?.text.length).toBeGreaterThan(10_000);
		expect(page.items[0]?.text).not.toContain("<li>");
	});

	it("is not there for an agent who may not see the ticket", async () => {
		const priya = await account.open("priya@acme.example");
		const id = account.simulator.ticket("4702").id;
		const failure = await failureOf(priya.conversation(id, { cursor: null, size: 5 }));
		expect(failure).toMatchObject({ kind: "not_found" });
	});

	it("shows the vendor's snippet where a whole message can't be read", async () => {
		const tokens = createTokens(await account.signIn(), account.call);
		const busy = zoho.open(DESK, tokens, {
			...account.call,
			fetch: (input, init) =>
				/\/threads\/|\/comments/.test(String(input))
					? Promise.resolve(new Response('{"errorCode":"TOO_MANY_REQUESTS","message":""}', { status: 429 }))
					: account.call.fetch(input, init),
		});
		const page = await busy.conversation(account.simulator.ticket("4702").id, { cursor: null, size: 20 });
		expect(page.items[0]?.text).toMatch(/^Hello, since this morning/);
		expect(page.items[3]?.text).toMatch(/^driver 4\.2\.0/);
	});
});
