import type { CallOptions } from "../../lib/http.ts";
import type { DeskFeed } from "../desk-feed.ts";
import type { DeskAddress, TokenSource } from "../help-desk.ts";
import { createClient } from "./client.ts";
import { readChanges } from "./feed-changes.ts";
import { readOverdue } from "./feed-overdue.ts";
import { readRatings } from "./feed-ratings.ts";
import { observeTicket } from "./observing.ts";
import { ensureWebhook, removeWebhook } from "./webhook-admin.ts";

export function openFeed({ address }: DeskAddress, tokens: TokenSource, call: CallOptions): DeskFeed {
	let spent = 0;
	const client = createClient(address, tokens, {
		...call,
		fetch: (input, init) => {
			spent += 1;
			return call.fetch(input, init);
		},
	});

	return {
		observe: (ticketId, since) => observeTicket(client, ticketId, since, { address, now: call.now() }),
		changes: (cursor, since) => readChanges(client, cursor, since, call.now()),
		ratings: (cursor, since) => readRatings(client, cursor, since),
		overdue: (cursor, since) => readOverdue(client, cursor, since, call.now()),
		ensureWebhook: (wanted, known) => ensureWebhook(client, wanted, known),
		removeWebhook: (id) => removeWebhook(client, id),
		spent: () => spent,
	};
}
