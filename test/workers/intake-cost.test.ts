import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { createDb } from "../../src/db/client.ts";
import { handOverHints, storeHints } from "../../src/services/hearing/intake.ts";
import { createTestContext, intakeOf, seedDesk } from "./hearing.ts";

const BACKLOG = 300;

/** A database that adds up the rows its statements read. */
function createMeter() {
	const meter = { rowsRead: 0 };
	const watch = (statement: D1PreparedStatement): object => ({
		bind: (...values: unknown[]) => watch(statement.bind(...values)),
		all: () => measure(statement.all()),
		run: () => measure(statement.run()),
	});
	async function measure(run: Promise<D1Result>): Promise<D1Result> {
		const result = await run;
		meter.rowsRead += result.meta.rows_read;
		return result;
	}
	const withSession = (constraint: "first-primary") => {
		const session = env.DB.withSession(constraint);
		return { prepare: (query: string) => watch(session.prepare(query)) };
	};
	return { meter, db: createDb({ withSession } as unknown as D1Database) };
}

it("hands a hint over without reading through all that waits", async () => {
	const ids: string[] = [];
	const desk = { look: async () => {} };
	const ctx = createTestContext({
		desk: () => desk as never,
		enqueue: async (jobs) => void ids.push(...jobs.flatMap((job) => (job.kind === "look" ? [job.id] : []))),
	});
	const deskId = await seedDesk(ctx);
	const hints = Array.from({ length: BACKLOG }, (_, index) => ({
		key: `k${index}`,
		ticketId: String(index),
	}));
	await storeHints(ctx, deskId, hints);
	const { meter, db } = createMeter();
	await handOverHints({ ...ctx, db }, ids.slice(0, 1));
	const done = (await intakeOf(deskId)).filter(({ state }) => state === "done");
	expect(done).toHaveLength(1);
	expect(meter.rowsRead).toBeLessThan(20);
});
