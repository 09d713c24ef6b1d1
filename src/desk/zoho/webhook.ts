import * as v from "valibot";
import { parseJson } from "../../lib/http.ts";
import type {
	KeySource,
	WebhookHint,
	WebhookReader,
	WebhookRequest,
	WebhookSubscription,
} from "../desk-feed.ts";
import { findDataCentre } from "./data-centres.ts";
import { isValidToken } from "./jwt.ts";

const TOKEN_HEADER = "x-zdesk-jwt";

export const webhooks: WebhookReader = {
	isAuthentic,
	parse,
	keySetUrl(address) {
		const centre = findDataCentre(address);
		return centre && `https://${centre.deskHost}/.well-known/jwks.json`;
	},
};

/** The token doesn't cover the body: an authentic request is a reason to look, and no more. */
async function isAuthentic(
	{ headers, now }: WebhookRequest,
	{ id, portalId }: WebhookSubscription,
	keys: KeySource,
): Promise<boolean> {
	const token = headers.get(TOKEN_HEADER)?.trim();
	if (!token) return false;
	try {
		return await isValidToken(token, { issuer: `orgId:${portalId}`, audience: `webhookId:${id}`, now }, keys);
	} catch {
		return false;
	}
}

/** Ids are text; a number is only exact while it is small. */
const id = v.pipe(
	v.union([v.string(), v.pipe(v.number(), v.safeInteger(), v.transform(String))]),
	v.regex(/^\d{1,19}$/),
);
const event = v.object({
	eventType: v.pipe(v.string(), v.regex(/^\w{1,60}$/)),
	eventTime: v.fallback(v.nullish(v.union([v.string(), v.number()])), null),
	payload: v.fallback(
		v.nullish(v.object({ id: v.fallback(v.nullish(id), null), ticketId: v.fallback(v.nullish(id), null) })),
		null,
	),
});

function parse(rawBody: string): WebhookHint[] | null {
	const body = parseJson(rawBody);
	if (!Array.isArray(body)) return null;
	let whole: string | null = null;
	// Of the body as it came: an event may nest deeper than it could be written down again.
	const placeOf = (index: number) => {
		whole ??= fingerprint(rawBody);
		return `${whole}:${index}`;
	};
	return body.flatMap((entry: unknown, index) => {
		const parsed = v.safeParse(event, entry);
		return parsed.success ? (toHint(parsed.output, () => placeOf(index)) ?? []) : [];
	});
}

/** Of a ticket itself the id is its own; messages, attachments and approvals name the ticket they belong to. */
function toHint(
	{ eventType, eventTime, payload }: v.InferOutput<typeof event>,
	place: () => string,
): WebhookHint | null {
	if (!eventType.startsWith("Ticket_")) return null;
	const isTicket = /^Ticket_[A-Z][a-z]+$/.test(eventType);
	const ticketId = isTicket ? payload?.id : payload?.ticketId;
	if (!ticketId) return null;
	// The vendor gives deliveries no id.
	const resource = payload?.id && eventTime ? `${payload.id}:${String(eventTime).slice(0, 40)}` : place();
	return { ticketId, key: `${eventType}:${resource}` };
}

/** 64 bits of FNV-1a. Not for secrecy: only the vendor gets this far. */
function fingerprint(text: string): string {
	let hash = 0xcbf29ce484222325n;
	for (const byte of new TextEncoder().encode(text)) {
		hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
	}
	return hash.toString(16);
}
