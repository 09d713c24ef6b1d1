/** @jsxImportSource preact */
import { useState } from "preact/hooks";
import { reasonOf } from "../api.ts";
import type { Words } from "../words/words.ts";

interface ActionButtonProps {
	label: string;
	/** What is said once it is done, unless `run` answers with a sentence. */
	done: string;
	words: Words;
	run(): Promise<unknown>;
}

/** A button for something that takes a moment, with its outcome beside it. */
export function ActionButton({ label, done, words, run }: ActionButtonProps) {
	const [busy, setBusy] = useState(false);
	const [outcome, setOutcome] = useState<{ ok: boolean; text: string } | null>(null);
	const press = async () => {
		setBusy(true);
		setOutcome(null);
		try {
			const said = await run();
			setOutcome({ ok: true, text: typeof said === "string" ? said : done });
		} catch (error) {
			setOutcome({ ok: false, text: reasonOf(error, words) });
		}
		setBusy(false);
	};
	return (
		<span class="row action">
			<button
				type="button"
				class={busy ? "button busy" : "button"}
				aria-busy={busy}
				onClick={() => !busy && press()}
			>
				{label}
			</button>
			<span role="status" class={outcome && !outcome.ok ? "error" : "help"}>
				{outcome?.text}
			</span>
		</span>
	);
}
