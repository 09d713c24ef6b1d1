import { and, eq } from "drizzle-orm";
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

/** Those of the last three days. */
export function countDeadLooks(ctx: Context, deskId: string): Promise<number> {
	return ctx.db.$count(webhookIntake, and(eq(webhookIntake.state, "dead"), eq(webhookIntake.deskId, deskId)));
}
