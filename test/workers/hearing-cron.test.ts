import { and, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Context, DeskPort } from "../../src/context.ts";
import { credentials, desks } from "../../src/db/schema.ts";
import { webhookIntake } from "../../src/db/schema-hearing.ts";
import { handleQueue } from "../../src/jobs/consumer.ts";
import { handleCron } from "../../src/jobs/cron.ts";
import type { Job } from "../../src/jobs/messages.ts";
import { storeHints } from "../../src/services/hearing/intake.ts";
import { createTestContext, intakeOf, seedDesk } from "./hearing.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Where the test's clock stands. */
let now: number;
let ctx: Context;
let jobs: Job[];
let looks: { desk: string; tickets: string[] }[];
let polls: string[];
/** The object of this desk can't be reached. */
let unreachable: string | null;

beforeEach(() => {
	now = Date.now();
	jobs = [];
	looks = [];
	polls = [];
	unreachable = null;
	ctx = createTestContext({
		now: () => now,
		enqueue: async (sent) => void jobs.push(...sent),
		desk: (id) =>
			({
				look: async (tickets: string[]) => {
					if (id === unreachable) throw new Error("no connection");
					looks.push({ desk: id, tickets });
				},
				poll: async () => void polls.push(id),
			}) as unknown as DeskPort,
	});
});
afterEach(() => {
	vi.restoreAllMocks();
});

/** What the queue would hand over, all in one batch. */
async function consume(bodies: readonly unknown[] = jobs.splice(0)) {
	const acks: unknown[] = [];
	const messages = bodies.map((body) => ({ body, ack: () => acks.push(body), retry: () => {} }));
	await handleQueue({ messages, queue: "deskbridge" } as unknown as MessageBatch, ctx);
	return acks;
}

const jobsOf = (kind: Job["kind"], id: string) => jobs.filter((job) => job.kind === kind && job.id === id);
const hint = (key: string, ticketId: string) => ({ key, ticketId });

describe("hints of webhooks", () => {
	it("reach their desks' objects in one call per desk, and are done", async () => {
		const [one, other] = [await seedDesk(ctx), await seedDesk(ctx)];
		await storeHints(ctx, one, [hint("a", "1"), hint("b", "2"), hint("c", "1")]);
		await storeHints(ctx, other, [hint("a", "9")]);
		expect(await consume()).toHaveLength(4);
		expect(looks).toHaveLength(2);
		expect(looks).toContainEqual({ desk: one, tickets: ["1", "2"] });
		expect(looks).toContainEqual({ desk: other, tickets: ["9"] });
		expect((await intakeOf(one)).map(({ state }) => state)).toEqual(["done", "done", "done"]);
	});

	it("are handed over once, however often the queue brings them", async () => {
		const desk = await seedDesk(ctx);
		await storeHints(ctx, desk, [hint("a", "1")]);
		const bodies = jobs.splice(0);
		await Promise.all([consume(bodies), consume(bodies)]);
		await consume(bodies);
		expect(looks).toEqual([{ desk, tickets: ["1"] }]);
	});

	it("that the object didn't take are tried again later, and another desk's don't wait for them", async () => {
		const [broken, sound] = [await seedDesk(ctx), await seedDesk(ctx)];
		unreachable = broken;
		await storeHints(ctx, broken, [hint("a", "1")]);
		await storeHints(ctx, sound, [hint("a", "2")]);
		await consume();
		expect(looks).toEqual([{ desk: sound, tickets: ["2"] }]);
		expect(await intakeOf(broken)).toMatchObject([{ state: "waiting", attempts: 1 }]);
		unreachable = null;
		now += MINUTE;
		await handleCron(ctx);
		await consume(jobs.filter(({ kind }) => kind === "look"));
		expect(looks).toContainEqual({ desk: broken, tickets: ["1"] });
		expect(await intakeOf(broken)).toMatchObject([{ state: "done", attempts: 2 }]);
	});

	it("whose message was lost are found by Cron", async () => {
		const desk = await seedDesk(ctx);
		await storeHints(ctx, desk, [hint("a", "1")]);
		jobs.length = 0;
		await handleCron(ctx);
		await consume(jobs.filter(({ kind }) => kind === "look"));
		expect(looks).toContainEqual({ desk, tickets: ["1"] });
	});

	it("are given up after a day, counted in the log, and forgotten after three", async () => {
		const desk = await seedDesk(ctx);
		await storeHints(ctx, desk, [hint("a", "1")]);
		const error = vi.spyOn(console, "error").mockImplementation(() => {});
		now += 24 * HOUR + MINUTE;
		await handleCron(ctx);
		expect(await intakeOf(desk)).toMatchObject([{ state: "dead" }]);
		expect(error.mock.calls.join()).toContain("intake.given_up");
		now += 48 * HOUR;
		await handleCron(ctx);
		expect(await intakeOf(desk)).toEqual([]);
	});

	it("are done without a look when nobody listens any more", async () => {
		const desk = await seedDesk(ctx);
		await storeHints(ctx, desk, [hint("a", "1")]);
		await ctx.db.update(desks).set({ listeningAt: null }).where(eq(desks.id, desk));
		await consume();
		expect(looks).toEqual([]);
		expect(await intakeOf(desk)).toMatchObject([{ state: "done" }]);
	});

	it("that the queue doesn't take stop nothing else that is due", async () => {
		const desk = await seedDesk(ctx);
		await storeHints(ctx, desk, [hint("a", "1")]);
		jobs.length = 0;
		await ctx.db.insert(credentials).values({
			...{ id: `grant-${desk}`, deskId: desk, agentId: "1", state: "active", generation: 1, scopes: "" },
			...{ renewAt: now, createdAt: now, updatedAt: now },
		});
		const error = vi.spyOn(console, "error").mockImplementation(() => {});
		const enqueue = async (sent: Job[]) => {
			if (sent.some(({ kind }) => kind === "look")) throw new Error("queue is away");
			jobs.push(...sent);
		};
		await handleCron({ ...ctx, enqueue });
		expect(error.mock.calls.join()).toContain("cron.part_failed");
		expect(jobsOf("renew_credential", `grant-${desk}`)).toHaveLength(1);
	});

	it("are one row and one look when two bodies say the same", async () => {
		const desk = await seedDesk(ctx);
		await Promise.all([1, 2, 3].map(() => storeHints(ctx, desk, [hint("a", "1"), hint("a", "1")])));
		expect(await intakeOf(desk)).toHaveLength(1);
		expect(jobs).toHaveLength(1);
	});

	it("of a large body are all written by one statement", async () => {
		const desk = await seedDesk(ctx);
		const many = Array.from({ length: 400 }, (_, index) => hint(`key ${index}`, String(index)));
		expect(await storeHints(ctx, desk, many)).toBe(400);
		const its = and(eq(webhookIntake.deskId, desk), eq(webhookIntake.state, "waiting"));
		expect(await ctx.db.$count(webhookIntake, its)).toBe(400);
	});
});

describe("polls", () => {
	async function seedDue(given: Parameters<typeof seedDesk>[1]) {
		const desk = await seedDesk(ctx, given);
		await ctx.db.update(desks).set({ nextPollAt: now }).where(eq(desks.id, desk));
		return desk;
	}
	async function nextPoll(desk: string) {
		const [row] = await ctx.db.select().from(desks).where(eq(desks.id, desk));
		return (row?.nextPollAt ?? 0) - now;
	}

	it("are handed out once, by however many Crons", async () => {
		const desk = await seedDue({});
		await Promise.all([handleCron(ctx), handleCron(ctx)]);
		expect(jobsOf("poll", desk)).toHaveLength(1);
		await consume(jobsOf("poll", desk));
		expect(polls).toEqual([desk]);
	});

	it.each([
		["every 15 minutes where webhooks come in", { webhookState: "active" }, 15],
		["every 5 minutes where the desk refused one", { webhookState: "refused" }, 5],
		["every 5 minutes while its webhook is failing", { webhookState: "failing" }, 5],
		["every 5 minutes where there is none", { webhook: null }, 5],
	] as const)("come %s", async (_, given, minutes) => {
		const desk = await seedDue(given);
		await handleCron(ctx);
		expect(await nextPoll(desk)).toBe(minutes * MINUTE);
	});

	it("go on while the desk is paused", async () => {
		const desk = await seedDue({});
		await ctx.db.update(desks).set({ pausedAt: now }).where(eq(desks.id, desk));
		await handleCron(ctx);
		expect(jobsOf("poll", desk)).toHaveLength(1);
	});

	it.each([
		["needs a sign-in", { state: "needs_sign_in" }],
		["is being erased", { state: "deleting" }],
		["is not connected yet", { state: "registered" }],
	] as const)("leave a desk alone that %s", async (_, given) => {
		const desk = await seedDue(given);
		await handleCron(ctx);
		expect(jobsOf("poll", desk)).toEqual([]);
	});
});
