import type { Context } from "../context.ts";
import { isVendorError } from "../lib/errors.ts";
import { answerInTime } from "../services/commands/answer-in-time.ts";
import { resolvePersonLocale } from "../services/commands/locale.ts";
import type { CommandRequest } from "../services/commands/request.ts";
import type { Click } from "./click.ts";
import { respond } from "./client.ts";
import { openAnswer } from "./forms/open-answer.ts";
import { openForm, tell, toFormRequest } from "./forms/open-form.ts";
import { presentAnswer } from "./present.ts";
import type { SlackMessage } from "./views/blocks.ts";
import { buildOutdatedButton } from "./views/command-answers.ts";

const RESPOND_TIMEOUT_MS = 5_000;

/** A button that stands for a command: the answer takes the place of the person's own message, or comes below it. */
export async function answerClick(
	ctx: Context,
	click: Click,
	asked: Pick<CommandRequest, "deskId" | "command" | "cursor" | "from" | "replacesMessage">,
): Promise<void> {
	const { teamId, userId, channelId, responseUrl } = click;
	if (click.inHome || click.modal === "answer") return openAnswer(ctx, click, asked);
	const replacesMessage = asked.replacesMessage && click.isEphemeral;
	const place = { teamId, userId, channelId, responseUrl };
	const { request, answer } = await answerInTime(ctx, { ...asked, ...place, replacesMessage });
	if (answer.kind === "form" && click.triggerId) {
		return openForm(ctx, click, answer.desk.id, toFormRequest(answer.command));
	}
	if (!responseUrl) return tell(ctx, click, await presentAnswer(ctx, request, answer));
	const message = await presentAnswer(ctx, request, answer);
	respondLater(ctx, responseUrl, message, replacesMessage);
}

/** A button that has nothing left to do, or that this version doesn't know. */
export async function answerOutdated(ctx: Context, click: Click): Promise<void> {
	if (!click.responseUrl) return;
	const locale = await resolvePersonLocale(ctx, click.teamId, click.userId);
	respondLater(ctx, click.responseUrl, buildOutdatedButton({ locale, provider: null }), false);
}

/** Slack has its empty 200 first: the person sees that the click arrived while the answer is on its way. */
function respondLater(
	ctx: Context,
	responseUrl: string,
	message: SlackMessage,
	replaceOriginal: boolean,
): void {
	ctx.later(
		respond(responseUrl, message, { replaceOriginal }, ctx.call(RESPOND_TIMEOUT_MS)).catch((error) => {
			if (!isVendorError(error)) throw error;
			ctx.log.warn("slack.respond_failed", { kind: error.kind, code: error.code });
		}),
	);
}
