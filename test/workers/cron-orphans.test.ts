import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { createDb } from "../../src/db/client.ts";
import { agentLinks, credentials } from "../../src/db/schema.ts";
import { handleCron, ORPHANS_MINUTE } from "../../src/jobs/cron.ts";
import { createTestContext } from "./hearing.ts";
import { createMeter } from "./rows-meter.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** The start of some hour. */
const START = 500_000 * HOUR;

const row = { deskId: "desk", agentId: "1", generation: 1, scopes: "", updatedAt: 1 };
const grant = (id: string, createdAt: number) => ({ ...row, id, state: "active" as const, createdAt });

/** Runs Cron when it is time for them; answers the grants that were given back. */
async function runInTheirMinute(hour: number): Promise<string[]> {
	const erased: string[] = [];
	const ctx = createTestContext({
		now: () => hour + ORPHANS_MINUTE * MINUTE,
		credentials: { erase: async (id: string) => void erased.push(id) } as never,
	});
	await handleCron(ctx);
	return erased;
}

it("gives back a grant that nothing refers to, when it is an hour old", async () => {
	const ctx = createTestContext();
	await ctx.db.insert(credentials).values([grant("orphan", START), grant("linked", START)]);
	await ctx.db.insert(agentLinks).values({
		...{ id: "link", deskId: "desk", teamId: "T1", slackUserId: "U1", agentId: "1", agentName: "Alex" },
		...{ role: "agent", credentialId: "linked", linkedAt: 1 },
	});
	expect(await runInTheirMinute(START)).toEqual([]);
	expect(await runInTheirMinute(START + HOUR)).toEqual(["orphan"]);
	expect(await ctx.db.$count(credentials, eq(credentials.id, "linked"))).toBe(1);
});

it("doesn't read through all grants every minute", async () => {
	const ctx = createTestContext({ now: () => START });
	const many = Array.from({ length: 400 }, (_, index) => grant(`grant-${index}`, START));
	for (let from = 0; from < many.length; from += 10) {
		await ctx.db.insert(credentials).values(many.slice(from, from + 10));
	}
	const { meter, binding } = createMeter();
	await handleCron({ ...ctx, db: createDb(binding) });
	expect(meter.rowsRead).toBeLessThan(100);
});
