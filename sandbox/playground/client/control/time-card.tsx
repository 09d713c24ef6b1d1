/** @jsxImportSource preact */
import { passTime, runCron } from "../api.ts";
import type { Words } from "../words/words.ts";
import { ActionButton } from "./action-button.tsx";

const MINUTE_MS = 60_000;
/** How often a desk with webhooks is polled; the others more often. */
const POLL_MINUTES = 15;

export function TimeCard({ words }: { words: Words }) {
	return (
		<section class="card">
			<h2>{words.time}</h2>
			<p>{words.timeText}</p>
			<CronButton words={words} />
			<PollButton words={words} />
			<ActionButton
				label={words.passDay}
				done={words.dayPassed}
				words={words}
				run={() => passTime({ days: 1 })}
			/>
		</section>
	);
}

export function CronButton({ words }: { words: Words }) {
	return <ActionButton label={words.runCron} done={words.cronDone} words={words} run={runCron} />;
}

/** The next poll, without the wait for it. */
export function PollButton({ words }: { words: Words }) {
	const run = async () => {
		await passTime({ ms: POLL_MINUTES * MINUTE_MS });
		await runCron();
	};
	return <ActionButton label={words.pollNow} done={words.polled} words={words} run={run} />;
}
