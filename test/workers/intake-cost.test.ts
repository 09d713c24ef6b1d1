import { expect, it } from "vitest";
import { createDb } from "../../src/db/client.ts";
import { handOverHints, storeHints } from "../../src/services/hearing/intake.ts";
import { createTestContext, intakeOf, seedDesk } from "./hearing.ts";
import { createMeter } from "./rows-meter.ts";

const BACKLOG = 300;

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
	const { meter, binding } = createMeter();
	await handOverHints({ ...ctx, db: createDb(binding) }, ids.slice(0, 1));
	const done = (await intakeOf(deskId)).filter(({ state }) => state === "done");
	expect(done).toHaveLength(1);
	expect(meter.rowsRead).toBeLessThan(20);
});
