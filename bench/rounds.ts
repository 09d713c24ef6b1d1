import type { Load, LoadOrder } from "./load.ts";
import { median, spread } from "./median.ts";
import { readCpuSeconds } from "./process-cpu.ts";
import type { Row } from "./rows.ts";
import type { Instance } from "./workerd.ts";

export interface Round {
	perSecond: number;
	/** workerd's CPU per request, in microseconds. */
	cpuMicros: number;
}

export interface RoundPlan {
	rounds: number;
	seconds: number;
	warmUpSeconds: number;
	connections: number;
}

export type Entrant = { instance: Instance } & Omit<LoadOrder, "url" | "connections" | "seconds">;

/** Rounds in turn, so that whatever else the machine does meets every contestant. */
export async function runRounds<Name extends string>(
	load: Load,
	entrants: Record<Name, Entrant>,
	plan: RoundPlan,
): Promise<Record<Name, Round[]>> {
	const names = Object.keys(entrants) as Name[];
	const results = Object.fromEntries(names.map((name) => [name, [] as Round[]])) as Record<Name, Round[]>;
	for (const name of names) await runRound(load, entrants[name], plan, plan.warmUpSeconds);
	for (let round = 0; round < plan.rounds; round++) {
		for (const name of names) {
			results[name].push(await runRound(load, entrants[name], plan, plan.seconds));
		}
	}
	return results;
}

async function runRound(load: Load, entrant: Entrant, plan: RoundPlan, seconds: number): Promise<Round> {
	const { instance, ...order } = entrant;
	const { connections } = plan;
	const before = readCpuSeconds(instance.pid);
	const answer = await load.run({ ...order, url: instance.origin, connections, seconds });
	const cpu = readCpuSeconds(instance.pid) - before;
	return { perSecond: answer.perSecond, cpuMicros: (cpu / answer.requests) * 1e6 };
}

/** Medians of both; the ratio is the median of the rounds' own ratios, each of two neighbours in time. */
export function compareRounds(
	name: string,
	figure: keyof Round,
	ours: readonly Round[],
	theirs: readonly Round[],
	peer: string,
): Row {
	const ratios = ours.map((round, index) => round[figure] / (theirs[index]?.[figure] ?? Number.NaN));
	return {
		name,
		value: median(ours.map((round) => round[figure])),
		unit: figure === "perSecond" ? "req/s" : "µs CPU/req",
		against: median(theirs.map((round) => round[figure])),
		ratio: median(ratios),
		note: `against ${peer}; rounds ${spread(ratios)}`,
	};
}
