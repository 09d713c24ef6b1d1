import type { Context } from "../context.ts";
import { isVendorError } from "../lib/errors.ts";
import { openSlack } from "../services/agent-links/slack-person.ts";
import type { Answer } from "../services/commands/answer.ts";
import type { LocalizedRequest } from "../services/commands/request.ts";
import { respond } from "./client.ts";
import { presentAnswer } from "./present.ts";

/** With a deferred command's own deadline of 25 s still within the time its row is held. */
const RESPOND_TIMEOUT_MS = 5_000;

/** Hands over a late answer: behind "working on it", or by direct message once Slack's address is spent. */
export async function deliverAnswer(ctx: Context, request: LocalizedRequest, answer: Answer): Promise<void> {
	const message = await presentAnswer(ctx, request, answer);
	if (request.responseUrl) {
		try {
			const options = { replaceOriginal: request.replacesMessage };
			return await respond(request.responseUrl, message, options, ctx.call(RESPOND_TIMEOUT_MS));
		} catch (error) {
			if (!isVendorError(error) || error.kind === "unavailable" || error.kind === "rate_limited") throw error;
		}
	}
	const slack = await openSlack(ctx, request.teamId);
	if (slack) await slack.say(await slack.openDirect(request.userId), message);
}
