import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { dayOf, nextDayAt } from "../../src/core/day-budget.ts";
import { dayUsage } from "../../src/db/schema-hearing.ts";
import { createDeskWorld, type DeskWorld } from "./desk-object-world.ts";

let world: DeskWorld;

beforeEach(async () => {
	world = await createDeskWorld();
});
afterEach(async () => {
	vi.restoreAllMocks();
	await world.ctx.db.delete(dayUsage);
});

const pollWaits = () => world.sql<{ until_at: number }>("select until_at from waits where name = 'poll'");
const polls = () => world.requests.filter(({ url }) => url.includes("/incremental/"));

it("a poll that was begun goes on tomorrow once the day's share is used up, and accepted webhooks are looked at", async () => {
	const id = await world.known();
	const now = Date.now();
	await world.ctx.db
		.insert(dayUsage)
		.values({ day: dayOf(now), rowsRead: 0, rowsWritten: 90_000, queueOperations: 0 })
		.onConflictDoUpdate({ target: dayUsage.day, set: { rowsWritten: 90_000 } });
	// The object reads the day anew once a minute.
	vi.spyOn(Date, "now").mockReturnValue(now + 61_000);
	await world.object.poll();
	world.requests.length = 0;
	await world.look(id);
	expect(polls()).toEqual([]);
	expect(await pollWaits()).toEqual([{ until_at: nextDayAt(now + 61_000) }]);
	expect(world.requests.some(({ url }) => url.includes(`/tickets/${id}`))).toBe(true);
	vi.spyOn(Date, "now").mockReturnValue(nextDayAt(now) + 61_000);
	await world.ring();
	expect(polls()).not.toEqual([]);
});
