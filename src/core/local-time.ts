/** What clocks in a time zone show, and when. A zone that nobody knows (any more) counts as UTC. */
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Minutes after midnight, as a clock there shows them. */
export function localMinute(timezone: string, time: number): number {
	const local = toLocal(timezone, time);
	return Math.floor((local % DAY_MS) / MINUTE_MS);
}

/** The day there as 2026-11-20. */
export function localDay(timezone: string, time: number): string {
	return new Date(toLocal(timezone, time)).toISOString().slice(0, 10);
}

/** When a day there, written as 2026-11-20, begins. */
export function startOfDay(day: string, timezone: string): number {
	const local = Date.parse(`${day}T00:00:00Z`);
	return instantsOf(local, timezone)[0] ?? local;
}

/** The next time after `now` that a clock there shows this minute; where the clock skips it, when it has. */
export function nextLocalMinute(minute: number, timezone: string, now: number): number {
	const today = Math.floor(toLocal(timezone, now) / DAY_MS) * DAY_MS;
	for (let day = 0; day <= 2; day++) {
		const wanted = today + day * DAY_MS + minute * MINUTE_MS;
		const next = instantsOf(wanted, timezone).find((instant) => instant > now);
		if (next !== undefined) return next;
	}
	return now + DAY_MS;
}

/** When a local time happens: once, twice where clocks are put back. */
function instantsOf(local: number, timezone: string): number[] {
	const [before, after] = [local - DAY_MS, local + DAY_MS].map((near) => toLocal(timezone, near) - near);
	const candidates = [...new Set([local - (before ?? 0), local - (after ?? 0)])].sort((a, b) => a - b);
	const shown = candidates.filter((instant) => toLocal(timezone, instant) === local);
	return shown.length > 0 ? shown : candidates.slice(-1);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The local date and time, as if it were UTC. */
function toLocal(timezone: string, time: number): number {
	const parts: Record<string, number> = {};
	for (const { type, value } of formatOf(timezone).formatToParts(time)) parts[type] = Number(value);
	const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
	return Date.UTC(year, month - 1, day, hour, minute, second) + (time % 1000);
}

function formatOf(timezone: string): Intl.DateTimeFormat {
	const known = formats.get(timezone);
	if (known) return known;
	const options = {
		hourCycle: "h23",
		year: "numeric",
		month: "numeric",
		day: "numeric",
		hour: "numeric",
		minute: "numeric",
		second: "numeric",
	} as const;
	let format: Intl.DateTimeFormat;
	try {
		format = new Intl.DateTimeFormat("en-US", { ...options, timeZone: timezone });
	} catch {
		format = new Intl.DateTimeFormat("en-US", { ...options, timeZone: "UTC" });
	}
	if (formats.size < 1000) formats.set(timezone, format);
	return format;
}
