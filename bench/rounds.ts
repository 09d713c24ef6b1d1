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

/** More than any contestant answers in a second. */
const PERSONS_A_SECOND = 3_000;

/** Rounds in turn, so that whatever else the machine does meets every contestant. */
export async function runRounds<Name extends string>(
	load: Load,
	entrants: Record<Name, Entrant>,
	plan: RoundPlan,
): Promise<Record<Name, Round[]>> {
	const names = Object.keys(entrants) as Name[];
	const results = Object.fromEntries(names.map((name) => [name, [] as Round[]])) as Record<Name, Round[]>;
	for (const name of names) await runRound(load, entrants[name], plan, plan.warmUpSeconds, 0);
	for (let round = 0; round < plan.rounds; round++) {
		for (const name of names) {
			results[name].push(await runRound(load, entrants[name], plan, plan.seconds, round));
		}
	}
	return results;
}

async function runRound(
	load: Load,
	entrant: Entrant,
	plan: RoundPlan,
	seconds: number,
	round: number,
): Promise<Round> {
	const { instance, ...order } = entrant;
	const { connections } = plan;
	const userIds = takeAround(order.userIds, round * PERSONS_A_SECOND * seconds, PERSONS_A_SECOND * seconds);
	const before = readCpuSeconds(instance.pid);
	const answer = await load.run({ ...order, userIds, url: instance.origin, connections, seconds });
	const cpu = readCpuSeconds(instance.pid) - before;
	return { perSecond: answer.perSecond, cpuMicros: (cpu / answer.requests) * 1e6 };
}

/** `count` of a list, from a place on, which may lie behind its end: then from its beginning again. */
function takeAround<T>(list: readonly T[], from: number, count: number): T[] {
	const start = from % list.length;
	return [...list.slice(start), ...list.slice(0, start)].slice(0, count);
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
