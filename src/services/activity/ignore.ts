import { and, eq, inArray, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { deliveries } from "../../db/schema-hearing.ts";
import { type Actor, recordChangeIf } from "../audit/record.ts";
import { type DeliveryFilter, type FilterDesk, toCondition } from "./deliveries.ts";

/** What may be ignored: everything else needs nobody. */
const PROBLEMS = ["dead", "unknown"] as const;

/** One press: rows that are written count against the day. What is left is there for the next press. */
export const MOST_AT_ONCE = 1000;

/** An administrator says that a problem needs nobody's attention, or takes that back. false: there is no such one. */
export async function setIgnored(
	ctx: Context,
	input: { actor: Actor; deskId: string; deliveryId: string; isIgnored: boolean },
): Promise<boolean> {
	const { actor, deskId, deliveryId, isIgnored } = input;
	const { id, ignoredAt, state } = deliveries;
	const its = and(eq(id, deliveryId), eq(deliveries.deskId, deskId), inArray(state, PROBLEMS));
	const [row] = await ctx.db
		.select({ workspaceId: deliveries.workspaceId, state })
		.from(deliveries)
		.where(its);
	if (!row) return false;
	const changing = and(its, isIgnored ? isNull(ignoredAt) : isNotNull(ignoredAt));
	await ctx.db.batch([
		recordChangeIf(
			ctx,
			{
				deskId,
				actor,
				action: isIgnored ? "delivery.ignored" : "delivery.unignored",
				subject: `workspace:${row.workspaceId}`,
				details: { delivery: deliveryId, state: row.state },
			},
			sql`exists (select 1 from ${deliveries} where ${changing})`,
		),
		ctx.db
			.update(deliveries)
			.set({ ignoredAt: isIgnored ? ctx.now() : null })
			.where(changing),
	]);
	return true;
}

/**
 * The same for all that fit a filter, newest first, `MOST_AT_ONCE` of them. `until`: what ended later was not on the
 * page that was looked at. Answers how many there were.
 */
export async function setAllIgnored(
	ctx: Context,
	input: {
		actor: Actor;
		desk: FilterDesk;
		filter: DeliveryFilter;
		until: number;
		isIgnored: boolean;
		/** The filter in the words of its form, for the log. */
		asked: Record<string, string>;
	},
): Promise<number> {
	const { actor, desk, filter, until, isIgnored, asked } = input;
	const conditions: SQL[] = [
		sql`desk_id = ${desk.id} and state in ('dead', 'unknown')`,
		sql`finished_at <= ${Math.min(until, filter.to ?? until)}`,
		isIgnored ? sql`ignored_at is null` : sql`ignored_at is not null`,
	];
	if (filter.from !== null) conditions.push(sql`finished_at >= ${filter.from}`);
	const fits = await toCondition(ctx, desk, { ...filter, ignored: null });
	if (fits) conditions.push(fits);
	const chosen = sql`select id from deliveries where ${sql.join(conditions, sql` and `)}
		order by finished_at desc limit ${MOST_AT_ONCE}`;
	const [found] = await ctx.db.all<{ count: number }>(sql`select count(*) as count from (${chosen})`);
	const count = found?.count ?? 0;
	if (count === 0) return 0;
	await ctx.db.batch([
		recordChangeIf(
			ctx,
			{
				deskId: desk.id,
				actor,
				action: isIgnored ? "delivery.all_ignored" : "delivery.all_unignored",
				subject: `desk:${desk.id}`,
				details: { deliveries: count, ...asked },
			},
			sql`exists (${chosen})`,
		),
		ctx.db
			.update(deliveries)
			.set({ ignoredAt: isIgnored ? ctx.now() : null })
			.where(sql`${deliveries.id} in (${chosen})`),
	]);
	return count;
}
