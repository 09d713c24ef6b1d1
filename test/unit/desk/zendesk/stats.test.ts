import { beforeEach, describe, expect, test } from "vitest";
import { localDay, startOfDay } from "../../../../src/core/local-time.ts";
import { NOW } from "../../sandbox/zendesk/browser.ts";
import { ALEX, createWorld, failing, MINA, openDesk, type World } from "./session.ts";

const DAY = 86_400_000;

let world: World;

beforeEach(() => {
	world = createWorld();
});

const queries = () =>
	world.requests.map(({ url }) => new URL(url).searchParams.get("query")).filter((query) => query !== null);

describe("figures of a desk", () => {
	test("agree with its tickets", async () => {
		const { desk } = await openDesk(world, ALEX);
		const tickets = world.zendesk.tickets("acme");
		const unsolved = tickets.filter(({ status }) => status !== "solved" && status !== "closed");
		const today = startOfDay(localDay("America/Chicago", NOW), "America/Chicago");
		expect(await desk.stats(null)).toMatchObject({
			open: unsolved.length,
			unassigned: unsolved.filter(({ assignee }) => assignee === null).length,
			overdue: unsolved.filter(({ type, dueAt }) => type === "task" && dueAt !== null && dueAt < NOW).length,
			createdToday: tickets.filter(({ createdAt }) => createdAt >= today).length,
		});
	});

	test("of one department count its tickets alone", async () => {
		const { desk } = await openDesk(world, ALEX);
		const open = world.zendesk
			.tickets("acme")
			.filter(({ status, group }) => group?.id === 360002 && status !== "solved" && status !== "closed");
		expect((await desk.stats("360002")).open).toBe(open.length);
		expect(queries().every((query) => query.endsWith(" group:360002"))).toBe(true);
	});

	test("count what was solved today", async () => {
		const { desk } = await openDesk(world, ALEX);
		const before = (await desk.stats(null)).closedToday ?? 0;
		await desk.update("1042", { status: "solved" });
		expect((await desk.stats(null)).closedToday).toBe(before + 1);
	});

	test("take a day as it is where the agent is", async () => {
		const { desk } = await openDesk(world, MINA);
		await desk.stats(null);
		// 18:00 in Tokyo on the 20th: that day began at 15:00 UTC of the 19th.
		expect(queries()).toContain("type:ticket created>=2026-11-19T15:00:00Z");
	});

	test("ask five times side by side, and nothing about ratings but for an administrator", async () => {
		const { desk } = await openDesk(world, ALEX);
		expect((await desk.stats(null)).satisfaction).toBeNull();
		expect(world.requests.map(({ url }) => new URL(url).pathname)).toEqual([
			"/api/v2/users/me",
			...Array.from({ length: 5 }, () => "/api/v2/search/count"),
		]);
	});

	test("tell an administrator the good ratings of thirty days", async () => {
		const { desk } = await openDesk(world, MINA);
		const at = (days: number) => new Date(NOW - days * DAY).toISOString();
		const rating = (score: string, days: number, group: number | null = 360001) => ({
			score,
			group_id: group,
			created_at: at(days),
		});
		const answer = () =>
			Response.json({
				satisfaction_ratings: [
					rating("good", 1),
					rating("offered", 2),
					rating("bad", 3, 360002),
					rating("good", 29, null),
					rating("bad", 31),
				],
				meta: { has_more: true, after_cursor: "x" },
			});
		world.answerNext(/satisfaction_ratings$/, answer);
		expect((await desk.stats(null)).satisfaction).toEqual({ good: 2, rated: 3 });
		world.answerNext(/satisfaction_ratings$/, answer);
		expect((await desk.stats("360002")).satisfaction).toEqual({ good: 0, rated: 1 });
	});

	test("leave out ratings that are too many to be read to their end", async () => {
		const { desk } = await openDesk(world, MINA);
		const page = { satisfaction_ratings: [], meta: { has_more: true, after_cursor: "x" } };
		for (let count = 0; count < 5; count++) {
			world.answerNext(/satisfaction_ratings$/, () => Response.json(page));
		}
		expect((await desk.stats(null)).satisfaction).toBeNull();
	});

	test("come without ratings where the plan has none", async () => {
		const { desk } = await openDesk(world, MINA);
		const missing = () => Response.json({ error: "InvalidEndpoint" }, { status: 404 });
		world.answerNext(/satisfaction_ratings$/, missing);
		expect(await desk.stats(null)).toMatchObject({ open: expect.any(Number), satisfaction: null });
	});

	test("aren't told in part when Zendesk asks to slow down", async () => {
		const { desk } = await openDesk(world, ALEX);
		const slowDown = { status: 429, headers: { "retry-after": "7" } };
		world.answerNext(/search\/count$/, () => Response.json({ error: "APIRateLimitExceeded" }, slowDown));
		await expect(desk.stats(null)).rejects.toMatchObject({
			...failing("rate_limited"),
			retryAfterSeconds: 7,
		});
	});
});

describe("the start of a day", () => {
	test.each([
		["UTC", "2026-11-20T09:00:00Z", "2026-11-20T00:00:00Z"],
		["Asia/Tokyo", "2026-11-20T15:00:00Z", "2026-11-20T15:00:00Z"],
		["America/Chicago", "2026-11-20T05:59:59Z", "2026-11-19T06:00:00Z"],
		// The clocks went back at 02:00 of this day.
		["America/Chicago", "2026-11-01T20:00:00Z", "2026-11-01T05:00:00Z"],
		["Asia/Kolkata", "2026-11-20T00:00:00Z", "2026-11-19T18:30:00Z"],
		["Mars/Olympus", "2026-11-20T09:00:00Z", "2026-11-20T00:00:00Z"],
	])("in %s at %s was %s", (zone, now, start) => {
		expect(new Date(startOfDay(localDay(zone, Date.parse(now)), zone)).toISOString()).toBe(
			start.replace("Z", ".000Z"),
		);
	});
});
