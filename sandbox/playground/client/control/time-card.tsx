/** @jsxImportSource preact */
import { passDay, pollDesks, runCron } from "../api.ts";
import type { Words } from "../words/words.ts";
import { ActionButton } from "./action-button.tsx";

export function TimeCard({ words }: { words: Words }) {
	return (
		<section class="card control">
			<h2>{words.time}</h2>
			<p>{words.timeText}</p>
			<CronButton words={words} />
			<PollButton words={words} />
			<ActionButton label={words.passDay} done={words.dayPassed} words={words} run={passDay} />
		</section>
	);
}

export function CronButton({ words }: { words: Words }) {
	return <ActionButton label={words.runCron} done={words.cronDone} words={words} run={runCron} />;
}

/** The next poll, without the wait for it. */
export function PollButton({ words }: { words: Words }) {
	return <ActionButton label={words.pollNow} done={words.polled} words={words} run={pollDesks} />;
}
