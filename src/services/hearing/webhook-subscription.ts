import { and, eq, gt, lte, sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { desks } from "../../db/schema.ts";
import { deskWebhooks } from "../../db/schema-hearing.ts";
import type { WebhookKeys, WebhookOutcome, WebhookRefusal } from "../../desk/desk-feed.ts";
import type { ProviderName } from "../../desk/help-desk.ts";
import { isVendorError } from "../../lib/errors.ts";
import { requireOrigin } from "../settings/settings.ts";
import { askForRole, noteFeedFailure } from "./feed-failure.ts";
import { type OpenFeed, openFeed } from "./open-feed.ts";
import { refreshKeySet } from "./webhook-keys.ts";
import { webhookSecretPlace } from "./webhook-secret.ts";

type Row = typeof deskWebhooks.$inferSelect;

/** The name that the desk's own settings list it by. */
const NAME = "Deskbridge";
/** Longer than a check takes: making one has the desk call us back. */
export const LEASE_MS = 5 * 60_000;
const DAY_MS = 24 * 3_600_000;
/** By then what a desk's search finds only seconds later is there. */
const CATCH_UP_MS = 60_000;
const MIN_BACKOFF_MS = 10 * 60_000;
const MAX_BACKOFF_MS = 6 * 3_600_000;

function webhookAddress(origin: string, provider: ProviderName, deskId: string): string {
	return `${origin}/webhooks/${provider}/${deskId}`;
}

/** Makes sure that the desk tells us, and writes down whether it does. May be called any number of times. */
export async function checkWebhook(ctx: Context, deskId: string): Promise<void> {
	const row = await claim(ctx, deskId);
	const opened = row && (await openFeed(ctx, deskId));
	// Without a sign-in nothing can be looked at; the next one makes it due.
	if (!row || !opened) return;
	const { desk, provider, feed } = opened;
	try {
		const address = webhookAddress(await requireOrigin(ctx), desk.provider, deskId);
		await refreshKeySet(ctx, provider.webhooks.keySetUrl(desk.address));
		const outcome = await feed.ensureWebhook({ address, name: NAME }, await openKeys(ctx, row));
		await settle(ctx, row, opened, outcome);
	} catch (error) {
		await postpone(ctx, row, error);
		await noteFeedFailure(ctx, desk, error);
	}
}

const isReachable = sql`exists (select 1 from desks d
	where d.id = ${deskWebhooks.deskId} and d.state = 'connected')`;

/** Subscriptions that have to be looked at. */
export function findDueWebhooks(ctx: Context, limit: number) {
	return ctx.db
		.select({ id: deskWebhooks.deskId })
		.from(deskWebhooks)
		.where(and(lte(deskWebhooks.nextCheckAt, ctx.now()), isReachable))
		.limit(limit);
}

/** The address that desks send to has changed. */
export async function recheckWebhooks(ctx: Context): Promise<void> {
	await ctx.db.update(deskWebhooks).set({ nextCheckAt: ctx.now() });
}

async function claim(ctx: Context, deskId: string): Promise<Row | null> {
	const now = ctx.now();
	const [row] = await ctx.db
		.update(deskWebhooks)
		.set({ nextCheckAt: now + LEASE_MS })
		.where(and(eq(deskWebhooks.deskId, deskId), lte(deskWebhooks.nextCheckAt, now)))
		.returning();
	return row ?? null;
}

/** A secret that no key of ours opens any more is read from the desk again. */
async function openKeys(ctx: Context, row: Row): Promise<WebhookKeys | null> {
	const { webhookId: id, secretSealed, deskId } = row;
	if (!id) return null;
	if (!secretSealed) return { id, secret: null };
	const secret = await ctx.sealer.open(secretSealed, webhookSecretPlace(deskId)).catch(() => null);
	return { id, secret };
}

async function settle(
	ctx: Context,
	row: Row,
	{ desk, feed }: OpenFeed,
	outcome: WebhookOutcome,
): Promise<void> {
	const now = ctx.now();
	const found = outcome.ok ? await toActive(ctx, desk.id, outcome.keys) : toRefused(outcome.reason);
	const written = await ctx.db
		.update(deskWebhooks)
		.set({ ...found, checkedAt: now, nextCheckAt: now + DAY_MS })
		.where(eq(deskWebhooks.deskId, desk.id))
		.returning({ deskId: deskWebhooks.deskId });
	if (outcome.ok && outcome.repaired) ctx.log.info("webhook.repaired", { desk: desk.id });
	if (outcome.ok && (outcome.repaired || row.state !== "active")) await catchUp(ctx, desk.id);
	if (!outcome.ok) {
		ctx.log.warn("webhook.refused", { desk: desk.id, reason: outcome.reason });
		if (outcome.reason === "rights") await askForRole(ctx, desk);
	}
	// Nobody listens any more since a moment ago.
	if (written.length === 0 && outcome.ok) await feed.removeWebhook(outcome.keys.id);
}

/** What happened while nothing told of it is not left to the next of the regular polls. */
async function catchUp(ctx: Context, deskId: string): Promise<void> {
	const soon = ctx.now() + CATCH_UP_MS;
	await ctx.db
		.update(desks)
		.set({ nextPollAt: soon })
		.where(and(eq(desks.id, deskId), gt(desks.nextPollAt, soon)));
}

async function toActive(ctx: Context, deskId: string, { id, secret }: WebhookKeys) {
	const secretSealed = secret === null ? null : await ctx.sealer.seal(secret, webhookSecretPlace(deskId));
	return { state: "active", reason: null, webhookId: id, secretSealed } as const;
}

/** Who may not look at subscriptions any more doesn't end the one that is there. */
function toRefused(reason: WebhookRefusal) {
	const gone = reason === "rights" ? {} : { webhookId: null, secretSealed: null };
	return { state: "refused", reason, ...gone } as const;
}

/** What is there stays in use. The longer it can't be looked at, the longer until it is tried again. */
async function postpone(ctx: Context, row: Row, error: unknown): Promise<void> {
	const now = ctx.now();
	const reason = isVendorError(error) ? (error.code ?? error.kind) : (error as Error).name;
	ctx.log.warn("webhook.check_failed", { desk: row.deskId, reason });
	const since = now - (row.checkedAt ?? now);
	const delay = Math.min(Math.max(since, MIN_BACKOFF_MS), MAX_BACKOFF_MS);
	await ctx.db
		.update(deskWebhooks)
		.set({ state: "failing", reason, nextCheckAt: now + delay })
		.where(eq(deskWebhooks.deskId, row.deskId));
}
