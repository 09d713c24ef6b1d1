import { eq, lt, sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import {
	type DayResource,
	type DayTotals,
	dayOf,
	findSpent,
	NOTHING_USED,
	nextDayAt,
} from "../../core/day-budget.ts";
import { dayUsage } from "../../db/schema-hearing.ts";

/** A day as seen by somebody who is about to work in it. */
export interface Day {
	totals: DayTotals;
	/** What background work has used its share of: it rests until the next day. */
	spent: DayResource | null;
	/** When the next day begins. */
	resumesAt: number;
}

/** Others use of the day, too: what is known of it is read again after this. */
const KNOWN_MS = 60_000;
/** A look that changed nothing isn't worth a row: it is written down with the next. */
const LEAST_READ = 1_000;
const KEEP_MS = 7 * 24 * 3_600_000;

const totals = {
	rowsRead: dayUsage.rowsRead,
	rowsWritten: dayUsage.rowsWritten,
	queueOperations: dayUsage.queueOperations,
};

/** What background work has used of today. Throws when the database can't be asked. */
export async function readDay(ctx: Context): Promise<Day> {
	const now = ctx.now();
	const day = dayOf(now);
	const { meter } = ctx;
	const known = meter?.known;
	if (known?.day === day && now - known.readAt < KNOWN_MS) return toDay(ctx, known.totals);
	const [row = NOTHING_USED] = await ctx.db.select(totals).from(dayUsage).where(eq(dayUsage.day, day));
	if (meter) meter.known = { day, totals: row, readAt: now };
	return toDay(ctx, row);
}

/** Whether background work has to wait for the next day. Never throws: what isn't known stops nothing. */
export async function isDaySpent(ctx: Context): Promise<boolean> {
	try {
		return (await readDay(ctx)).spent !== null;
	} catch (error) {
		ctx.log.warn("budget.unread", { error: (error as Error).name });
		return false;
	}
}

/**
 * Writes down what was used since the last time: at the end of an invocation, in one statement, whose own cost is counted
 * with the next. Never throws: what could not be written down is, too.
 */
export async function settleDay(ctx: Context): Promise<void> {
	const { meter } = ctx;
	if (!meter) return;
	const { rowsRead, rowsWritten, queueOperations } = meter;
	// One row is the statement of the last time itself.
	if (rowsWritten <= 1 && queueOperations === 0 && rowsRead < LEAST_READ) return;
	const now = ctx.now();
	const day = dayOf(now);
	// Taken before the wait: others of the isolate settle meanwhile.
	Object.assign(meter, { rowsRead: 0, rowsWritten: 0, queueOperations: 0 });
	try {
		const [row] = await ctx.db
			.insert(dayUsage)
			.values({ day, rowsRead, rowsWritten, queueOperations })
			.onConflictDoUpdate({
				target: dayUsage.day,
				set: {
					rowsRead: sql`${dayUsage.rowsRead} + excluded.rows_read`,
					rowsWritten: sql`${dayUsage.rowsWritten} + excluded.rows_written`,
					queueOperations: sql`${dayUsage.queueOperations} + excluded.queue_operations`,
				},
			})
			.returning(totals);
		if (!row) return;
		const before = meter.known;
		meter.known = { day, totals: row, readAt: now };
		const wasFree = before?.day !== day || findSpent(ctx.config.dayLimits, before.totals) === null;
		const spent = findSpent(ctx.config.dayLimits, row);
		if (spent && wasFree) ctx.log.warn("budget.spent", { resource: spent, used: row[spent] });
	} catch (error) {
		meter.rowsRead += rowsRead;
		meter.rowsWritten += rowsWritten;
		meter.queueOperations += queueOperations;
		ctx.log.warn("budget.unwritten", { error: (error as Error).name });
	}
}

/** Of days that are over. */
export function dropOldDays(ctx: Context) {
	return ctx.db.delete(dayUsage).where(lt(dayUsage.day, dayOf(ctx.now() - KEEP_MS)));
}

function toDay(ctx: Context, used: DayTotals): Day {
	return {
		totals: used,
		spent: findSpent(ctx.config.dayLimits, used),
		resumesAt: nextDayAt(ctx.now()),
	};
}
