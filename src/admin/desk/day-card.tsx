import type { DeskHealth } from "../../context.ts";
import { pageMessages } from "../../locales/pages/messages.ts";
import { vendorName } from "../../locales/slack/vendor-name.ts";
import type { DeskView } from "../desk.tsx";
import { State } from "../parts.tsx";

/** What background work has taken of the desk's calls, and what happens when it is too much. */
export function DayCard({ view, health }: { view: DeskView; health: DeskHealth }) {
	const { desk, standing, clock } = view;
	const { standing: words, common } = pageMessages(clock.locale);
	const vendor = vendorName(desk.provider);
	const { looks, polls } = health.spent;
	const { day } = standing;
	const isOver = day !== null && polls >= day.pollBudget;
	const lines: [string, number][] = day
		? [
				[words.credits, day.budget],
				[words.creditsSpent, looks + polls],
				[words.creditsPolls, polls],
				[words.creditsPollsLimit, day.pollBudget],
			]
		: [[words.calls, looks + polls]];
	return (
		<section class="card">
			<h2>{words.day}</h2>
			{isOver && (
				<p>
					<State kind="attention">{common.states.attention}</State> {words.creditsOver}
				</p>
			)}
			<dl class="figures">
				{lines.map(([label, count]) => (
					<>
						<dt>{label}</dt>
						<dd>{count.toLocaleString(clock.locale)}</dd>
					</>
				))}
			</dl>
			<p class="quiet small">{day ? words.creditsHelp(vendor) : words.callsHelp(vendor)}</p>
		</section>
	);
}
