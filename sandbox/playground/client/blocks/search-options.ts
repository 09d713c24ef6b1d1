import type { Suggestion } from "./context.ts";

/** Every typed word must occur, in any order. */
export function matchOptions(options: readonly Suggestion[], typed: string): Suggestion[] {
	const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean);
	return options.filter(({ text, group }) => {
		const label = `${text} ${group ?? ""}`.toLowerCase();
		return wanted.every((word) => label.includes(word));
	});
}

/** The next place in a list that goes round; 0 in an empty one. */
export function stepThrough(at: number, step: 1 | -1, length: number): number {
	return length === 0 ? 0 : (at + step + length) % length;
}
