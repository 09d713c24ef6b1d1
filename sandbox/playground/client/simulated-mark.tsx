/** @jsxImportSource preact */
import type { Words } from "./words/words.ts";

export function SimulatedMark({ words }: { words: Words }) {
	return (
		<span class="simulated" title={words.simulatedHint}>
			{words.simulated}
		</span>
	);
}
