import { type Counts, countDay, type Day } from "../../services/activity/day.ts";
import type { PageContext } from "../env.ts";
import { formatMoment } from "../moment.tsx";
import { messagesFor } from "../render.tsx";
import { TABS } from "./frame.tsx";

const HOUR_MS = 3_600_000;
/** Of the drawing; its size on the page is the stylesheet's. */
const HEIGHT = 60;
const STEP = 20;
const GAP = 4;

/** What became of the last 24 hours' events, as numbers and by hour. */
export async function DayCard(props: { c: PageContext; deskId: string; timezone: string; links?: boolean }) {
	const { c, deskId, timezone, links = false } = props;
	const { day: words } = messagesFor(c).activity;
	const day = await countDay(c.var.ctx, deskId);
	const { posted, notSent, problems } = day.total;
	const isEmpty = posted + notSent + problems === 0;
	return (
		<section class="card">
			<h2>{words.title}</h2>
			{isEmpty ? (
				<p class="quiet">{words.none}</p>
			) : (
				<>
					<Chart c={c} day={day} timezone={timezone} />
					<ul class="legend">
						<li class="posted">{words.posted(String(posted))}</li>
						<li class="not-sent">{words.notSent(String(notSent))}</li>
						<li class="problems">{words.problems(String(problems))}</li>
					</ul>
					{day.isPartial && <p class="quiet small">{words.partial}</p>}
				</>
			)}
			{links && (
				<p class="row">
					<a href={TABS.deliveries}>{words.toDeliveries}</a>
					{problems > 0 && <a href={TABS.problems}>{words.toProblems}</a>}
				</p>
			)}
		</section>
	);
}

function Chart({ c, day, timezone }: { c: PageContext; day: Day; timezone: string }) {
	const { day: words } = messagesFor(c).activity;
	const { posted, notSent, problems } = day.total;
	const highest = Math.max(...day.hours.map(sumOf));
	const begins = c.var.ctx.now() - day.hours.length * HOUR_MS;
	return (
		<>
			<svg
				class="chart"
				viewBox={`0 0 ${day.hours.length * STEP} ${HEIGHT + 1}`}
				preserveAspectRatio="none"
				role="img"
				aria-label={words.summary(String(posted), String(notSent), String(problems))}
			>
				{day.hours.map((hour, index) => (
					<g>
						<title>
							{words.hour(
								formatMoment(begins + index * HOUR_MS, c.var.locale, timezone),
								String(hour.posted),
								String(hour.notSent),
								String(hour.problems),
							)}
						</title>
						<Bar hour={hour} x={index * STEP + GAP / 2} highest={highest} />
					</g>
				))}
			</svg>
			<p class="chart-ends" aria-hidden="true">
				<span>{words.start}</span>
				<span>{words.end}</span>
			</p>
		</>
	);
}

/** One on the other: what needs somebody at the bottom, where it is seen at any height. */
function Bar({ hour, x, highest }: { hour: Counts; x: number; highest: number }) {
	const parts = [
		["problems", hour.problems],
		["posted", hour.posted],
		["not-sent", hour.notSent],
	] as const;
	let top = HEIGHT;
	return (
		<>
			<rect class="hour" x={String(x)} y={String(HEIGHT)} width={String(STEP - GAP)} height="1" />
			{parts.map(([kind, count]) => {
				if (count === 0) return null;
				// One among thousands is still seen.
				const height = Math.max(2, Math.round((count / highest) * HEIGHT));
				top -= height;
				return (
					<rect
						class={kind}
						x={String(x)}
						y={String(Math.max(0, top))}
						width={String(STEP - GAP)}
						height={String(height)}
					/>
				);
			})}
		</>
	);
}

function sumOf({ posted, notSent, problems }: Counts): number {
	return posted + notSent + problems;
}
