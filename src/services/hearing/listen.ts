import { and, eq, sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { desks } from "../../db/schema.ts";
import { deskWebhooks } from "../../db/schema-hearing.ts";
import { isVendorError } from "../../lib/errors.ts";
import { openGranted } from "./open-feed.ts";

/** A workspace that is being deleted needs nobody to listen. */
const hasWorkspace = sql`exists (select 1 from workspaces w
	where w.desk_id = ${desks.id} and w.state in ('active', 'disabled'))`;

/**
 * A desk with a workspace is listened to from now on: by webhook where it has them, and by poll. Called again it
 * has both looked after at once, and what was heard goes on where it was.
 */
export async function ensureListening(ctx: Context, deskId: string): Promise<void> {
	const now = ctx.now();
	const [listening] = await ctx.db
		.update(desks)
		.set({ listeningAt: sql`coalesce(${desks.listeningAt}, ${now})`, nextPollAt: now })
		.where(and(eq(desks.id, deskId), eq(desks.state, "connected"), hasWorkspace))
		.returning({ id: desks.id });
	if (!listening) return;
	await ctx.db
		.insert(deskWebhooks)
		.values({ deskId, state: "failing", reason: "new", nextCheckAt: now })
		.onConflictDoUpdate({ target: deskWebhooks.deskId, set: { nextCheckAt: now } });
	try {
		await ctx.enqueue([{ kind: "webhook", id: deskId }]);
	} catch (error) {
		// Cron finds it due.
		ctx.log.warn("queue.send_failed", { error: (error as Error).name });
	}
}

/** Connected, with a workspace, and yet nobody listens: an installation that is older, or was interrupted. */
export function findUnheard(ctx: Context, limit: number) {
	return ctx.db
		.select({ id: desks.id })
		.from(desks)
		.where(and(eq(desks.state, "connected"), sql`${desks.listeningAt} is null`, hasWorkspace))
		.limit(limit);
}

/**
 * The desk is no longer listened to: what it still sends is unknown here. Its subscription is taken away at the
 * desk where that is possible. May be called again after it was interrupted.
 */
export async function stopListening(ctx: Context, deskId: string): Promise<void> {
	await ctx.db.update(desks).set({ listeningAt: null, nextPollAt: null }).where(eq(desks.id, deskId));
	const [known] = await ctx.db.select().from(deskWebhooks).where(eq(deskWebhooks.deskId, deskId));
	if (!known) return;
	if (known.webhookId) await removeAtDesk(ctx, deskId, known.webhookId);
	await ctx.db.delete(deskWebhooks).where(eq(deskWebhooks.deskId, deskId));
}

async function removeAtDesk(ctx: Context, deskId: string, webhookId: string): Promise<void> {
	try {
		const opened = await openGranted(ctx, deskId);
		await opened?.feed.removeWebhook(webhookId);
	} catch (error) {
		// What it sends from now on is answered with 404.
		const reason = isVendorError(error) ? (error.code ?? error.kind) : (error as Error).name;
		ctx.log.warn("webhook.remove_failed", { desk: deskId, reason });
	}
}
