/** Times of a place's own clock. Zones are IANA names that the runtime knows. */

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** The next time after `now` that clocks in `timezone` show this minute of the day; where they skip it, the minute they go on with. */
export function nextLocalMinute(minute: number, timezone: string, now: number): number {
	const today = now + offsetAt(now, timezone);
	const midnight = today - (((today % DAY_MS) + DAY_MS) % DAY_MS);
	for (let day = 0; ; day++) {
		const wanted = midnight + day * DAY_MS + minute * MINUTE_MS;
		const at = toInstant(wanted, timezone);
		if (at > now || day > 2) return at;
	}
}

/** A local time, counted as if it were UTC, as the instant it stands for. */
function toInstant(local: number, timezone: string): number {
	const early = local - offsetAt(local - DAY_MS, timezone);
	const late = local - offsetAt(local + DAY_MS, timezone);
	// Of a time that exists twice the first; of one that is skipped the instant with the offset before the change.
	for (const at of [Math.min(early, late), Math.max(early, late)]) {
		if (at + offsetAt(at, timezone) === local) return at;
	}
	return early;
}

/** How far clocks in `timezone` are ahead of UTC at an instant. */
function offsetAt(at: number, timezone: string): number {
	const parts = formatFor(timezone).formatToParts(at);
	const part = (type: Intl.DateTimeFormatPartTypes) =>
		Number(parts.find((one) => one.type === type)?.value ?? 0);
	const local = Date.UTC(
		part("year"),
		part("month") - 1,
		part("day"),
		part("hour"),
		part("minute"),
		part("second"),
	);
	return local - Math.floor(at / 1000) * 1000;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(timezone: string): Intl.DateTimeFormat {
	const known = formats.get(timezone);
	if (known) return known;
	const format = new Intl.DateTimeFormat("en-US", {
		timeZone: timezone,
		hourCycle: "h23",
		year: "numeric",
		month: "numeric",
		day: "numeric",
		hour: "numeric",
		minute: "numeric",
		second: "numeric",
	});
	formats.set(timezone, format);
	return format;
}
