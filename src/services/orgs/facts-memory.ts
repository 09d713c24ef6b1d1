import type { CrmFacts } from "../../core/crm-facts.ts";

/** Long enough for a card, its refresh and the ticket's next reader. */
export const FACTS_FRESH_MS = 60_000;
const MOST_FACTS = 300;
const MOST_RESTS = 100;

/**
 * Facts as last told, and which orgs are left alone. Kept in the isolate only: nothing of a customer is stored, so
 * nothing has to be sealed or erased, and a card costs no write. Another isolate asks once more.
 */
export function createFactsMemory() {
	// Plain data: a promise of one request must not be awaited by another.
	const facts = new Map<string, { facts: CrmFacts | null; until: number }>();
	const rests = new Map<string, number>();
	return {
		/** undefined: not known, or too old. */
		recall(key: string, now: number): CrmFacts | null | undefined {
			const known = facts.get(key);
			return known && known.until > now ? known.facts : undefined;
		},
		keep(key: string, told: CrmFacts | null, now: number): void {
			put(facts, key, { facts: told, until: now + FACTS_FRESH_MS }, MOST_FACTS);
		},
		/** Nobody asks this org again before `until`. */
		rest(key: string, until: number): void {
			put(rests, key, until, MOST_RESTS);
		},
		isResting: (key: string, now: number): boolean => (rests.get(key) ?? 0) > now,
	};
}

export type FactsMemory = ReturnType<typeof createFactsMemory>;

/** Written again, it counts as the newest; the oldest makes room. */
function put<T>(map: Map<string, T>, key: string, value: T, most: number): void {
	map.delete(key);
	map.set(key, value);
	const [oldest] = map.keys();
	if (map.size > most && oldest !== undefined) map.delete(oldest);
}
