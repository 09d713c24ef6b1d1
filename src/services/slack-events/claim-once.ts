import { eq, lt } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { slackEvents } from "../../db/schema-hearing.ts";

/** Slack repeats an event for an hour at most. */
const KEEP_MS = 24 * 3_600_000;

/** true for the first caller with this id within a day. */
export async function claimOnce(ctx: Context, id: string): Promise<boolean> {
	const rows = await ctx.db
		.insert(slackEvents)
		.values({ eventId: id, receivedAt: ctx.now() })
		.onConflictDoNothing()
		.returning({ id: slackEvents.eventId });
	return rows.length > 0;
}

/** Does the work for the first caller with this id; a failure leaves it to the next one. */
export async function doOnce(ctx: Context, id: string, work: () => Promise<unknown>): Promise<void> {
	if (!(await claimOnce(ctx, id))) return;
	try {
		await work();
	} catch (error) {
		await ctx.db.delete(slackEvents).where(eq(slackEvents.eventId, id));
		throw error;
	}
}

export function dropOldEvents(ctx: Context) {
	return ctx.db.delete(slackEvents).where(lt(slackEvents.receivedAt, ctx.now() - KEEP_MS));
}
