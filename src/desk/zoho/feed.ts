import type { CallOptions } from "../../lib/http.ts";
import type { DeskFeed } from "../desk-feed.ts";
import type { DeskAddress, TokenSource } from "../help-desk.ts";
import { createZohoClient } from "./client.ts";
import { countCredits } from "./credits.ts";
import { requireDataCentre } from "./data-centres.ts";
import { observe } from "./observe.ts";
import { readOverdue } from "./overdue.ts";
import { readRatings } from "./ratings.ts";
import { readChanges } from "./recent-changes.ts";
import { ensureWebhook, removeWebhook } from "./subscription.ts";

export function openFeed(desk: DeskAddress, tokens: TokenSource, call: CallOptions): DeskFeed {
	const meter = countCredits(call);
	const client = createZohoClient(desk, tokens, meter.call);
	const homeUrl = desk.portalUrl ?? `https://${requireDataCentre(desk.address).deskHost}/`;
	return {
		observe: (ticketId, since) => observe(client, ticketId, since, { now: call.now(), homeUrl }),
		changes: (cursor, since) => readChanges(client, cursor, since, call.now()),
		ratings: (cursor, since) => readRatings(client, cursor, since, call.now()),
		overdue: (cursor, since) => readOverdue(client, cursor, since),
		ensureWebhook: (wanted, known) => ensureWebhook(client, wanted, known),
		removeWebhook: (id) => removeWebhook(client, id),
		spent: meter.spent,
	};
}
