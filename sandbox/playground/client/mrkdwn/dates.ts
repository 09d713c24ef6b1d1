export interface Reader {
	/** The reader's zone, such as `Asia/Tokyo`. */
	tz: string;
	/** Such as `ja-JP`. */
	locale: string;
}

const DAY_MS = 86_400_000;

type Style = Intl.DateTimeFormatOptions;
const STYLES: Readonly<Record<string, Style>> = {
	date: { year: "numeric", month: "long", day: "numeric" },
	date_short: { year: "numeric", month: "short", day: "numeric" },
	date_long: { year: "numeric", month: "long", day: "numeric", weekday: "long" },
	time: { hour: "numeric", minute: "2-digit" },
	time_secs: { hour: "numeric", minute: "2-digit", second: "2-digit" },
};

/** Slack's date tokens as this reader's clock says them. An unknown token stays as it was written. */
export function formatSlackDate(epoch: number, format: string, reader: Reader, now: number): string {
	const date = new Date(epoch * 1000);
	if (Number.isNaN(date.getTime())) return "";
	return format.replace(/\{([a-z_]+)\}/g, (whole, token: string) => {
		if (token === "ago") return formatDistance(date.getTime(), now, reader.locale);
		if (token === "date_num") return dayKey(date.getTime(), reader.tz);
		const pretty = token.endsWith("_pretty");
		const style = STYLES[pretty ? token.slice(0, -"_pretty".length) : token];
		if (!style) return whole;
		const near = pretty ? nearDay(date.getTime(), now, reader) : null;
		return near ?? formatDate(date.getTime(), style, reader);
	});
}

export function formatDate(at: number, style: Style, { locale, tz }: Reader): string {
	return new Intl.DateTimeFormat(locale, { ...style, timeZone: tz }).format(at);
}

export function formatTime(at: number, reader: Reader): string {
	return formatDate(at, { hour: "numeric", minute: "2-digit" }, reader);
}

/** The calendar day there, `2026-11-21`. */
export function dayKey(at: number, tz: string): string {
	// Swedish writes dates as ISO does.
	return new Intl.DateTimeFormat("sv-SE", { timeZone: tz }).format(at);
}

/** "today", "yesterday" and "tomorrow" in the reader's words; null for other days. */
export function nearDay(at: number, now: number, { locale, tz }: Reader): string | null {
	const days = Math.round((Date.parse(dayKey(at, tz)) - Date.parse(dayKey(now, tz))) / DAY_MS);
	if (Math.abs(days) > 1) return null;
	return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(days, "day");
}

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
	["day", DAY_MS],
	["hour", 3_600_000],
	["minute", 60_000],
];

export function formatDistance(at: number, now: number, locale: string): string {
	const words = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
	for (const [unit, size] of STEPS) {
		if (Math.abs(at - now) >= size) return words.format(Math.round((at - now) / size), unit);
	}
	return words.format(0, "minute");
}
