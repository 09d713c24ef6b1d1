import type { Context } from "../../context.ts";
import type { Statements } from "../../db/client.ts";
import type { WebhookSubscription } from "../../desk/desk-feed.ts";
import type { ProviderName } from "../../desk/help-desk.ts";
import { webhookSecretPlace } from "./webhook-secret.ts";

/** A desk that listens, as its webhooks need it. */
export interface Subscriber {
	provider: ProviderName;
	address: string;
	/** null while the desk has no subscription of ours: nothing can be authentic. */
	subscription: WebhookSubscription | null;
}

/** Written out once, not built for each webhook. */
const QUERY = `
	select d.provider, d.address, d.portal_id, w.webhook_id, w.secret_sealed
	from desks d left join desk_webhooks w on w.desk_id = d.id
	where d.id = ?1 and d.listening_at is not null and d.state <> 'deleting'`;

type Row = [
	provider: ProviderName,
	address: string,
	portalId: string | null,
	webhookId: string | null,
	secretSealed: string | null,
];

/** The longest that any isolate goes on with what it has read. Only what was found is kept. */
const CACHE_MS = 10_000;
const MAX_CACHED = 200;

const cached = new Map<string, { subscriber: Subscriber; readAt: number; config: Context["config"] }>();

/**
 * null: nobody listens at this address: unknown, another vendor's, removed, or being erased. That is said only
 * after the primary was asked; `fresh` asks it at once.
 */
export async function findSubscriber(
	ctx: Context,
	provider: ProviderName,
	deskId: string,
	options: { fresh?: boolean } = {},
): Promise<Subscriber | null> {
	const known = options.fresh ? undefined : cached.get(deskId);
	const isUsable = known && known.config === ctx.config && ctx.now() - known.readAt < CACHE_MS;
	const near = isUsable || options.fresh ? null : await read(ctx, ctx.reads, deskId);
	const subscriber = isUsable ? known.subscriber : (near ?? (await read(ctx, ctx.db.$client, deskId)));
	if (!subscriber) cached.delete(deskId);
	else if (!isUsable) remember(ctx, deskId, subscriber);
	return subscriber?.provider === provider ? subscriber : null;
}

async function read(ctx: Context, statements: Statements, deskId: string): Promise<Subscriber | null> {
	const [row] = await statements.prepare(QUERY).bind(deskId).raw<Row>();
	if (!row) return null;
	const [provider, address, portalId, id, secretSealed] = row;
	if (!portalId || !id) return { provider, address, subscription: null };
	const secret = secretSealed ? await ctx.sealer.open(secretSealed, webhookSecretPlace(deskId)) : null;
	return { provider, address, subscription: { id, secret, address, portalId } };
}

function remember(ctx: Context, deskId: string, subscriber: Subscriber): void {
	if (cached.size >= MAX_CACHED) cached.clear();
	cached.set(deskId, { subscriber, readAt: ctx.now(), config: ctx.config });
}
