import { and, eq, gt, isNotNull } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { desks } from "../../db/schema.ts";
import { deskWebhooks } from "../../db/schema-hearing.ts";
import { checkAdministrator } from "./administrator.ts";
import { checkWebhook, LEASE_MS } from "./webhook-subscription.ts";

/**
 * An administrator wants to know now: the role and the subscription are looked at while they wait, changes are
 * asked for within a minute. false: nobody listens to the desk, or somebody has to sign in to it first.
 */
export async function checkNow(ctx: Context, deskId: string): Promise<boolean> {
	const now = ctx.now();
	const [, found] = await ctx.db.batch([
		// Not one that is being looked at: two at once could each make a subscription.
		ctx.db
			.update(deskWebhooks)
			.set({ nextCheckAt: now })
			.where(and(eq(deskWebhooks.deskId, deskId), gt(deskWebhooks.nextCheckAt, now + LEASE_MS))),
		ctx.db
			.update(desks)
			.set({ adminCheckedAt: now, nextPollAt: now })
			.where(and(eq(desks.id, deskId), eq(desks.state, "connected"), isNotNull(desks.listeningAt)))
			.returning({ id: desks.id }),
	]);
	if (found.length === 0) return false;
	await checkAdministrator(ctx, deskId);
	await checkWebhook(ctx, deskId);
	return true;
}
