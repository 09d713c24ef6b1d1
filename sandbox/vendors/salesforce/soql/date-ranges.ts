import { malformed } from "./syntax.ts";

/** From `start` up to, but without, `end`; milliseconds since 1970. */
export interface Range {
	start: number;
	end: number;
}

type Unit = "DAY" | "WEEK" | "MONTH" | "QUARTER" | "YEAR";

const DAY_MS = 86_400_000;
const FIXED: Readonly<Record<string, [unit: Unit, from: number, to: number]>> = {
	YESTERDAY: ["DAY", -1, 0],
	TODAY: ["DAY", 0, 1],
	TOMORROW: ["DAY", 1, 2],
	LAST_90_DAYS: ["DAY", -90, 1],
	NEXT_90_DAYS: ["DAY", 1, 91],
};

/** TODAY, LAST_MONTH, N_DAYS_AGO:3 and the like. Days begin at midnight UTC; a fiscal year is a calendar year. */
export function toDateRange(literal: string, now: number): Range {
	const [head = "", count] = literal.toUpperCase().replace("FISCAL_", "").split(":");
	const fixed = FIXED[head];
	if (fixed) return between(now, ...fixed);
	const [, which, unit] = /^(LAST|THIS|NEXT)_(WEEK|MONTH|QUARTER|YEAR)$/.exec(head) ?? [];
	if (which && unit) {
		const from = { LAST: -1, THIS: 0, NEXT: 1 }[which] ?? 0;
		return between(now, unit as Unit, from, from + 1);
	}
	const n = Number(count);
	const [, way, counted, ago] = /^(?:(LAST|NEXT)_N_([A-Z]+)S|N_([A-Z]+)S_AGO)$/.exec(head) ?? [];
	const counting = (counted ?? ago) as Unit | undefined;
	if (!counting || !Number.isInteger(n)) throw malformed(`unexpected token: ${literal}`);
	if (way === undefined) return between(now, counting, -n, -n + 1);
	// The last n days include today; the last n weeks, months, years end with the one before this.
	if (way === "LAST") return between(now, counting, -n, counting === "DAY" ? 1 : 0);
	return between(now, counting, 1, n + 1);
}

function between(now: number, unit: Unit, from: number, to: number): Range {
	return { start: startOf(now, unit, from), end: startOf(now, unit, to) };
}

function startOf(now: number, unit: Unit, offset: number): number {
	const date = new Date(now);
	const year = date.getUTCFullYear();
	const month = date.getUTCMonth();
	const today = Date.UTC(year, month, date.getUTCDate());
	switch (unit) {
		case "DAY":
			return today + offset * DAY_MS;
		case "WEEK":
			return today - date.getUTCDay() * DAY_MS + offset * 7 * DAY_MS;
		case "MONTH":
			return Date.UTC(year, month + offset, 1);
		case "QUARTER":
			return Date.UTC(year, Math.floor(month / 3) * 3 + offset * 3, 1);
		case "YEAR":
			return Date.UTC(year + offset, 0, 1);
		default:
			throw malformed(`unexpected token: ${unit satisfies never}`);
	}
}
