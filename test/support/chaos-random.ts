/** Chance that can be had again: the same seed gives the same numbers. */
export interface Random {
	/** From 0 up to, but not, 1. */
	next(): number;
	below(limit: number): number;
	chance(share: number): boolean;
	pick<T>(list: readonly T[]): T;
}

/** The generator known as mulberry32. */
export function createRandom(seed: number): Random {
	let state = seed >>> 0;
	function next(): number {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = state;
		mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	}
	const below = (limit: number) => Math.floor(next() * limit);
	return {
		next,
		below,
		chance: (share) => next() < share,
		pick<T>(list: readonly T[]): T {
			if (list.length === 0) throw new RangeError("nothing to pick from");
			return list[below(list.length)] as T;
		},
	};
}
