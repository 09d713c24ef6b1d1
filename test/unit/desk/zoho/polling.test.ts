import { beforeEach, describe, expect, it } from "vitest";
import { ZOHO_ACCOUNT } from "../../../../sandbox/seed/accounts.ts";
import { PEOPLE } from "../../../../sandbox/seed/people.ts";
import type { DeskFeed, FeedPage } from "../../../../src/desk/desk-feed.ts";
import { createAccount, START, type TestAccount } from "../../sandbox/zoho/account.ts";

const ALEX = PEOPLE.find(({ key }) => key === "alex")?.zoho?.id ?? "";
const MINUTE = 60_000;

let account: TestAccount;
let feed: DeskFeed;

beforeEach(async () => {
	account = createAccount();
	feed = await account.openFeed();
	account.clock.advance(MINUTE);
});

const idOf = (number: string) => account.simulator.ticket(number).id;
const touch = (number: string, priority = "Low") =>
	account.simulator.actAsAgent({ ticketId: number, agentId: ALEX, priority });

/** Every page until there is no more. */
async function drain<T>(
	read: (cursor: string | null) => Promise<FeedPage<T>>,
	cursor: string | null,
): Promise<{ items: T[]; cursor: string; pages: number }> {
	const items: T[] = [];
	let at = cursor;
	for (let pages = 1; pages < 50; pages++) {
		const page = await read(at);
		items.push(...page.items);
		at = page.cursor;
		if (!page.more) return { items, cursor: page.cursor, pages };
	}
	throw new Error("never ends");
}

const changes = (cursor: string | null, since = START) => drain((at) => feed.changes(at, since), cursor);
const ratings = (cursor: string | null, since = START) => drain((at) => feed.ratings(at, since), cursor);
const overdue = (cursor: string | null, since = START) => drain((at) => feed.overdue(at, since), cursor);

describe("changes", () => {
	it("begin with what changed since the time given", async () => {
		touch("4702");
		const { items } = await changes(null);
		expect(items).toEqual([idOf("4702")]);
		expect(account.calls.filter((call) => call.includes("/search"))).toEqual([
			expect.stringContaining(
				"modifiedTimeRange=2026-09-10T06:00:00.000Z,2026-09-10T06:01:00.000Z&sortBy=modifiedTime&from=0&limit=50",
			),
			expect.stringContaining("customerResponseTimeRange=2026-09-10T06:00:00.000Z,2026-09-10T06:01:00.000Z"),
		]);
	});

	it("are none when nothing changed, and the cursor still goes on", async () => {
		const { items, cursor } = await changes(null);
		expect(items).toEqual([]);
		account.clock.advance(10 * MINUTE);
		touch("1042");
		account.clock.advance(MINUTE);
		expect((await changes(cursor)).items).toEqual([idOf("1042")]);
	});

	it("tell of a change once, also within the overlap", async () => {
		touch("4702");
		account.clock.advance(30_000);
		const { cursor } = await changes(null);
		account.clock.advance(30_000);
		expect((await changes(cursor)).items).toEqual([]);
	});

	it("tell of a ticket again that changed again", async () => {
		touch("4702");
		account.clock.advance(30_000);
		const { cursor } = await changes(null);
		touch("4702", "High");
		account.clock.advance(30_000);
		expect((await changes(cursor)).items).toEqual([idOf("4702")]);
	});

	it("tell of a change again that is too young to be sure of its second", async () => {
		touch("4702");
		const { cursor } = await changes(null);
		touch("4702", "High");
		account.clock.advance(30_000);
		expect((await changes(cursor)).items).toEqual([idOf("4702")]);
	});

	it("find what the index had late", async () => {
		const late = account.simulator.createTicket({ subject: "Late", text: "in the index" });
		const { items, cursor } = await changes(null);
		expect(items).toEqual([]);
		account.clock.advance(MINUTE);
		expect((await changes(cursor)).items).toEqual([late.id]);
	});

	it("have every one of many with the same time, over pages", async () => {
		const numbers = account.simulator
			.tickets()
			.filter(({ orgId }) => orgId === ZOHO_ACCOUNT.orgId)
			.slice(0, 120)
			.map(({ number }) => number);
		for (const number of numbers) touch(number, "Medium");
		account.clock.advance(MINUTE);
		const { items, pages } = await changes(null);
		expect(new Set(items)).toEqual(new Set(numbers.map(idOf)));
		expect(pages).toBeGreaterThanOrEqual(3);
	});

	it("skip nobody when tickets change while pages are read", async () => {
		const numbers = account.simulator
			.tickets()
			.filter(({ orgId }) => orgId === ZOHO_ACCOUNT.orgId)
			.slice(0, 110)
			.map(({ number }) => number);
		for (const number of numbers) {
			account.clock.advance(1_000);
			touch(number, "Medium");
		}
		account.clock.advance(MINUTE);
		const first = await feed.changes(null, START);
		expect(first).toMatchObject({ more: true });
		// The oldest ten leave the range that is being read.
		for (const number of numbers.slice(0, 10)) touch(number, "High");
		const { items, cursor } = await changes(first.cursor);
		expect(new Set([...first.items, ...items])).toEqual(new Set(numbers.map(idOf)));
		account.clock.advance(MINUTE);
		const again = await changes(cursor);
		expect(again.items).toEqual(expect.arrayContaining(numbers.slice(0, 10).map(idOf)));
	});

	it("go on after weeks", async () => {
		const { cursor } = await changes(null);
		touch("4702");
		account.clock.advance(30 * 24 * 60 * MINUTE);
		expect((await changes(cursor)).items).toEqual([idOf("4702")]);
	});

	it.each(["", "{}", "nonsense", '{"modified":{"from":"x"}}'])(
		"begin anew with the cursor %j",
		async (cursor) => {
			touch("4702");
			expect((await changes(cursor)).items).toEqual([idOf("4702")]);
		},
	);
});

describe.each([
	["rows that name their ticket", true],
	["rows that don't", false],
])("ratings in %s", (_name, named) => {
	beforeEach(() => account.simulator.setRatingsNameTickets(named));

	it("are those since the time given, oldest first, each once, with their ticket", async () => {
		account.simulator.rate("4702", "BAD", "Too <slow> & *rude*");
		account.clock.advance(MINUTE);
		account.simulator.rate("1042", "GOOD");
		const first = await ratings(null);
		expect(first.items).toEqual([
			{
				id: expect.any(String),
				ticketId: idOf("4702"),
				score: "bad",
				comment: named ? "Too <slow> & *rude*" : null,
				ratedAt: START + MINUTE,
			},
			{
				id: expect.any(String),
				ticketId: idOf("1042"),
				score: "good",
				comment: null,
				ratedAt: START + 2 * MINUTE,
			},
		]);
		account.clock.advance(MINUTE);
		expect((await ratings(first.cursor)).items).toEqual([]);
		account.simulator.rate("4702", "OK");
		expect((await ratings(first.cursor)).items).toMatchObject([{ score: "ok", ticketId: idOf("4702") }]);
	});

	it("are all there when many were given at one moment", async () => {
		for (let count = 0; count < 70; count++) account.simulator.rate("4702", "GOOD");
		const { items, cursor, pages } = await ratings(null);
		expect(new Set(items.map(({ id }) => id)).size).toBe(70);
		expect([items.length, pages]).toEqual([70, 2]);
		expect((await ratings(cursor)).items).toEqual([]);
	});
});

describe("ratings", () => {
	it("cost one call when there is nothing new", async () => {
		account.calls.length = 0;
		expect((await ratings(null)).items).toEqual([]);
		expect(account.calls).toEqual([
			"GET /customerHappiness?department=allDepartment&sortBy=-ratedTime&from=0&limit=50",
		]);
	});

	it("name no ticket when it can't be found", async () => {
		account.simulator.rate("4702", "GOOD");
		account.simulator.trash("4702", ALEX);
		expect((await ratings(null)).items).toMatchObject([{ score: "good", ticketId: null }]);
	});

	it("find the tickets of many in no more calls than may be made", async () => {
		const rated = account.simulator
			.tickets()
			.filter(({ orgId }) => orgId === ZOHO_ACCOUNT.orgId)
			.slice(0, 12);
		for (const { number } of rated) {
			account.clock.advance(3 * MINUTE);
			account.simulator.rate(number, "GOOD");
		}
		account.calls.length = 0;
		const { items } = await ratings(null);
		expect(items.map(({ ticketId }) => ticketId)).toEqual(rated.map(({ id }) => id));
		expect(account.calls).toHaveLength(1 + 1 + 12);
	});

	it("find their ticket among many that others changed meanwhile", async () => {
		account.simulator.rate("4702", "GOOD");
		const others = account.simulator.tickets().filter(({ orgId }) => orgId === ZOHO_ACCOUNT.orgId);
		for (const { number } of others.filter(({ number }) => number !== "4702").slice(0, 40)) {
			account.clock.advance(1_000);
			touch(number, "Medium");
		}
		account.clock.advance(MINUTE);
		account.simulator.rate("1042", "BAD");
		account.calls.length = 0;
		expect((await ratings(null)).items.map(({ ticketId }) => ticketId)).toEqual([idOf("4702"), idOf("1042")]);
		expect(account.calls.length).toBeLessThanOrEqual(16);
	});

	it("belong to no ticket when they could be two tickets'", async () => {
		account.simulator.rate("4702", "GOOD");
		account.simulator.rate("1042", "BAD");
		expect((await ratings(null)).items.map(({ ticketId }) => ticketId)).toEqual([null, null]);
	});
});

describe("overdue", () => {
	it("are the tickets that ran past their due date since, and when", async () => {
		const first = await overdue(null);
		expect(first.items.map(({ at }) => at).every((at) => at >= START)).toBe(true);
		account.simulator.setDueAt("4702", account.clock.now() + 5 * MINUTE);
		account.clock.advance(4 * MINUTE);
		const second = await overdue(first.cursor);
		expect(second.items.map(({ ticketId }) => ticketId)).not.toContain(idOf("4702"));
		account.clock.advance(2 * MINUTE);
		const third = await overdue(second.cursor);
		expect(third.items).toContainEqual({ ticketId: idOf("4702"), at: START + 6 * MINUTE });
		expect((await overdue(third.cursor)).items).toEqual([]);
	});

	it("read no further than what was told of before", async () => {
		const { cursor } = await overdue(null);
		account.calls.length = 0;
		await overdue(cursor);
		expect(account.calls).toEqual(["GET /tickets?dueDate=overdue&sortBy=-dueDate&from=1&limit=50"]);
	});
});
