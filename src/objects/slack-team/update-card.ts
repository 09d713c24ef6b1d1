import { dropCard, dropUpdate, markUpdated, postponeUpdate } from "./cards.ts";
import { openContent } from "./content.ts";
import { buildPost, toMetadata } from "./message.ts";
import { noteWideVerdict, type Run } from "./run.ts";
import type { CardRow } from "./tables.ts";
import { backOffMs, toVerdict, type Verdict } from "./verdict.ts";

/** A channel that can't be posted to can't be updated either: its posts find out when that ends. */
const CHANNEL_WAIT_MS = 5 * 60_000;
/** By then the card is left as it is. */
const GIVE_UP_MS = 24 * 3_600_000;

/** Brings a ticket's card to its newest state. The same update twice is the same card, so a lost answer costs nothing. */
export async function updateCard(run: Run, card: CardRow): Promise<void> {
	const { ctx, sql, pace, slack } = run;
	const { id, pending_sealed: sealed, pending_revision: revision } = card;
	const content = sealed === null ? null : await openContent(ctx.sealer, card, sealed).catch(() => null);
	if (!content || revision === null || ctx.now() - (card.dirty_at ?? 0) > GIVE_UP_MS) {
		dropUpdate(sql, id);
		return;
	}
	const message = buildPost(content, { role: "card", direct: false, now: ctx.now() });
	const metadata = toMetadata({
		desk: card.desk_id,
		ticket: card.ticket_id,
		revision,
		events: JSON.parse(card.event_ids) as string[],
	});
	pace.useMethod("chat.update", ctx.now());
	try {
		await slack.update(card.channel_id, card.message_ts, message, metadata);
		markUpdated(sql, id, revision);
	} catch (error) {
		handleFailure(run, card, toVerdict(error));
	}
}

function handleFailure(run: Run, card: CardRow, verdict: Verdict): void {
	const { ctx, sql, team } = run;
	if (noteWideVerdict(run, "chat.update", verdict)) return;
	const now = ctx.now();
	switch (verdict.kind) {
		case "later":
		case "unknown":
			postponeUpdate(sql, card.id, now + backOffMs(card.attempts + 1));
			break;
		case "channel":
			postponeUpdate(sql, card.id, now + CHANNEL_WAIT_MS);
			break;
		case "card_gone":
			dropCard(sql, card.id);
			break;
		default:
			ctx.log.error("delivery.card_refused", {
				team: team.teamId,
				code: "code" in verdict ? verdict.code : null,
			});
			dropUpdate(sql, card.id);
	}
}
