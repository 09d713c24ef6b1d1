import { judgeMatches, type MatchVerdict } from "../../core/sync/match-record.ts";
import type { DirectoryQuestion } from "../../desk/desk-directory.ts";
import type { Chunk, Item } from "./run.ts";
import type { World } from "./world.ts";

/** What it may take at the desk to look for the records that are looked for at a time. */
export const MAX_SEARCHES = 26;
/** A desk that takes no more for a whole chunk looks for all at once. */
const FEW_CALLS = 2;

/**
 * Rule by rule: a rule that finds anything ends the search for its record. `asked`: those that were looked for by every
 * rule there is; the others wait for calls of another round.
 */
export async function searchCounterparts(
	{ directory }: World,
	{ kind, items }: Chunk,
): Promise<{ verdicts: Map<string, MatchVerdict>; asked: ReadonlySet<string> }> {
	const verdicts = new Map<string, MatchVerdict>();
	const rules = Math.max(0, ...items.map(({ questions }) => questions.length));
	const callsFor = (some: readonly Item[], from: number, to: number) =>
		Array.from({ length: to - from }, (_, rule) =>
			directory.searchCalls(kind, questionsOf(some, from + rule)),
		).reduce((sum, calls) => sum + calls, 0);
	let left = MAX_SEARCHES;
	let open: readonly Item[] = items;
	for (let rule = 0; rule < rules; rule++) {
		if (callsFor(open, rule, rule + 1) > FEW_CALLS) {
			while (open.length > 1 && callsFor(open, rule, rules) > left) open = open.slice(0, open.length >> 1);
		}
		const asking = open.filter(({ questions }) => questions[rule]);
		if (asking.length === 0) continue;
		left -= callsFor(asking, rule, rule + 1);
		const answers = await directory.find(kind, questionsOf(asking, rule));
		for (const [index, { recordId }] of asking.entries()) {
			const verdict = judgeMatches(answers[index] ?? []);
			if (verdict.is !== "none") verdicts.set(recordId, verdict);
		}
		open = open.filter(({ recordId }) => !verdicts.has(recordId));
	}
	return { verdicts, asked: new Set([...verdicts.keys(), ...open.map(({ recordId }) => recordId)]) };
}

function questionsOf(items: readonly Item[], rule: number): DirectoryQuestion[] {
	return items.flatMap(({ questions }) => questions[rule] ?? []);
}
