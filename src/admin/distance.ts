import type { Locale } from "../core/locale.ts";

const STEPS: readonly [unit: Intl.RelativeTimeFormatUnit, ms: number][] = [
	["day", 24 * 60 * 60_000],
	["hour", 60 * 60_000],
	["minute", 60_000],
];

/** "2 hours ago"; "now" within a minute. */
export function distance(time: number, now: number, locale: Locale): string {
	const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
	const [unit, ms] = STEPS.find(([, size]) => Math.abs(time - now) >= size) ?? ["second", 1000];
	return unit === "second" ? format.format(0, "second") : format.format(Math.round((time - now) / ms), unit);
}
