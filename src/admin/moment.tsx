import type { Locale } from "../core/locale.ts";

export interface Clock {
	now: number;
	locale: Locale;
	/** IANA name. */
	timezone: string;
}

/** A time as a clock in `timezone` shows it, and how far it is from now. */
export function Moment(props: Clock & { at: number }) {
	const { at, now, locale, timezone } = props;
	return (
		<time datetime={new Date(at).toISOString()}>
			<span class="exact">{formatMoment(at, locale, timezone)}</span>{" "}
			<span class="distance">{formatDistance(at - now, locale)}</span>
		</time>
	);
}

/** Making a format costs more than using it a hundred times. */
const formats = new Map<string, Intl.DateTimeFormat>();
const distances = new Map<Locale, Intl.RelativeTimeFormat>();

export function formatMoment(at: number, locale: Locale, timezone: string): string {
	const key = `${locale} ${timezone}`;
	let format = formats.get(key);
	if (!format) {
		format = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone: timezone });
		formats.set(key, format);
	}
	return format.format(at);
}

const UNITS = [
	["day", 86_400_000],
	["hour", 3_600_000],
	["minute", 60_000],
] as const;

/** Such as "3 hours ago", for a negative one. */
export function formatDistance(distanceMs: number, locale: Locale): string {
	let format = distances.get(locale);
	if (!format) {
		format = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
		distances.set(locale, format);
	}
	for (const [unit, size] of UNITS) {
		// Two days are days, 30 hours are hours.
		const isLargeEnough = Math.abs(distanceMs) >= (unit === "day" ? 2 * size : size);
		if (isLargeEnough) return format.format(Math.round(distanceMs / size), unit);
	}
	return format.format(0, "second");
}
