import { pageMessages } from "../../locales/pages/messages.ts";
import type { HourOfSync } from "../../services/orgs/describe-orgs.ts";
import type { PageContext } from "../env.ts";
import { formatMoment } from "../moment.tsx";

const HOUR_MS = 3_600_000;
/** Of the drawing; its size on the page is the stylesheet's. */
const HEIGHT = 60;
const STEP = 20;
const GAP = 4;

/** What the syncs of the last 24 hours did, by hour: records that were changed, and those that couldn't be. */
export function SyncsChart({
	c,
	hours,
	timezone,
}: {
	c: PageContext;
	hours: readonly HourOfSync[];
	timezone: string;
}) {
	const { locale } = c.var;
	const { orgs: words } = pageMessages(locale).overview;
	const { day } = pageMessages(locale).activity;
	const number = (count: number) => count.toLocaleString(locale);
	const sum = (kind: keyof HourOfSync) => hours.reduce((total, hour) => total + hour[kind], 0);
	const highest = Math.max(...hours.map(({ changed, issues }) => changed + issues));
	if (highest === 0) return <p class="quiet">{words.nothing}</p>;
	const begins = c.var.ctx.now() - hours.length * HOUR_MS;
	const said = words.counts(number(sum("changed")), number(sum("issues")));
	return (
		<>
			<svg
				class="chart"
				viewBox={`0 0 ${hours.length * STEP} ${HEIGHT + 1}`}
				preserveAspectRatio="none"
				role="img"
				aria-label={`${words.chart}: ${said}`}
			>
				{hours.map((hour, index) => (
					<g>
						<title>
							{`${formatMoment(begins + index * HOUR_MS, locale, timezone)}: ${words.counts(number(hour.changed), number(hour.issues))}`}
						</title>
						<Bar hour={hour} x={index * STEP + GAP / 2} highest={highest} />
					</g>
				))}
			</svg>
			<p class="chart-ends" aria-hidden="true">
				<span>{day.start}</span>
				<span>{day.end}</span>
			</p>
			<ul class="legend">
				<li class="posted">{words.changed(number(sum("changed")))}</li>
				<li class="problems">{words.issues(number(sum("issues")))}</li>
			</ul>
		</>
	);
}

/** What needs somebody at the bottom, where it is seen at any height. */
function Bar({ hour, x, highest }: { hour: HourOfSync; x: number; highest: number }) {
	const parts = [
		["problems", hour.issues],
		["posted", hour.changed],
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
				const place = { x: String(x), y: String(Math.max(0, top)) };
				return <rect class={kind} {...place} width={String(STEP - GAP)} height={String(height)} />;
			})}
		</>
	);
}
