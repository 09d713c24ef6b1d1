import { beforeEach, describe, expect, test } from "vitest";
import type { DeskFeed } from "../../../../src/desk/desk-feed.ts";
import { NOW } from "../../sandbox/zendesk/browser.ts";
import { ALEX, createWorld, failing, openFeed, type World } from "./session.ts";

const MINUTE = 60_000;
const METRICS = /\/ticket_metric_events$/;
const SEARCH = /\/search$/;

let world: World;

beforeEach(() => {
	world = createWorld();
});

const later = (minutes = 1) => world.clock.advance(minutes * MINUTE);

async function readAll(feed: DeskFeed, from: string | null, since = NOW) {
	const items: { ticketId: string; at: number }[] = [];
	let cursor = from;
	for (let pages = 1; pages <= 20; pages++) {
		const page = await feed.overdue(cursor, since);
		items.push(...page.items);
		cursor = page.cursor;
		if (!page.more) return { items, cursor, pages };
	}
	throw new Error("no end");
}

const metric = (id: number, type: string, at: number, changed: Record<string, unknown> = {}) => ({
	id,
	ticket_id: 1042,
	metric: "reply_time",
	instance_id: 1,
	type,
	time: new Date(at).toISOString(),
	...changed,
});

function answerMetrics(events: unknown[], changed: Record<string, unknown> = {}): void {
	world.answerNext(METRICS, () =>
		Response.json({ ticket_metric_events: events, count: events.length, end_time: NOW / 1000, ...changed }),
	);
}

describe("broken promises", () => {
	test("are told with their time, once", async () => {
		const { feed } = await openFeed(world);
		const { cursor } = await readAll(feed, null);
		later();
		world.zendesk.breachSla(1042);
		const found = await readAll(feed, cursor);
		expect(found.items).toEqual([{ ticketId: "1042", at: NOW + MINUTE }]);
		expect((await readAll(feed, found.cursor)).items).toEqual([]);
		later(20);
		expect((await readAll(feed, found.cursor)).items).toEqual([]);
	});

	test("that were kept in the end are not told", async () => {
		const { feed } = await openFeed(world);
		world.zendesk.breachSla(1042);
		later();
		world.zendesk.actAsAgent({ ticketId: 1042, agentId: ALEX, text: "Here I am" });
		expect((await readAll(feed, null)).items).toEqual([]);
	});

	test("of the next answer are told again", async () => {
		const { feed } = await openFeed(world);
		world.zendesk.breachSla(1042);
		const first = await readAll(feed, null);
		later();
		world.zendesk.actAsAgent({ ticketId: 1042, agentId: ALEX, text: "Here I am" });
		world.zendesk.actAsCustomer({ ticketId: 1042, text: "And now?" });
		later();
		world.zendesk.breachSla(1042);
		expect((await readAll(feed, first.cursor)).items).toEqual([{ ticketId: "1042", at: NOW + 2 * MINUTE }]);
	});

	test("that were taken back, can't be read, or are none are passed over", async () => {
		const { feed } = await openFeed(world);
		answerMetrics([
			metric(1, "breach", NOW, { deleted: true }),
			metric(2, "apply_sla", NOW, { sla: { target: 60 } }),
			metric(3, "breach", NOW, { ticket_id: null }),
			"?",
			metric(4, "breach", NOW, { ticket_id: 1050, deleted: null }),
		]);
		expect((await feed.overdue(null, NOW)).items).toEqual([{ ticketId: "1050", at: NOW }]);
	});

	test("after a clock was started once more count, whatever was kept before", async () => {
		const { feed } = await openFeed(world);
		answerMetrics([
			metric(1, "fulfill", NOW),
			metric(2, "activate", NOW + 1_000),
			metric(3, "breach", NOW + 2_000),
		]);
		expect((await feed.overdue(null, NOW)).items).toHaveLength(1);
	});

	test("written down late are found within the overlap", async () => {
		const { feed } = await openFeed(world);
		answerMetrics([metric(1, "activate", NOW)]);
		const { cursor } = await readAll(feed, null, NOW - 30 * MINUTE);
		answerMetrics([metric(2, "breach", NOW - 5 * MINUTE), metric(1, "activate", NOW)]);
		expect((await readAll(feed, cursor)).items).toEqual([{ ticketId: "1042", at: NOW - 5 * MINUTE }]);
		const query = world.requests.findLast(({ url }) => METRICS.test(new URL(url).pathname))?.url ?? "";
		expect(new URL(query).searchParams.get("start_time")).toBe(String(NOW / 1000 - 600));
	});

	test("on full pages are read to the end, also when a page is one second", async () => {
		const { feed } = await openFeed(world);
		const since = NOW - 30 * MINUTE;
		answerMetrics([metric(1, "breach", since)], { count: 1_000, end_time: since / 1000 });
		answerMetrics([metric(2, "breach", since + 1_000, { ticket_id: 1050 })], { end_time: since / 1000 + 1 });
		const found = await readAll(feed, null, since);
		expect(found.items.map(({ ticketId }) => ticketId)).toEqual(["1042", "1050"]);
		const starts = world.requests
			.filter(({ url }) => METRICS.test(new URL(url).pathname))
			.map(({ url }) => Number(new URL(url).searchParams.get("start_time")));
		expect(starts).toEqual([since / 1000, since / 1000 + 1]);
	});

	test("are asked for from a moment that is never too recent", async () => {
		const { feed } = await openFeed(world);
		await feed.overdue(null, NOW + MINUTE);
		const { searchParams } = new URL(world.requests.at(-1)?.url ?? "");
		expect(Number(searchParams.get("start_time"))).toBeLessThanOrEqual(NOW / 1000 - 60);
	});

	test("are for administrators", async () => {
		const { feed } = await openFeed(world, ALEX);
		await expect(feed.overdue(null, NOW)).rejects.toMatchObject(failing("forbidden"));
	});
});

describe("tasks", () => {
	const createTask = (dueAt: number) =>
		world.zendesk.createTicket({
			subject: "Call back",
			text: "Please",
			requester: { email: "aya.mori@globex.example" },
			type: "task",
			dueAt,
		}).id;

	test("are told when their date has passed, once", async () => {
		const id = createTask(NOW + 5 * MINUTE);
		const { feed } = await openFeed(world);
		const before = await readAll(feed, null);
		expect(before.items).toEqual([]);
		later(6);
		const found = await readAll(feed, before.cursor);
		expect(found.items).toEqual([{ ticketId: String(id), at: NOW + 5 * MINUTE }]);
		expect((await readAll(feed, found.cursor)).items).toEqual([]);
		later(30);
		expect((await readAll(feed, found.cursor)).items).toEqual([]);
	});

	test("that search finds late are told late", async () => {
		const { feed } = await openFeed(world);
		const { cursor } = await readAll(feed, null);
		const id = createTask(NOW + 10_000);
		world.clock.advance(20_000);
		const tooEarly = await readAll(feed, cursor);
		expect(tooEarly.items).toEqual([]);
		later(5);
		expect((await readAll(feed, tooEarly.cursor)).items).toEqual([
			{ ticketId: String(id), at: NOW + 10_000 },
		]);
	});

	test("that were past their date before, or are solved, are not told", async () => {
		const { feed } = await openFeed(world);
		const solved = createTask(NOW + MINUTE);
		world.zendesk.actAsAgent({ ticketId: solved, agentId: ALEX, status: "solved" });
		later(5);
		expect((await readAll(feed, null)).items).toEqual([]);
	});

	test("over several pages are all told", async () => {
		const { feed } = await openFeed(world);
		const ids = Array.from({ length: 130 }, (_, index) => createTask(NOW + 1_000 + index));
		later(5);
		const found = await readAll(feed, null);
		expect(found.items.map(({ ticketId }) => Number(ticketId)).sort()).toEqual(ids);
	});

	test("that can't be read are passed over", async () => {
		const { feed } = await openFeed(world);
		const { cursor } = await feed.overdue(null, NOW);
		later(5);
		world.answerNext(SEARCH, () =>
			Response.json({ results: [{ id: 1 }, null, { id: 2, due_at: "?" }], count: 3, next_page: null }),
		);
		expect(await feed.overdue(cursor, NOW)).toMatchObject({ items: [], more: false });
	});

	test("are asked for again when it failed, from where it was", async () => {
		const id = createTask(NOW + MINUTE);
		const { feed } = await openFeed(world);
		later(5);
		const { cursor } = await feed.overdue(null, NOW);
		world.answerNext(SEARCH, () => Response.json({ error: "x" }, { status: 503 }));
		await expect(feed.overdue(cursor, NOW)).rejects.toMatchObject(failing("unavailable"));
		expect((await readAll(feed, cursor)).items).toMatchObject([{ ticketId: String(id) }]);
	});
});
