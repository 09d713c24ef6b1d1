import { beforeEach, describe, expect, test } from "vitest";
import type { Rating } from "../../../../src/core/ticket-event.ts";
import type { DeskFeed } from "../../../../src/desk/desk-feed.ts";
import { NOW } from "../../sandbox/zendesk/browser.ts";
import { ALEX, createWorld, failing, HOSTILE, openFeed, type World } from "./session.ts";

const SECOND = 1_000;
const DAY = 24 * 3_600_000;
const RATINGS = /\/satisfaction_ratings$/;

let world: World;

beforeEach(() => {
	world = createWorld();
});

async function readAll(feed: DeskFeed, from: string | null, since = NOW) {
	const items: Rating[] = [];
	let cursor = from;
	for (let pages = 1; pages <= 20; pages++) {
		const page = await feed.ratings(cursor, since);
		items.push(...page.items);
		cursor = page.cursor;
		if (!page.more) return { items, cursor, pages };
	}
	throw new Error("no end");
}

interface Row {
	id: number;
	ticket_id: number | null;
	score: string;
	comment: string | null;
	created_at: string;
	updated_at: string | null;
}

function row(id: number, at: number, changed: Partial<Row> = {}): Row {
	const created_at = new Date(at).toISOString();
	return {
		id,
		ticket_id: 1042,
		score: "good",
		comment: null,
		created_at,
		updated_at: created_at,
		...changed,
	};
}

function answerNext(rows: unknown[], after: string | null = null): void {
	world.answerNext(RATINGS, () =>
		Response.json({ satisfaction_ratings: rows, meta: { has_more: after !== null, after_cursor: after } }),
	);
}

describe("ratings", () => {
	test("come oldest first, with what the customer wrote, each once", async () => {
		const { feed } = await openFeed(world);
		const { cursor } = await readAll(feed, null);
		world.clock.advance(SECOND);
		world.zendesk.rate(1042, "good", HOSTILE);
		world.clock.advance(SECOND);
		world.zendesk.rate(1050, "bad");
		const found = await readAll(feed, cursor);
		expect(found.items).toMatchObject([
			{ ticketId: "1042", score: "good", comment: HOSTILE, ratedAt: NOW + SECOND },
			{ ticketId: "1050", score: "bad", comment: null, ratedAt: NOW + 2 * SECOND },
		]);
		expect((await readAll(feed, found.cursor)).items).toEqual([]);
	});

	test("given before are not told", async () => {
		const { feed } = await openFeed(world);
		expect((await readAll(feed, null)).items).toEqual([]);
	});

	test("are not what was only offered", async () => {
		const { feed } = await openFeed(world);
		answerNext([row(1, NOW, { score: "offered" }), row(2, NOW, { score: "unoffered" })]);
		expect(await feed.ratings(null, NOW)).toMatchObject({ items: [], more: false });
	});

	test("of one second are neither lost nor repeated", async () => {
		const { feed } = await openFeed(world);
		world.zendesk.rate(1042, "good");
		const first = await readAll(feed, null);
		world.zendesk.rate(1050, "good");
		const second = await readAll(feed, first.cursor);
		expect([first.items, second.items]).toMatchObject([[{ ticketId: "1042" }], [{ ticketId: "1050" }]]);
		expect((await readAll(feed, second.cursor)).items).toEqual([]);
	});

	test("that answer an offer of days ago count from their answer", async () => {
		const { feed } = await openFeed(world);
		const offered = row(7, NOW - 2 * DAY, { score: "offered" });
		answerNext([row(8, NOW), offered]);
		const { cursor } = await feed.ratings(null, NOW);
		const answeredAt = NOW + 5 * SECOND;
		answerNext([row(8, NOW), { ...offered, score: "bad", updated_at: new Date(answeredAt).toISOString() }]);
		expect((await feed.ratings(cursor, NOW)).items).toMatchObject([{ id: "7", ratedAt: answeredAt }]);
	});

	test("over several pages are all read before the mark moves on", async () => {
		const { feed } = await openFeed(world);
		answerNext([row(5, NOW + 5 * SECOND), row(4, NOW + 4 * SECOND)], "page2");
		const first = await feed.ratings(null, NOW);
		expect(first).toMatchObject({ items: [{ id: "4" }, { id: "5" }], more: true });
		answerNext([row(3, NOW + 3 * SECOND), row(2, NOW - 4 * DAY)], "page3");
		const second = await feed.ratings(first.cursor, NOW);
		expect(second).toMatchObject({ items: [{ id: "3" }], more: false });
		expect(new URL(world.requests.at(-1)?.url ?? "").searchParams.get("page[after]")).toBe("page2");
		answerNext([row(5, NOW + 5 * SECOND), row(4, NOW + 4 * SECOND), row(3, NOW + 3 * SECOND)]);
		expect((await feed.ratings(second.cursor, NOW)).items).toEqual([]);
	});

	test("behind the mark are read for five pages at most", async () => {
		const { feed } = await openFeed(world);
		for (let page = 0; page < 9; page++) answerNext([row(page, NOW - SECOND, { score: "offered" })], "next");
		expect((await readAll(feed, null)).pages).toBe(5);
	});

	test("that can't be read are passed over, and those without a ticket are told as such", async () => {
		const { feed } = await openFeed(world);
		answerNext([
			{ id: "x" },
			null,
			row(3, NOW, { created_at: "?" }),
			row(4, NOW, { ticket_id: null, updated_at: null }),
		]);
		expect((await feed.ratings(null, NOW)).items).toMatchObject([{ id: "4", ticketId: null, ratedAt: NOW }]);
	});

	test("of an empty list are none", async () => {
		const { feed } = await openFeed(world);
		answerNext([]);
		expect(await feed.ratings(null, NOW)).toMatchObject({ items: [], more: false });
	});

	test("begin at the given moment when the cursor isn't one", async () => {
		const { feed } = await openFeed(world);
		world.zendesk.rate(1042, "good");
		expect((await feed.ratings("nonsense", NOW)).items).toHaveLength(1);
	});

	test("are for administrators", async () => {
		const { feed } = await openFeed(world, ALEX);
		await expect(feed.ratings(null, NOW)).rejects.toMatchObject(failing("forbidden"));
	});
});
