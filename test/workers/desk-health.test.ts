import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createDeskWorld } from "./desk-object-world.ts";

let world: Awaited<ReturnType<typeof createDeskWorld>>;

beforeEach(async () => {
	world = await createDeskWorld();
});
afterEach(() => {
	vi.restoreAllMocks();
});

describe("a desk's health", () => {
	it("counts what is still to be read, and nothing once it was", async () => {
		await world.object.look(["1", "2", "2"]);
		expect(await world.object.health()).toMatchObject({ looks: 2, notices: 0, patience: null });
		await world.ringLater();
		expect(await world.object.health()).toMatchObject({ looks: 0, notices: 0 });
	});

	it("tells when changes were last read, and what the desk's calls went to", async () => {
		expect(await world.object.health()).toMatchObject({ polledAt: null, spent: { looks: 0, polls: 0 } });
		await world.object.poll();
		await world.ringLater();
		const health = await world.object.health();
		expect(health?.polledAt).toBeGreaterThan(Date.now() - 60_000);
		expect(health?.spent.polls).toBeGreaterThan(0);
	});

	it("doesn't call changes read that the desk refused, and says until when it is left alone", async () => {
		world.fail(() => new Response("{}", { status: 429, headers: { "retry-after": "120" } }));
		await world.object.poll();
		await world.ringLater();
		const health = await world.object.health();
		expect(health).toMatchObject({ polledAt: null, patience: { reason: "vendor" } });
		expect(health?.patience?.until).toBeGreaterThan(Date.now() + 60_000);
	});

	it("is unknown while nobody listens", async () => {
		await world.object.erase();
		await world.setDesk({ listeningAt: null });
		expect(await world.object.health()).toBeNull();
	});
});
