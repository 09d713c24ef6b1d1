import type { Locale } from "../core/locale.ts";

export interface Clock {
	now: number;
	locale: Locale;
	/** IANA name. */
	timezone: string;
}

/** How long ago, or how long until; the exact time beside it, so that nobody has to point at it. */
export function When({ at, clock }: { at: number; clock: Clock }) {
	return (
		<time datetime={new Date(at).toISOString()}>
			{formatDistance(at, clock)} <span class="quiet small">{formatExact(at, clock)}</span>
		</time>
	);
}

const UNITS = [
	["day", 86_400_000],
	["hour", 3_600_000],
	["minute", 60_000],
] as const;

export function formatDistance(at: number, { now, locale }: Pick<Clock, "now" | "locale">): string {
	const distance = at - now;
	for (const [unit, ms] of UNITS) {
		if (Math.abs(distance) < ms) continue;
		return new Intl.RelativeTimeFormat(locale).format(Math.trunc(distance / ms), unit);
	}
	return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(0, "second");
}

export function formatExact(at: number, { locale, timezone }: Pick<Clock, "locale" | "timezone">): string {
	const format = new Intl.DateTimeFormat(locale, {
		year: "numeric",
		month: "short",
		day: "numeric",
		hour: "numeric",
		minute: "2-digit",
		timeZone: timezone,
		timeZoneName: "short",
	});
	return format.format(at);
}
