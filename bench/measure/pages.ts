import { median, spread } from "../median.ts";
import { askPage, openCookies } from "../pages/ask-page.ts";
import type { BenchPage } from "../pages/walk.ts";
import { readCpuSeconds } from "../process-cpu.ts";
import type { Row } from "../rows.ts";
import type { Instance } from "../workerd.ts";
import type { PageCounts } from "./page-rows.ts";

export interface PagePlan {
	rounds: number;
	/** Of each page in a round, one after the other. */
	requests: number;
	warmUps: number;
}

type Side = "seed" | "big" | "bare";
const SIDES: readonly Side[] = ["seed", "big", "bare"];

interface Part {
	/** The median of the quicker half of the round's requests: whatever else runs on the machine only adds. */
	ms: number;
	/** workerd's, of all of the round's requests. */
	cpuSeconds: number;
}

export interface CountedPages {
	seed: ReadonlyMap<string, PageCounts>;
	/** The big desk with a quarter of its logs. */
	thinLogs: ReadonlyMap<string, PageCounts>;
	big: ReadonlyMap<string, PageCounts>;
}

/** A bare handler's page: see `peers/bare.ts`. */
const BARE_PATH = "/admin/page";

/** Every page on a small and on a big desk and the bare handler's in turn, in rounds. */
export async function measurePages(
	instances: Record<Side, Instance>,
	pages: readonly BenchPage[],
	counts: CountedPages,
	plan: PagePlan,
): Promise<Row[]> {
	const cookies = await openCookies(instances.seed.origin);
	const parts = new Map(
		pages.map(({ name }) => [name, { seed: [], big: [], bare: [] } as Record<Side, Part[]>]),
	);
	const ask = async (side: Side, path: string, requests: number): Promise<Part> => {
		const { origin, pid } = instances[side];
		const before = readCpuSeconds(pid);
		const times: number[] = [];
		for (let index = 0; index < requests; index++) {
			times.push((await askPage(origin + (side === "bare" ? BARE_PATH : path), cookies)).ms);
		}
		return { ms: median(quickerHalf(times)), cpuSeconds: readCpuSeconds(pid) - before };
	};
	for (const { path } of pages) for (const side of SIDES) await ask(side, path, plan.warmUps);
	for (let round = 0; round < plan.rounds; round++) {
		for (const { name, path } of pages) {
			for (const side of SIDES) parts.get(name)?.[side].push(await ask(side, path, plan.requests));
		}
	}
	const asked = plan.rounds * plan.requests;
	// The bare handler is the same for all: its clock of 10 ms steps counts over all rounds of all pages.
	const bare = sumCpu([...parts.values()].flatMap((part) => part.bare)) / (asked * pages.length);
	return pages.flatMap((page) => {
		const part = parts.get(page.name);
		return part ? toRows(page, part, { asked, bare }, counts) : [];
	});
}

function toRows(
	{ name, isFile }: BenchPage,
	{ seed, big }: Record<Side, Part[]>,
	{ asked, bare }: { asked: number; bare: number },
	counts: CountedPages,
): Row[] {
	const ratios = big.map(({ ms }, round) => ms / (seed[round]?.ms ?? Number.NaN));
	const cpu = sumCpu(big) / asked;
	const [rowsSeed, rowsThin, rowsBig] = [counts.seed, counts.thinLogs, counts.big].map((of) => of.get(name));
	const thin = rowsThin?.d1RowsRead ?? Number.NaN;
	const all = rowsBig?.d1RowsRead ?? Number.NaN;
	const page = `${isFile ? "file" : "page"}.${name}`;
	return [
		{
			name: `${page}.ms`,
			value: median(big.map(({ ms }) => ms)),
			unit: "ms",
			against: median(seed.map(({ ms }) => ms)),
			ratio: median(ratios),
			note: `against the same page of a small desk; ${ratios.length} rounds ${spread(ratios)}`,
		},
		{
			name: `${page}.cpu`,
			value: cpu * 1e6,
			unit: "µs CPU/req",
			against: bare * 1e6,
			ratio: cpu / bare,
			note: `against bare Hono with one read; on a small desk ${Math.round((sumCpu(seed) / asked) * 1e6)}`,
		},
		{
			name: `${page}.d1_rows_read`,
			value: all,
			unit: "rows",
			against: thin,
			ratio: thin === 0 ? (all === 0 ? 1 : Number.POSITIVE_INFINITY) : all / thin,
			note: `against a quarter of the logs; in ${rowsBig?.d1Queries} queries; on a small desk ${rowsSeed?.d1RowsRead} in ${rowsSeed?.d1Queries}`,
		},
	];
}

function quickerHalf(times: readonly number[]): number[] {
	return times.toSorted((a, b) => a - b).slice(0, Math.ceil(times.length / 2));
}

function sumCpu(parts: readonly Part[]): number {
	return parts.reduce((total, { cpuSeconds }) => total + cpuSeconds, 0);
}
