import { beforeEach, describe, expect, test } from "vitest";
import type { DeskFeed } from "../../../../src/desk/desk-feed.ts";
import { NOW } from "../../sandbox/zendesk/browser.ts";
import { ALEX, createWorld, failing, openFeed, type World } from "./session.ts";

const MINUTE = 60_000;
const EXPORT = /\/incremental\/tickets\/cursor$/;

let world: World;

beforeEach(() => {
	world = createWorld();
});

const later = (minutes: number) => world.clock.advance(minutes * MINUTE);
const change = (ticketId: number) => world.zendesk.actAsCustomer({ ticketId, text: "once more" });
const lastQuery = () => new URL(world.requests.at(-1)?.url ?? "").searchParams;

async function readAll(feed: DeskFeed, from: string | null, since = NOW) {
	const items: string[] = [];
	let cursor = from;
	for (let pages = 1; pages <= 20; pages++) {
		const page = await feed.changes(cursor, since);
		items.push(...page.items);
		cursor = page.cursor;
		if (!page.more) return { items, cursor, pages };
	}
	throw new Error("no end");
}

describe("tickets that changed", () => {
	test("are those since, once a minute has passed, and then no more", async () => {
		const { feed } = await openFeed(world);
		const first = await readAll(feed, null);
		expect(first.items).not.toContain("1050");
		change(1042);
		change(1050);
		const early = await readAll(feed, first.cursor);
		expect(early.items).not.toContain("1042");
		later(2);
		const found = await readAll(feed, early.cursor);
		expect(found.items.sort()).toEqual(["1042", "1050"]);
		expect((await readAll(feed, found.cursor)).items).toEqual([]);
	});

	test("that changed at the same moment are neither lost nor repeated over pages", async () => {
		const { feed } = await openFeed(world);
		const { cursor } = await readAll(feed, null);
		world.zendesk.setExportPageSize(2);
		const changed = [1042, 1050, 1047, 1044, 1035];
		for (const id of changed) change(id);
		later(2);
		const found = await readAll(feed, cursor);
		expect(found.pages).toBe(3);
		expect(found.items.sort()).toEqual(changed.map(String).sort());
	});

	test("are asked for from a moment that is never too recent", async () => {
		const { feed } = await openFeed(world);
		await feed.changes(null, NOW + 5 * MINUTE);
		expect(Number(lastQuery().get("start_time"))).toBeLessThanOrEqual(NOW / 1000 - 60);
		await feed.changes(null, NOW - 10 * MINUTE - 400);
		expect(lastQuery().get("start_time")).toBe(String(NOW / 1000 - 601));
	});

	test("that were deleted, or can't be read, are passed over", async () => {
		const { feed } = await openFeed(world);
		world.answerNext(EXPORT, () =>
			Response.json({
				tickets: [
					{ id: 1, status: "deleted", updated_at: "2026-11-20T08:00:00Z" },
					{ id: null },
					"?",
					{ id: 2, status: null, updated_at: null },
					{ id: 2, status: "open", updated_at: "2026-11-20T08:00:00Z" },
				],
				after_cursor: "abc",
				end_of_stream: false,
			}),
		);
		expect(await feed.changes(null, NOW)).toMatchObject({ items: ["2"], more: true });
	});

	test("end rather than go in circles when the cursor doesn't move", async () => {
		const { feed } = await openFeed(world);
		const same = () => Response.json({ tickets: [], after_cursor: "same", end_of_stream: false });
		world.answerNext(EXPORT, same);
		world.answerNext(EXPORT, same);
		const first = await feed.changes(null, NOW);
		expect((await feed.changes(first.cursor, NOW)).more).toBe(false);
		world.answerNext(EXPORT, () =>
			Response.json({ tickets: null, after_cursor: null, end_of_stream: false }),
		);
		expect(await feed.changes(null, NOW)).toMatchObject({ items: [], more: false });
	});

	test("go on from their time when Zendesk no longer takes the cursor", async () => {
		const { feed } = await openFeed(world);
		change(1042);
		later(2);
		const { cursor } = await readAll(feed, null);
		change(1050);
		later(2);
		world.answerNext(EXPORT, () => Response.json({ error: "InvalidCursor" }, { status: 400 }));
		expect((await readAll(feed, cursor)).items).toEqual(["1042", "1050"]);
	});

	test.each([
		["an empty cursor", ""],
		["somebody else's cursor", "{}"],
	])("begin at the given moment with %s", async (_, cursor) => {
		const { feed } = await openFeed(world);
		await feed.changes(cursor, NOW - 10 * MINUTE);
		expect(lastQuery().get("start_time")).toBe(String(NOW / 1000 - 600));
	});

	test("whose page is too large to read come in smaller ones", async () => {
		const { feed } = await openFeed(world);
		world.answerNext(EXPORT, () => new Response(" ".repeat(8_000_001)));
		change(1042);
		later(2);
		expect((await feed.changes(null, NOW)).items).toEqual(["1042"]);
		expect(lastQuery().get("per_page")).toBe("100");
	});

	test("in a shape that nobody knows are an error", async () => {
		const { feed } = await openFeed(world);
		world.answerNext(EXPORT, () => Response.json({ tickets: "none" }));
		await expect(feed.changes(null, NOW)).rejects.toMatchObject(failing("malformed"));
		expect(feed.spent()).toBe(1);
	});

	test("are for administrators", async () => {
		const { feed } = await openFeed(world, ALEX);
		await expect(feed.changes(null, NOW)).rejects.toMatchObject(failing("forbidden"));
	});

	test("may be asked for ten times a minute", async () => {
		const { feed } = await openFeed(world);
		for (let call = 0; call < 10; call++) await feed.changes(null, NOW);
		await expect(feed.changes(null, NOW)).rejects.toMatchObject({
			...failing("rate_limited"),
			retryAfterSeconds: expect.any(Number),
		});
		expect(feed.spent()).toBe(11);
		later(1);
		await expect(feed.changes(null, NOW)).resolves.toBeDefined();
	});

	test("that can't be read now are an error", async () => {
		const { feed } = await openFeed(world);
		world.answerNext(EXPORT, () => new Response("<html>", { status: 502 }));
		await expect(feed.changes(null, NOW)).rejects.toMatchObject(failing("unavailable"));
	});
});
