/** @jsxImportSource preact */
import { ActionButton } from "../control/action-button.tsx";
import type { Words } from "../words/words.ts";
import { syncNow } from "./api.ts";

/** The next look for changes, without the wait for it. `onDone`: what it changed can be shown. */
export function SyncButton({ words, onDone }: { words: Words; onDone(): void }) {
	const { crm } = words;
	const run = async () => {
		const outcome = await syncNow();
		onDone();
		return crm.syncOutcomes[outcome];
	};
	return <ActionButton label={crm.sync} done={crm.syncOutcomes.done} words={words} run={run} />;
}
