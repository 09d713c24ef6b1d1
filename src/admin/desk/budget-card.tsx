import type { Config } from "../../config.ts";
import { DAY_RESOURCES } from "../../core/day-budget.ts";
import { pageMessages } from "../../locales/pages/messages.ts";
import type { describeDay } from "../../services/budget/describe-day.ts";
import { type Clock, Moment } from "../moment.tsx";
import { State } from "../parts.tsx";

export interface BudgetCardProps {
	clock: Clock;
	limits: Config["dayLimits"];
	day: Awaited<ReturnType<typeof describeDay>>;
}

/** What the hosting plan's day has left for background work, when it goes on, and what waits for that. */
export function BudgetCard({ clock, limits, day }: BudgetCardProps) {
	const { budget: words, common } = pageMessages(clock.locale);
	const number = (value: number) => value.toLocaleString(clock.locale);
	const isLimited = DAY_RESOURCES.some((resource) => limits[resource] !== null);
	const waits = [
		...(day.waiting.poll ? [words.waitingPoll] : []),
		...(day.waiting.orgs > 0 ? [words.waitingOrgs(day.waiting.orgs)] : []),
		...(day.waiting.digests > 0 ? [words.waitingDigests(day.waiting.digests)] : []),
	];
	return (
		<section class="card">
			<h2>{words.title}</h2>
			{day.spent && (
				<>
					<p>
						<State kind="attention">{common.states.attention}</State>{" "}
						{words.spent(words.resources[day.spent])}
					</p>
					<p>
						{words.resumes} <Moment at={day.resumesAt} {...clock} />
					</p>
					{waits.length > 0 && (
						<>
							<p>{words.waiting}</p>
							<ul>
								{waits.map((line) => (
									<li>{line}</li>
								))}
							</ul>
						</>
					)}
				</>
			)}
			<dl class="figures">
				{DAY_RESOURCES.map((resource) => {
					const limit = limits[resource];
					const used = number(day.totals[resource]);
					return (
						<>
							<dt>{words.resources[resource]}</dt>
							<dd>{limit === null ? used : words.usedOf(used, number(limit))}</dd>
						</>
					);
				})}
			</dl>
			<p class="quiet small">{isLimited ? words.help : words.unlimited}</p>
		</section>
	);
}
