import { sql } from "drizzle-orm";
import type { Context } from "../../context.ts";

const HOUR_MS = 3_600_000;
const HOURS = 24;
/** More than a desk's usual day; beyond it the latest are counted. */
const MAX_COUNTED = 3000;

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
	const rows = await ctx.db.all<{ hour: number; state: string; isIgnored: number; count: number }>(sql`
		select cast((finished_at - ${since}) / ${HOUR_MS} as integer) as hour, state,
			ignored_at is not null as isIgnored, count(*) as count
		from (select finished_at, state, ignored_at from deliveries
			where desk_id = ${deskId} and finished_at > ${since} order by finished_at desc limit ${MAX_COUNTED})
		group by 1, 2, 3`);
	const hours = Array.from({ length: HOURS }, (): Counts => ({ posted: 0, notSent: 0, problems: 0 }));
	const total: Counts = { posted: 0, notSent: 0, problems: 0 };
	let counted = 0;
	for (const { hour, state, isIgnored, count } of rows) {
		counted += count;
		if (isIgnored === 1) continue;
		const kind = state === "posted" ? "posted" : state === "not_sent" ? "notSent" : "problems";
		const place = hours[Math.min(hour, HOURS - 1)];
		if (place) place[kind] += count;
		total[kind] += count;
	}
	return { hours, total, isPartial: counted >= MAX_COUNTED };
}
