import type { Builds } from "../build.ts";
import { measurePages, type PagePlan } from "../measure/pages.ts";
import type { Row } from "../rows.ts";
import type { Instance } from "../workerd.ts";
import { setPages } from "./set-pages.ts";
import { listPages } from "./walk.ts";

/** Every page: what it reads, how long it takes on a small and on a big desk, and what it costs. */
export async function runPages(options: {
	root: string;
	workDir: string;
	builds: Builds;
	plan: PagePlan;
}): Promise<Row[]> {
	const pages = listPages(Date.now());
	const stage = await setPages({ ...options, pages });
	const running: Instance[] = [];
	const start = async (side: "seed" | "big" | "bare") => {
		const instance = await stage.start(side);
		running.push(instance);
		return instance;
	};
	try {
		const sides = { seed: await start("seed"), big: await start("big"), bare: await start("bare") };
		return await measurePages(sides, pages, stage.counts, options.plan);
	} finally {
		for (const instance of running) await instance.stop();
	}
}
