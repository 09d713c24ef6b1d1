import type { Context } from "../../context.ts";
import type { ProviderName } from "../../desk/help-desk.ts";
import { storeHints } from "./intake.ts";
import { findSubscriber, type Subscriber } from "./subscriber.ts";
import { createKeySource } from "./webhook-keys.ts";

export interface ReceivedWebhook {
	provider: ProviderName;
	deskId: string;
	headers: Headers;
	rawBody: string;
}

export type Receipt = "accepted" | "unreadable" | "forged" | "unknown_desk";

/** Once this answers `accepted`, what the body speaks of will be looked at: its rows are written. */
export async function receiveWebhook(ctx: Context, received: ReceivedWebhook): Promise<Receipt> {
	const { provider, deskId, rawBody } = received;
	const subscriber = await findSubscriber(ctx, provider, deskId);
	if (!subscriber) return "unknown_desk";
	if (!(await isAuthentic(ctx, subscriber, received))) {
		// The subscription may be a moment old, or was put right with another secret.
		const current = await findSubscriber(ctx, provider, deskId, { fresh: true });
		if (!current) return "unknown_desk";
		const isOther = !isSame(current, subscriber);
		if (!isOther || !(await isAuthentic(ctx, current, received))) {
			ctx.log.warn("webhook.forged", { desk: deskId, provider });
			return "forged";
		}
	}
	const hints = ctx.provider(provider).webhooks.parse(rawBody);
	if (!hints) {
		ctx.log.warn("webhook.unreadable", { desk: deskId, provider, length: rawBody.length });
		return "unreadable";
	}
	await storeHints(ctx, deskId, hints);
	return "accepted";
}

async function isAuthentic(
	ctx: Context,
	{ provider, address, subscription }: Subscriber,
	{ headers, rawBody }: ReceivedWebhook,
): Promise<boolean> {
	if (!subscription) return false;
	const reader = ctx.provider(provider).webhooks;
	const keys = createKeySource(ctx, reader.keySetUrl(address));
	return reader.isAuthentic({ headers, rawBody, now: ctx.now() }, subscription, keys);
}

function isSame({ subscription: a }: Subscriber, { subscription: b }: Subscriber): boolean {
	return a?.id === b?.id && a?.secret === b?.secret && a?.portalId === b?.portalId;
}
