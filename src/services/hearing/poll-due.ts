import { and, eq, inArray, isNotNull, lte, sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { desks } from "../../db/schema.ts";

/** Where webhooks come in, a poll only fills gaps; where none do, it is how a desk is heard. */
export const GAP_FILLER_MS = 15 * 60_000;
export const ONLY_WAY_MS = 5 * 60_000;
/** What asking for changes may take of the calls that a desk grants in a day; the rest is people's. */
export const POLL_SHARE = 0.3;

/**
 * Desks that are to be asked what changed, each handed out once. Paused ones too: what happens meanwhile is told
 * as "not sent", and nothing of it afterwards.
 */
export function claimDuePolls(ctx: Context, limit: number) {
	const now = ctx.now();
	const due = ctx.db
		.select({ id: desks.id })
		.from(desks)
		.where(and(eq(desks.state, "connected"), isNotNull(desks.listeningAt), lte(desks.nextPollAt, now)))
		.limit(limit);
	const hasWebhook = sql`exists (select 1 from desk_webhooks w
		where w.desk_id = ${desks.id} and w.state = 'active')`;
	return ctx.db
		.update(desks)
		.set({
			nextPollAt: sql`${now} + case when ${hasWebhook} then ${GAP_FILLER_MS} else ${ONLY_WAY_MS} end`,
		})
		.where(inArray(desks.id, due))
		.returning({ id: desks.id });
}
