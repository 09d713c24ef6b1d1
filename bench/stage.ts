import { cp } from "node:fs/promises";
import { join } from "node:path";
import { ensureMigrated } from "../sandbox/runtime/migrate.ts";
import { NO_DAY_LIMITS } from "../sandbox/runtime/sandbox.ts";
import { type Builds, type Contestant, gzippedBytes } from "./build.ts";
import { createInstantDesk, type InstantDesk } from "./instant-desk.ts";
import { countCommands } from "./measure/counts.ts";
import { countEvents } from "./measure/events.ts";
import { countWebhooks } from "./measure/webhook-counts.ts";
import type { Row } from "./rows.ts";
import { seedDatabase } from "./seed.ts";
import { type Instance, startInstance } from "./workerd.ts";
import { SEAL_KEY_TEXT, SETUP_TOKEN, SIGNING_SECRET, WEBHOOK_SECRET } from "./world.ts";

/** The contestants, built and with the same data. */
export interface Stage {
	/** Rows of the exact counts, made while the stage was set. */
	counts: Row[];
	/** Gives a contestant its data; the answer starts its process. */
	prepare(contestant: Contestant): Promise<() => Promise<Instance>>;
	bundleBytes: number;
}

export async function setStage(options: {
	root: string;
	workDir: string;
	builds: Builds;
	desk: InstantDesk;
}): Promise<Stage> {
	const { root, workDir, builds, desk } = options;
	const seeded = join(workDir, "data-seeded");
	const ownBindings = { SEAL_KEYS: SEAL_KEY_TEXT, SETUP_TOKEN, ...NO_DAY_LIMITS };

	const open = (codeDir: string, dataDir: string, bindings: Record<string, string>) =>
		startInstance({ root, codeDir, dataDir, bindings, consumes: false, outbound: desk.handle });

	await withInstance(await open(builds.counting, seeded, ownBindings), async (instance) => {
		const database = await instance.database();
		await ensureMigrated(database, join(root, "migrations"));
		await seedDatabase(database);
	});

	// Events take seconds of waiting: they happen in another process meanwhile, at a desk of their own.
	const hearingDesk = createInstantDesk();
	const hearingDir = join(workDir, "data-hearing");
	await cp(seeded, hearingDir, { recursive: true });
	const hearing = await startInstance({
		root,
		codeDir: builds.counting,
		dataDir: hearingDir,
		bindings: ownBindings,
		consumes: true,
		outbound: hearingDesk.handle,
	});
	const counting = await open(builds.counting, seeded, ownBindings);
	const [counted, events] = await Promise.all([
		withInstance(counting, async (instance) => ({
			...(await countCommands(instance, desk)),
			webhooks: await countWebhooks(instance, desk),
		})),
		withInstance(hearing, (instance) => countEvents(instance, hearingDesk)),
	]);

	const { readSql, readParameters, ticketUrls } = counted.seen;
	const peerBindings = {
		SLACK_SIGNING_SECRET: SIGNING_SECRET,
		WEBHOOK_SECRET,
		READ_SQL: readSql,
		READ_PARAMETERS: JSON.stringify(readParameters),
		TICKET_URLS: JSON.stringify(ticketUrls),
	};
	let copies = 0;
	return {
		counts: [...counted.rows, ...counted.webhooks, ...events],
		bundleBytes: gzippedBytes(builds.ours),
		async prepare(contestant) {
			copies += 1;
			// The same rows for everybody, in a database of their own.
			const dataDir = join(workDir, `data-${contestant}-${copies}`);
			await cp(seeded, dataDir, { recursive: true });
			return () => open(builds[contestant], dataDir, contestant === "ours" ? ownBindings : peerBindings);
		},
	};
}

async function withInstance<T>(instance: Instance, work: (instance: Instance) => Promise<T>): Promise<T> {
	try {
		return await work(instance);
	} finally {
		await instance.stop();
	}
}
