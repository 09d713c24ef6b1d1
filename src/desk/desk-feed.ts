import type { Rating } from "../core/ticket-event.ts";
import type { TicketObservation } from "../core/ticket-observation.ts";

export type {
	ObservedMessage,
	TicketField,
	TicketFields,
	TicketObservation,
} from "../core/ticket-observation.ts";

/** `cursor` is opaque and durable: handed back it goes on after what was read, however much later. */
export interface FeedPage<T> {
	items: T[];
	cursor: string;
	/** Whether there is more to read now. */
	more: boolean;
}

export interface WebhookKeys {
	/** The desk's id of the subscription. */
	id: string;
	/** What it signs with; null where it signs with published keys (Zoho). */
	secret: string | null;
}

/** `edition`: has none; `limit`: all in use; `rights`: the administrator's profile may not; `address`: the desk could not reach us. */
export type WebhookRefusal = "edition" | "limit" | "rights" | "address";

export type WebhookOutcome =
	/** `repaired`: it was missing, switched off or changed, and was put right. */
	{ ok: true; keys: WebhookKeys; repaired: boolean } | { ok: false; reason: WebhookRefusal };

/**
 * What the desk says by itself, read with the connecting administrator's rights. Every method throws `VendorError`.
 * Works in the background: each call counts against the desk's budget (`spent`).
 */
export interface DeskFeed {
	/** null: deleted, spam, or out of the administrator's sight. `since` bounds history and messages. */
	observe(ticketId: string, since: number): Promise<TicketObservation | null>;
	/** Tickets that changed, by id, each once per page. `cursor` null: begin at `since`. */
	changes(cursor: string | null, since: number): Promise<FeedPage<string>>;
	/** Ratings that customers gave, oldest first. */
	ratings(cursor: string | null, since: number): Promise<FeedPage<Rating>>;
	/** Tickets that ran past what was promised, and when. */
	overdue(cursor: string | null, since: number): Promise<FeedPage<{ ticketId: string; at: number }>>;
	/** Makes sure there is exactly one subscription of ours, for `address`, switched on, with all events. */
	ensureWebhook(
		wanted: { address: string; name: string },
		known: WebhookKeys | null,
	): Promise<WebhookOutcome>;
	/** Gone already is fine. */
	removeWebhook(id: string): Promise<void>;
	/** The desk's own units used so far through this object: Zoho's credits, else calls. */
	spent(): number;
}

/** One thing that a webhook says: look at this ticket. */
export interface WebhookHint {
	ticketId: string;
	/** The same for every delivery of the same event. */
	key: string;
}

export interface WebhookRequest {
	headers: Headers;
	rawBody: string;
	now: number;
}

/** What is stored of a desk's subscription. */
export interface WebhookSubscription extends WebhookKeys {
	address: string;
	/** Zoho's organisation id, Zendesk's subdomain. */
	portalId: string;
}

/** The vendor's published key with this id; null when it has none by that name. */
export type KeySource = (keyId: string) => Promise<JsonWebKey | null>;

/** A vendor's webhooks, as far as no token is needed. */
export interface WebhookReader {
	/** Whether the vendor sent it, to this subscription, about this portal. Never throws. */
	isAuthentic(request: WebhookRequest, subscription: WebhookSubscription, keys: KeySource): Promise<boolean>;
	/** null when it is no event body at all. Events without a ticket give no hint. */
	parse(rawBody: string): WebhookHint[] | null;
	/** Where the published keys of an address are; null where it signs with a secret. */
	keySetUrl(address: string): string | null;
}

/** How an event is heard of at a desk. Neither: the desk has no such thing. */
export interface EventWays {
	webhook: boolean;
	poll: boolean;
}
