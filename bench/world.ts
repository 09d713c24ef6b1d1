/** The made-up world that every contestant's database holds. Nothing in it opens anything real. */

export const TEAM_ID = "T0BENCH0001";
/** Mapped to no desk: the default one (Zendesk) answers. */
export const ZENDESK_CHANNEL = "C0BENCHZEND";
/** Mapped to the Zoho desk. */
export const ZOHO_CHANNEL = "C0BENCHZOHO";

export const SIGNING_SECRET = "bench-signing-secret";
/** What the Zendesk desk signs its webhooks with. */
export const WEBHOOK_SECRET = "bench-webhook-secret";
export const SETUP_TOKEN = "bench-setup-token-0123456789";
export const SEAL_KEY_TEXT = `bench:${btoa("bench-seal-key-of-32-bytes-long!")}`;

export const ZENDESK = { id: "desk-zendesk", subdomain: "benchco" };
export const ZOHO = { id: "desk-zoho", dataCentre: "eu", organization: "20066600001" };

/** Zendesk groups that tickets of the counted events are in, each with a channel of its own. */
export const EVENT_GROUPS = Array.from({ length: 10 }, (_, index) => ({
	groupId: String(700 + index),
	channelId: `C0BENCHEV${String(index).padStart(2, "0")}`,
}));
/** Tickets from here on are new, and come to the event groups in turn. */
export const FIRST_EVENT_TICKET = 900_000;

/** Even ones read English, odd ones Japanese. */
export const PERSONS = 10_000;
/** The first so many are signed in to both desks with a token that lasts; the rest are not signed in. */
export const SIGNED_IN = 2_000;
/** Signed in to Zendesk, each with a token that has run out. Not among `PERSONS`. */
export const EXPIRED = 60;

/** A sentence of the instant desk's ticket: a card without it is not the card. */
export const TICKET_SUBJECT = "The label printer prints every second label twice";
/** On each help in either language. */
export const HELP_MARK = "/desk search";

export function personId(index: number): string {
	return `U0P${String(index).padStart(6, "0")}`;
}

export function expiredPersonId(index: number): string {
	return `U0X${String(index).padStart(6, "0")}`;
}

export function expiredCredentialId(index: number): string {
	return `credential-expired-${index}`;
}
