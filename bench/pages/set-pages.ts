import { cp } from "node:fs/promises";
import { join } from "node:path";
import { ensureMigrated } from "../../sandbox/runtime/migrate.ts";
import type { Builds } from "../build.ts";
import { createInstantDesk } from "../instant-desk.ts";
import { countPages, type PageCounts } from "../measure/page-rows.ts";
import type { CountedPages } from "../measure/pages.ts";
import { type Instance, startInstance } from "../workerd.ts";
import { SEAL_KEY_TEXT, SETUP_TOKEN } from "../world.ts";
import { type LogPart, seedLogs } from "./seed-logs.ts";
import { seedPages } from "./seed-pages.ts";
import { BIG, type PageSize, SEED } from "./sizes.ts";
import type { BenchPage } from "./walk.ts";

/** The same desk twice: small and big. */
export interface PageStage {
	counts: CountedPages;
	/** The product on either, and the bare handler. */
	start(side: "seed" | "big" | "bare"): Promise<Instance>;
}

const SIZES = { seed: SEED, big: BIG } as const;

export async function setPages(options: {
	root: string;
	workDir: string;
	builds: Builds;
	pages: readonly BenchPage[];
}): Promise<PageStage> {
	const { root, workDir, builds, pages } = options;
	const bindings = { SEAL_KEYS: SEAL_KEY_TEXT, SETUP_TOKEN };
	const open = (codeDir: string, dataDir: string, size: PageSize) => {
		const outbound = createInstantDesk(size).handle;
		return startInstance({
			root,
			codeDir,
			dataDir: join(workDir, dataDir),
			bindings,
			consumes: false,
			outbound,
		});
	};
	/** Fills, and counts what the pages read of it, in one process. */
	const fillAndCount = async (which: "seed" | "big", parts: readonly LogPart[]) => {
		const instance = await open(builds.counting, `pages-${which}-counted`, SIZES[which]);
		const counted: Map<string, PageCounts>[] = [];
		try {
			const database = await instance.database();
			await ensureMigrated(database, join(root, "migrations"));
			await seedPages(database, SIZES[which]);
			for (const part of parts) {
				await seedLogs(database, SIZES[which], part);
				counted.push(await countPages(instance, pages));
			}
		} finally {
			await instance.stop();
		}
		return counted;
	};
	const [seed] = await fillAndCount("seed", ["all"]);
	const [thinLogs, big] = await fillAndCount("big", ["thin", "rest"]);
	if (!seed || !thinLogs || !big) throw new Error("the pages were not counted");
	const start = async (side: "seed" | "big" | "bare") => {
		const which = side === "big" ? "big" : "seed";
		await cp(join(workDir, `pages-${which}-counted`), join(workDir, `pages-${side}`), { recursive: true });
		return open(builds[side === "bare" ? "bare" : "ours"], `pages-${side}`, SIZES[which]);
	};
	return { counts: { seed, thinLogs, big }, start };
}
