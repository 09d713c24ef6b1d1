import { env } from "cloudflare:workers";
import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Context, DeskPort, OrgPort } from "../../src/context.ts";
import { type DayTotals, dayOf, NOTHING_USED, nextDayAt } from "../../src/core/day-budget.ts";
import { createDb } from "../../src/db/client.ts";
import { createDayMeter, type DayMeter } from "../../src/db/metered.ts";
import { desks, workspaces } from "../../src/db/schema.ts";
import { dayUsage } from "../../src/db/schema-hearing.ts";
import { orgs } from "../../src/db/schema-sync.ts";
import { handleQueue } from "../../src/jobs/consumer.ts";
import { handleCron } from "../../src/jobs/cron.ts";
import type { Job } from "../../src/jobs/messages.ts";
import { readDay, settleDay } from "../../src/services/budget/day.ts";
import { storeHints } from "../../src/services/hearing/intake.ts";
import { createTestContext, seedDesk } from "./hearing.ts";
import { createMeter } from "./rows-meter.ts";

/** Before noon, so that an hour later is the same day. */
const NOW = Date.parse("2026-11-20T09:00:00Z");
const LIMITS = { rowsRead: 5_000_000, rowsWritten: 100_000, queueOperations: 10_000 };
let now: number;
let jobs: Job[];
let meter: DayMeter;
let ctx: Context;

beforeEach(async () => {
	[now, jobs, meter] = [NOW, [], createDayMeter()];
	ctx = contextWith(LIMITS);
	await ctx.db.delete(dayUsage);
});
afterEach(() => {
	vi.restoreAllMocks();
});

function contextWith(dayLimits: Context["config"]["dayLimits"]): Context {
	const plain = createTestContext({
		now: () => now,
		enqueue: async (sent) => void jobs.push(...sent),
		desk: () => ({ look: async () => {}, poll: async () => {} }) as unknown as DeskPort,
		org: () => ({ start: async () => null }) as unknown as OrgPort,
	});
	const config = { ...plain.config, dayLimits };
	return { ...plain, config, meter, db: createDb(env.DB, meter) };
}

async function use(totals: Partial<DayTotals>, at = now): Promise<void> {
	await createDb(env.DB)
		.insert(dayUsage)
		.values({ day: dayOf(at), ...NOTHING_USED, ...totals });
}

/** A desk with everything due that background work does. */
async function seedDue(): Promise<{ desk: string; org: string; workspace: string }> {
	const desk = await seedDesk(ctx);
	const org = ctx.newId();
	await ctx.db.update(desks).set({ nextPollAt: now }).where(eq(desks.id, desk));
	const [row] = await ctx.db
		.update(workspaces)
		.set({ digestMinute: 9 * 60, digestNextAt: now, timezone: "UTC" })
		.where(eq(workspaces.deskId, desk))
		.returning({ id: workspaces.id });
	await ctx.db.insert(orgs).values({
		...{ id: org, deskId: desk, name: "Acme", environment: "production", host: "acme.my.salesforce.com" },
		...{ clientId: "c", clientSecretSealed: "", state: "connected", nextSyncAt: now },
		...{ createdAt: 1, updatedAt: 1 },
	});
	return { desk, org, workspace: row?.id ?? "" };
}

const kindsFor = (...ids: string[]) => jobs.filter(({ id }) => ids.includes(id)).map(({ kind }) => kind);

async function consume(bodies: readonly unknown[]) {
	const messages = bodies.map((body) => ({ body, ack: () => {}, retry: () => {} }));
	await handleQueue({ messages, queue: "deskbridge" } as unknown as MessageBatch, ctx);
}

describe("once the day's share is used up", () => {
	it.each([
		["rows written", { rowsWritten: 80_000 }],
		["rows read", { rowsRead: 4_000_000 }],
		["queue operations", { queueOperations: 8_000 }],
	])("of %s, polls, syncs and digests wait, and are due as soon as the next day begins", async (_, used) => {
		await use(used);
		const { desk, org, workspace } = await seedDue();
		await handleCron(ctx);
		expect(kindsFor(desk, org, workspace)).toEqual([]);
		now = nextDayAt(now);
		await handleCron(ctx);
		expect(kindsFor(desk, org, workspace).sort()).toEqual(["digest", "poll", "sync"]);
	});

	it("webhooks that were accepted, and the hourly look at the administrator's role go on", async () => {
		await use({ rowsWritten: 100_000 });
		const { desk } = await seedDue();
		await ctx.db.update(desks).set({ adminCheckedAt: 1, credentialId: "c" }).where(eq(desks.id, desk));
		await storeHints(ctx, desk, [{ key: "a", ticketId: "1" }]);
		const hint = jobs.splice(0).find(({ kind }) => kind === "look")?.id ?? "";
		await handleCron(ctx);
		expect(kindsFor(hint, desk)).toEqual(["look", "check_administrator"]);
	});

	it("nothing rests where the plan has no limit", async () => {
		ctx = contextWith({ rowsRead: null, rowsWritten: null, queueOperations: null });
		await use({ rowsRead: 1e12, rowsWritten: 1e9, queueOperations: 1e9 });
		const { desk, org, workspace } = await seedDue();
		await handleCron(ctx);
		expect(kindsFor(desk, org, workspace).sort()).toEqual(["digest", "poll", "sync"]);
	});

	it("says so once in the log, with what it was", async () => {
		await use({ rowsWritten: 79_990 });
		const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
		for (const written of [20, 20]) {
			await readDay(ctx);
			meter.rowsWritten += written;
			await settleDay(ctx);
		}
		const said = warn.mock.calls.map(String).filter((line) => line.includes("budget.spent"));
		expect(said).toHaveLength(1);
		expect(said[0]).toContain("rowsWritten");
	});
});

describe("what background work uses", () => {
	const stored = async () => {
		const [row] = await createDb(env.DB)
			.select()
			.from(dayUsage)
			.where(eq(dayUsage.day, dayOf(now)));
		return row;
	};

	it("is added up from what D1 says of each statement, alone and in batches", async () => {
		const { meter: truth, binding } = createMeter();
		const db = createDb(binding, meter);
		const id = ctx.newId();
		await db.insert(desks).values({
			...{ id, provider: "zendesk", address: "acme", portalId: id, name: "A", clientId: "c" },
			...{ clientSecretSealed: "", state: "connected", createdAt: 1, updatedAt: 1 },
		});
		const written = meter.rowsWritten;
		expect(written).toBeGreaterThan(1);
		const [changed] = await db
			.update(desks)
			.set({ name: "B" })
			.where(eq(desks.id, id))
			.returning({ id: desks.id, name: desks.name, state: desks.state });
		expect(changed).toEqual({ id, name: "B", state: "connected" });
		expect(meter.rowsWritten).toBe(written + 1);
		await db.batch([
			db.update(desks).set({ name: "C" }).where(eq(desks.id, id)),
			db.select({ id: desks.id }).from(desks).where(eq(desks.id, id)),
		]);
		expect(meter.rowsWritten).toBe(written + 2);
		expect(await db.all<{ name: string }>(sql`select name from desks where id = ${id}`)).toEqual([
			{ name: "C" },
		]);
		expect(meter.rowsRead).toBeGreaterThan(2);
		expect(meter.rowsRead).toBeLessThanOrEqual(truth.rowsRead);
	});

	it("reads columns of a join that share a name as they are", async () => {
		const id = await seedDesk(ctx);
		const [row] = await ctx.db
			.select({ desk: desks.id, deskState: desks.state, workspace: workspaces.id, state: workspaces.state })
			.from(desks)
			.innerJoin(workspaces, eq(workspaces.deskId, desks.id))
			.where(eq(desks.id, id));
		expect(row).toMatchObject({ desk: id, deskState: "connected", state: "active" });
		expect(row?.workspace).not.toBe(id);
	});

	it("of one queue batch is one row, three operations for each message", async () => {
		const { desk } = await seedDue();
		meter.rowsWritten = 0;
		const { queueOperations: before = 0 } = (await stored()) ?? {};
		await consume([
			{ kind: "poll", id: desk },
			{ kind: "poll", id: desk },
		]);
		expect((await stored())?.queueOperations).toBe(before + 6);
		expect(meter.queueOperations).toBe(0);
	});

	it("is written down by Cron, and not for a minute in which nothing happened", async () => {
		await seedDue();
		await handleCron(ctx);
		const first = await stored();
		expect(first?.rowsWritten).toBeGreaterThan(3);
		jobs = [];
		await ctx.db.update(desks).set({ nextPollAt: null, adminCheckedAt: now });
		await ctx.db.update(orgs).set({ nextSyncAt: null });
		await ctx.db.update(workspaces).set({ digestNextAt: null });
		await settleDay(ctx);
		const settled = await stored();
		await handleCron(ctx);
		expect(await stored()).toEqual(settled);
	});

	it("is kept when it can't be written down, and counted the next time", async () => {
		vi.spyOn(console, "warn").mockImplementation(() => {});
		meter.rowsWritten = 40;
		const broken = () => {
			throw new Error("away");
		};
		await settleDay({ ...ctx, db: { ...ctx.db, insert: broken } as never });
		expect(meter.rowsWritten).toBe(40);
		await settleDay(ctx);
		expect((await stored())?.rowsWritten).toBe(40);
	});

	it("loses nothing of two that settle at once", async () => {
		const others = createDayMeter();
		meter.rowsWritten = 30;
		others.rowsWritten = 12;
		await Promise.all([settleDay(ctx), settleDay(ctx), settleDay({ ...ctx, meter: others })]);
		expect((await stored())?.rowsWritten).toBe(42);
	});

	it("is forgotten a week later", async () => {
		await use({ rowsWritten: 5 }, now - 9 * 24 * 3_600_000);
		await use({ rowsWritten: 5 }, now - 6 * 24 * 3_600_000);
		await handleCron(ctx);
		const days = (await createDb(env.DB).select().from(dayUsage)).map(({ day }) => day);
		expect(days).toContain(dayOf(now - 6 * 24 * 3_600_000));
		expect(days).not.toContain(dayOf(now - 9 * 24 * 3_600_000));
	});
});
