import { sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { webhookIntake } from "../../db/schema-hearing.ts";
import { sha256Hex } from "../../lib/crypto.ts";

/** What happened to a ticket could not be read, or handed on, within a day: the desk's card counts it. */
export async function buryLook(ctx: Context, deskId: string, ticketId: string): Promise<void> {
	const now = ctx.now();
	const id = await sha256Hex(`${deskId}\nlook:${ticketId}`);
	await ctx.db
		.insert(webhookIntake)
		.values({ id, deskId, ticketId, state: "dead", attempts: 0, nextAt: now, receivedAt: now })
		.onConflictDoUpdate({ target: webhookIntake.id, set: { receivedAt: now } });
}

/** More than that may as well be that many. */
const MAX_COUNTED = 500;

/** Those of the last three days, the index being of all desks. */
export async function countDeadLooks(ctx: Context, deskId: string): Promise<number> {
	const [row] = await ctx.db.all<{ count: number }>(sql`select count(*) as count from
		(select desk_id from ${webhookIntake} where state = 'dead' limit ${MAX_COUNTED}) where desk_id = ${deskId}`);
	return row?.count ?? 0;
}
