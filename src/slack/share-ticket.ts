import type { Context } from "../context.ts";
import { isVendorError } from "../lib/errors.ts";
import { answerInTime } from "../services/commands/answer-in-time.ts";
import { doOnce } from "../services/slack-events/claim-once.ts";
import type { TicketAction } from "./actions.ts";
import type { Click } from "./click.ts";
import { respond } from "./client.ts";
import { toTicketCommand } from "./interactions.ts";
import { presentAnswer } from "./present.ts";
import { buildSharedCard } from "./views/ticket-card.ts";

const RESPOND_TIMEOUT_MS = 5_000;

/**
 * Puts the card before everybody in the channel, as it is now and as this person may see it. By `response_url`,
 * which works where the bot is no member. A double click shares once.
 */
export async function shareTicket(ctx: Context, action: TicketAction, click: Click): Promise<void> {
	const { teamId, userId, channelId, responseUrl } = click;
	if (!responseUrl) return;
	const { deskId } = action;
	const { request, answer } = await answerInTime(ctx, {
		teamId,
		userId,
		channelId,
		deskId,
		command: toTicketCommand(action.ticketId),
		cursor: null,
		from: 1,
		responseUrl,
		replacesMessage: false,
	});
	const call = ctx.call(RESPOND_TIMEOUT_MS);
	if (answer.kind !== "ticket") {
		return ctx.later(respond(responseUrl, await presentAnswer(ctx, request, answer), {}, call));
	}
	const key = ["share", teamId, channelId, click.messageTs, userId, deskId, action.ticketId].join(":");
	const { ticket, desk, agentName } = answer;
	const view = { locale: request.locale, provider: desk.provider, deskName: desk.name, now: ctx.now() };
	const card = buildSharedCard({ ...view, ticket, sharedBy: agentName });
	// A card that Slack did not take may be shared again.
	const share = doOnce(ctx, key, () => respond(responseUrl, card, { inChannel: true }, call));
	ctx.later(
		share.catch((error) => {
			if (!isVendorError(error)) throw error;
			ctx.log.warn("slack.share_failed", { kind: error.kind, code: error.code });
		}),
	);
}
