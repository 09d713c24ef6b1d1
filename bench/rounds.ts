import type { Load } from "./load.ts";
import { median, spread } from "./median.ts";
import { watchOthers } from "./others-share.ts";
import { readCpuSeconds } from "./process-cpu.ts";
import type { Row } from "./rows.ts";
import type { SignedRequest } from "./signed-request.ts";
import type { Instance } from "./workerd.ts";

export interface Round {
	perSecond: number;
	/** workerd's CPU per request, in microseconds. */
	cpuMicros: number;
}

/** One round of every contestant, one after the other. */
export interface Turn<Name extends string> {
	rounds: Record<Name, Round>;
	/** Of the machine, taken by processes that are not the bench's. */
	othersShare: number;
}

export interface RoundPlan {
	/** Turns that count. */
	rounds: number;
	/** Turns that may be added when others were busy. */
	spare: number;
	seconds: number;
	warmUpSeconds: number;
	connections: number;
}

export interface Entrant {
	instance: Instance;
	/** What every right answer contains. */
	mark: string;
	/** The next so many, signed now: no signature grows old. */
	nextRequests(count: number): SignedRequest[];
}

/** More than any contestant answers in a second. */
const REQUESTS_A_SECOND = 3_000;
/** Of the machine: with more taken by others, neighbours in time don't have the same. */
const QUIET_SHARE = 0.1;

/**
 * Turns until enough of them were quiet or the spare ones are used up; the quietest count. Which ones do is
 * decided by what other processes took, never by the figures.
 */
export async function runTurns<Name extends string>(
	load: Load,
	entrants: Record<Name, Entrant>,
	plan: RoundPlan,
): Promise<Turn<Name>[]> {
	const names = Object.keys(entrants) as Name[];
	const pids = [load.pid, ...names.map((name) => entrants[name].instance.pid)];
	for (const name of names) await runRound(load, entrants[name], plan, plan.warmUpSeconds);
	const turns: Turn<Name>[] = [];
	const isEnough = () => turns.filter((turn) => turn.othersShare < QUIET_SHARE).length >= plan.rounds;
	for (let turn = 0; turn < plan.rounds + plan.spare && !isEnough(); turn++) {
		const readOthers = watchOthers(pids);
		const rounds: Partial<Record<Name, Round>> = {};
		for (const name of names) {
			rounds[name] = await runRound(load, entrants[name], plan, plan.seconds);
		}
		turns.push({ rounds: rounds as Record<Name, Round>, othersShare: readOthers() });
	}
	return turns.toSorted((a, b) => a.othersShare - b.othersShare).slice(0, plan.rounds);
}

async function runRound(load: Load, entrant: Entrant, plan: RoundPlan, seconds: number): Promise<Round> {
	const { instance, mark } = entrant;
	const { connections } = plan;
	const requests = entrant.nextRequests(REQUESTS_A_SECOND * seconds);
	const before = readCpuSeconds(instance.pid);
	const answer = await load.run({ requests, mark, url: instance.origin, connections, seconds });
	const cpu = readCpuSeconds(instance.pid) - before;
	return { perSecond: answer.perSecond, cpuMicros: (cpu / answer.requests) * 1e6 };
}

/** Medians of both; the ratio is the median of the turns' own ratios, each of two neighbours in time. */
export function compareRounds<Name extends string>(
	name: string,
	figure: keyof Round,
	turns: readonly Turn<Name>[],
	[ours, theirs, peer]: readonly [ours: Name, theirs: Name, peer: string],
): Row {
	const figures = (of: Name) => turns.map(({ rounds }) => rounds[of][figure]);
	const ratios = turns.map(({ rounds }) => rounds[ours][figure] / rounds[theirs][figure]);
	return {
		name,
		value: median(figures(ours)),
		unit: figure === "perSecond" ? "req/s" : "µs CPU/req",
		against: median(figures(theirs)),
		ratio: median(ratios),
		note: `against ${peer}; ${turns.length} rounds ${spread(ratios)}; others ${sharesOf(turns)} of the machine`,
	};
}

function sharesOf(turns: readonly Turn<string>[]): string {
	return `${Math.round(median(turns.map(({ othersShare }) => othersShare)) * 100)} %`;
}
