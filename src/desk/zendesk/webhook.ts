import * as v from "valibot";
import { importHmacKey, verifyHmac } from "../../lib/crypto.ts";
import { fromBase64 } from "../../lib/encoding.ts";
import { parseJson } from "../../lib/http.ts";
import type { WebhookHint, WebhookReader, WebhookRequest, WebhookSubscription } from "../desk-feed.ts";

const SIGNATURE_HEADER = "x-zendesk-webhook-signature";
const TIMESTAMP_HEADER = "x-zendesk-webhook-signature-timestamp";

/** What Zendesk sends again carries its first time; what was kept back from us a day ago says nothing new. */
const MAX_AGE_MS = 24 * 60 * 60_000;
const MAX_AHEAD_MS = 5 * 60_000;
const SHA256_BYTES = 32;

const optionalText = v.nullish(v.union([v.string(), v.number()]), null);

const eventBody = v.object({
	id: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
	type: v.pipe(v.string(), v.minLength(1)),
	subject: v.nullish(v.string(), null),
	detail: v.nullish(v.object({ id: optionalText }), null),
});

export const webhooks: WebhookReader = {
	async isAuthentic(request, subscription) {
		try {
			return await isSigned(request, subscription);
		} catch {
			return false;
		}
	},
	parse(rawBody) {
		const parsed = v.safeParse(eventBody, parseJson(rawBody));
		if (!parsed.success) return null;
		const ticketId = toTicketId(parsed.output);
		return ticketId === null ? [] : [{ ticketId, key: parsed.output.id } satisfies WebhookHint];
	},
	keySetUrl: () => null,
};

/** As long as the subscription itself is kept. Keys, not promises: one request must not await another's. */
const imported = new WeakMap<WebhookSubscription, CryptoKey>();

async function keyOf(subscription: WebhookSubscription, secret: string): Promise<CryptoKey> {
	const known = imported.get(subscription);
	if (known) return known;
	const key = await importHmacKey(secret);
	imported.set(subscription, key);
	return key;
}

/** Base64 of HMAC-SHA256 over the timestamp header and the body, with nothing in between. */
async function isSigned(
	{ headers, rawBody, now }: WebhookRequest,
	subscription: WebhookSubscription,
): Promise<boolean> {
	const { secret } = subscription;
	const timestamp = headers.get(TIMESTAMP_HEADER);
	const signature = fromBase64(headers.get(SIGNATURE_HEADER) ?? "");
	if (!secret || timestamp === null || signature?.length !== SHA256_BYTES) return false;
	const signedAt = toTime(timestamp);
	if (!(signedAt >= now - MAX_AGE_MS && signedAt <= now + MAX_AHEAD_MS)) return false;
	return verifyHmac(await keyOf(subscription, secret), signature, timestamp + rawBody);
}

/** Documented as RFC 3339 only by others; seconds since 1970 are understood too. */
function toTime(timestamp: string): number {
	return /^\d{9,11}$/.test(timestamp) ? Number(timestamp) * 1000 : Date.parse(timestamp);
}

/** `zen:ticket:4711`. The detail's id is a ticket's in events about tickets only. */
function toTicketId({ type, subject, detail }: v.InferOutput<typeof eventBody>): string | null {
	const named = /^zen:ticket:(\d{1,18})$/.exec(subject ?? "")?.[1];
	if (named) return named;
	const isAboutTicket = /^zen:event-type:(?:messaging_)?ticket\./.test(type);
	const id = String(detail?.id ?? "");
	return isAboutTicket && /^\d{1,18}$/.test(id) ? id : null;
}
