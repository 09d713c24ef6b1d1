import type { Locale } from "../core/locale.ts";
import { pageMessages } from "../locales/pages/messages.ts";

/** Six words at most. The drawings are strokes on 20 × 20. */
const PLACES = [
	{ place: "overview", to: "/admin", icon: "M3 9.5 10 3.5l7 6M5 8.5V16h10V8.5M8.5 16v-4h3v4" },
	{
		place: "agents",
		to: "/admin/agents",
		icon: "M8 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.5 16.5c0-3 2.4-4.8 5.5-4.8s5.5 1.8 5.5 4.8M13 4a2.7 2.7 0 0 1 0 5.2M15 12.2c1.6.7 2.5 2.2 2.5 4.3",
	},
	{ place: "activity", to: "/admin/activity", icon: "M2.5 10.500h3.500l2.5-6.5 3.5 12 2.5-5.500h3" },
	{
		place: "salesforce",
		to: "/admin/salesforce",
		icon: "M6 15.5a3.5 3.500 0 0 1-.6-6.900 4 4 0 0 1 7.400-1.600 3.300 3.300 0 0 1 4.700 3 3 3 0 0 1-2.500 5.500z",
	},
	{
		place: "desk",
		to: "/admin/desk",
		icon: "M3.5 11V9.500a6.5 6.5 0 0 1 13 0V11M3.5 11h2v4h-2zM14.5 11h2v4h-2zM16.5 15c0 1.5-1.5 2-4 2",
	},
	{
		place: "setup",
		to: "/setup",
		icon: "M3 6h6M13 6h4M3 14h3M10 14h7M11 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM8 16a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
	},
] as const;

export type Place = (typeof PLACES)[number]["place"];

export function Navigation({ current, locale }: { current: Place; locale: Locale }) {
	const { common } = pageMessages(locale);
	return (
		<nav>
			{PLACES.map(({ place, to, icon }) => (
				<a href={to} aria-current={place === current ? "page" : undefined}>
					<svg viewBox="0 0 20 20" aria-hidden="true">
						<path d={icon} />
					</svg>
					{common[place]}
				</a>
			))}
		</nav>
	);
}
