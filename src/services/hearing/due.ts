import { sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { deliveries } from "../../db/schema-hearing.ts";
import { claimDueAdministrators } from "./administrator.ts";
import { buryHints, dropOldHints, findDueHints } from "./intake.ts";
import { ensureListening, findUnheard } from "./listen.ts";
import { claimDuePolls } from "./poll-due.ts";
import { findDueWebhooks } from "./webhook-subscription.ts";

/** What one minute takes on: a full queue message batch of hints, and few of what calls a desk. */
const MAX_HINTS = 100;
const MAX_DESKS = 20;
const MAX_UNHEARD = 1;
const KEEP_DELIVERIES_MS = 90 * 24 * 3_600_000;
const MAX_ROWS = 2_000;

export interface DueHearing {
	hints: string[];
	polls: string[];
	webhooks: string[];
	administrators: string[];
}

/** Everything about hearing that is due by now, from one round trip. */
export async function claimDueHearing(
	ctx: Context,
	{ withPolls }: { withPolls: boolean },
): Promise<DueHearing> {
	const [buried, , , hints, polls, webhooks, administrators, unheard] = await ctx.db.batch([
		buryHints(ctx),
		dropOldHints(ctx),
		dropOldDeliveries(ctx),
		findDueHints(ctx, MAX_HINTS),
		claimDuePolls(ctx, withPolls ? MAX_DESKS : 0),
		findDueWebhooks(ctx, MAX_DESKS),
		claimDueAdministrators(ctx, MAX_DESKS),
		findUnheard(ctx, MAX_UNHEARD),
	]);
	const { changes } = buried.meta;
	if (changes > 0) ctx.log.error("intake.given_up", { count: changes });
	for (const { id } of unheard) await ensureListening(ctx, id);
	return {
		hints: toIds(hints),
		polls: toIds(polls),
		webhooks: toIds(webhooks),
		administrators: toIds(administrators),
	};
}

/** Some at a time: a statement that deletes many keeps the others waiting. */
function dropOldDeliveries(ctx: Context) {
	const old = sql`select rowid from deliveries where finished_at < ${ctx.now() - KEEP_DELIVERIES_MS} limit ${MAX_ROWS}`;
	return ctx.db.delete(deliveries).where(sql`rowid in (${old})`);
}

function toIds(rows: readonly { id: string }[]): string[] {
	return rows.map(({ id }) => id);
}
