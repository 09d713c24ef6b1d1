/** When the day began in a time zone; in UTC's when the zone is unknown. */
export function startOfDay(now: number, timeZone: string): number {
	const zone = isKnown(timeZone) ? timeZone : "UTC";
	const { year, month, day } = toDate(now, zone);
	const midnight = Date.UTC(year, month - 1, day);
	// The offset at midnight may be another than now's, where the clocks change in between.
	const guess = midnight - offsetAt(now, zone);
	return midnight - offsetAt(guess, zone);
}

function offsetAt(time: number, timeZone: string): number {
	const { year, month, day, hour, minute, second } = toDate(time, timeZone);
	const wall = Date.UTC(year, month - 1, day, hour, minute, second);
	return wall - Math.floor(time / 1000) * 1000;
}

function toDate(time: number, timeZone: string) {
	const parts = new Intl.DateTimeFormat("en-US", {
		timeZone,
		hourCycle: "h23",
		year: "numeric",
		month: "numeric",
		day: "numeric",
		hour: "numeric",
		minute: "numeric",
		second: "numeric",
	}).formatToParts(time);
	const read = (type: Intl.DateTimeFormatPartTypes) =>
		Number(parts.find((part) => part.type === type)?.value ?? 0);
	return {
		year: read("year"),
		month: read("month"),
		day: read("day"),
		hour: read("hour"),
		minute: read("minute"),
		second: read("second"),
	};
}

function isKnown(timeZone: string): boolean {
	try {
		new Intl.DateTimeFormat("en-US", { timeZone });
		return true;
	} catch {
		return false;
	}
}
