import type { Locale } from "../../core/locale.ts";

/** A time as the workspace's own clock has it. */
export function Time({ at, locale, timezone }: { at: number; locale: Locale; timezone: string }) {
	return <time datetime={new Date(at).toISOString()}>{formatTime(at, locale, timezone)}</time>;
}

export function formatTime(at: number, locale: Locale, timezone: string): string {
	const format = new Intl.DateTimeFormat(locale, {
		dateStyle: "medium",
		timeStyle: "short",
		timeZone: timezone,
	});
	return format.format(at);
}
