import { sql } from "drizzle-orm";
import type { Context } from "../../context.ts";

const HOUR_MS = 3_600_000;
const HOURS = 24;
/** More than a desk's usual day; beyond it the latest are counted. */
const MAX_COUNTED = 2000;

export interface Counts {
	posted: number;
	notSent: number;
	problems: number;
}

/** A desk's deliveries of the last 24 hours, without problems that somebody said to ignore. */
export interface Day {
	/** Oldest first, 24 of them. */
	hours: Counts[];
	total: Counts;
	/** There were more than are counted here. */
	isPartial: boolean;
}

export async function countDay(ctx: Context, deskId: string): Promise<Day> {
	const now = ctx.now();
	const since = now - HOURS * HOUR_MS;
	const bounds = Array.from({ length: HOURS }, (_, hour) => ({
		after: since + hour * HOUR_MS,
		// A clock may be ahead of this one.
		until: hour === HOURS - 1 ? Number.MAX_SAFE_INTEGER : since + (hour + 1) * HOUR_MS,
	}));
	// Each hour by itself, as one value: sorting thousands of rows into groups costs several times as much.
	const rows = await ctx.db.all<{ counts: string; isPartial: number }>(sql`
		with start(at) as (select (select finished_at from deliveries where desk_id = ${deskId}
			and finished_at > ${since} order by finished_at desc limit 1 offset ${MAX_COUNTED}))
		select at is not null as isPartial, (select json_object(
				'posted', count(*) filter (where state = 'posted'),
				'notSent', count(*) filter (where state = 'not_sent'),
				'problems', count(*) filter (where state in ('dead', 'unknown') and ignored_at is null))
			from deliveries where desk_id = ${deskId} and finished_at <= value ->> 'until'
				and finished_at > max(value ->> 'after', coalesce(at, 0))) as counts
		from start cross join json_each(${JSON.stringify(bounds)}) order by key`);
	const hours = rows.map(({ counts }): Counts => JSON.parse(counts));
	const sum = (kind: keyof Counts) => hours.reduce((total, counts) => total + counts[kind], 0);
	const total = { posted: sum("posted"), notSent: sum("notSent"), problems: sum("problems") };
	return { hours, total, isPartial: rows.some(({ isPartial }) => isPartial === 1) };
}
