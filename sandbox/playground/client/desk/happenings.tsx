/** @jsxImportSource preact */
import { useState } from "preact/hooks";
import type { DeskHappening, DeskTicketDetail } from "../../desk-panel.ts";
import { type DeskName, letHappen, reasonOf } from "../api.ts";
import { PollButton } from "../control/time-card.tsx";
import type { Words } from "../words/words.ts";

interface HappeningsProps {
	desk: DeskName;
	ticket: DeskTicketDetail;
	agentId: string;
	words: Words;
}

/** What nobody types: a rating, time that runs out, a rule that escalates, a step of a blueprint. */
export function Happenings({ desk, ticket, agentId, words }: HappeningsProps) {
	const [outcome, setOutcome] = useState<{ ok: boolean; text: string; isPolled: boolean } | null>(null);

	async function happen({ id, isPolled }: DeskHappening) {
		setOutcome(null);
		try {
			await letHappen(desk, ticket.id, { happeningId: id, agentId });
			setOutcome({ ok: true, text: isPolled ? words.happenedPolled : words.happened, isPolled });
		} catch (error) {
			setOutcome({ ok: false, text: reasonOf(error, words), isPolled: false });
		}
	}
	return (
		<section class="happenings" aria-label={words.happenings}>
			<h3>{words.happenings}</h3>
			<div class="row">
				{ticket.happenings.map((happening) => (
					<button key={happening.id} type="button" class="button" onClick={() => happen(happening)}>
						{happening.kind === "transition"
							? `→ ${happening.name ?? ""}`
							: words.happeningNames[happening.kind]}
					</button>
				))}
			</div>
			<p class={outcome && !outcome.ok ? "error" : "help"} role="status">
				{outcome?.text}
			</p>
			{outcome?.isPolled ? <PollButton words={words} /> : null}
		</section>
	);
}
