import type { ModalView } from "slack-web-api-client";
import type { Context } from "../../context.ts";
import type { Command } from "../../core/command.ts";
import type { Caller } from "../../db/callers.ts";
import { isVendorError } from "../../lib/errors.ts";
import { answerCommand, resolveForCommand } from "../../services/commands/answer-command.ts";
import { resolveLocale } from "../../services/commands/locale.ts";
import type { LocalizedRequest } from "../../services/commands/request.ts";
import { botTokenPlace } from "../../services/workspaces/bot-token.ts";
import type { Click } from "../click.ts";
import { presentAnswer } from "../present.ts";
import { buildAnswerModal } from "../views/modals/answer.ts";
import { buildLoadingModal } from "../views/modals/progress.ts";
import type { FormRequest } from "./build-form.ts";
import { fillLater, KNOWN_WITHIN_MS, openForm, passTime, toFormRequest } from "./open-form.ts";

const SLACK_TIMEOUT_MS = 5_000;
/** Nobody looks at "one moment" for longer. */
const ANSWER_TIMEOUT_MS = 10_000;

interface Asked {
	deskId: string | null;
	command: Command;
	cursor?: string | null;
	from?: number;
}

/**
 * A command's answer where there is no message that it could come below: as a modal, or in the place of the answer
 * that the button was in.
 */
export async function openAnswer(ctx: Context, click: Click, asked: Asked): Promise<void> {
	const { command, deskId } = asked;
	const form = toForm(command);
	if (form) return openForm(ctx, { ...click, onTop: click.modal === "answer" }, deskId, form);
	const { teamId, userId, channelId } = click;
	const place = { teamId, userId, channelId, responseUrl: null, replacesMessage: false };
	const unlocalized = { cursor: null, from: 1, ...asked, ...place };
	const caller = await resolveForCommand(ctx, unlocalized);
	if (caller.team?.state !== "active") return;
	const request = { ...unlocalized, locale: await resolveLocale(ctx, caller) };
	const token = await ctx.sealer.open(caller.team.botTokenSealed, botTokenPlace(teamId));
	const slack = ctx.slack(token, ctx.call(SLACK_TIMEOUT_MS));
	const answer = toModal(ctx, caller, request);
	if (click.modal === "answer" && click.viewId) return fillLater(ctx, slack, click.viewId, answer);
	const known = await Promise.race([answer, passTime(KNOWN_WITHIN_MS)]);
	try {
		const viewId = await slack.openView(click.triggerId, known ?? loadingModal(ctx, caller, request));
		if (!known) fillLater(ctx, slack, viewId, answer);
	} catch (error) {
		if (!isVendorError(error)) throw error;
		const { kind, code } = error;
		ctx.log.warn("slack.form_not_opened", { form: "answer", kind, code });
	}
}

function toForm(command: Command): FormRequest | null {
	if (command.verb === "create") return toFormRequest({ ...command, verb: "create" });
	if (command.verb !== "comment" && command.verb !== "reply") return null;
	return { kind: command.verb, target: command.target };
}

async function toModal(ctx: Context, caller: Caller, request: LocalizedRequest): Promise<ModalView> {
	const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
	const options = { signal, timeoutMs: ANSWER_TIMEOUT_MS };
	const answer = await answerCommand(ctx, caller, request, options);
	const message = await presentAnswer(ctx, request, answer);
	return buildAnswerModal({ ...frameOf(ctx, caller, request), message });
}

function loadingModal(ctx: Context, caller: Caller, request: LocalizedRequest): ModalView {
	const { command } = request;
	const target = "target" in command ? command.target : null;
	const ticketNumber = target?.by === "digits" ? target.digits : null;
	return buildLoadingModal({ ...frameOf(ctx, caller, request), ticketNumber });
}

function frameOf(ctx: Context, { desks }: Caller, { deskId, locale }: LocalizedRequest) {
	const desk = desks.find(({ id }) => id === deskId) ?? desks[0];
	return {
		locale,
		provider: desk?.provider ?? "zendesk",
		deskName: desk?.name ?? "",
		now: ctx.now(),
	} as const;
}
