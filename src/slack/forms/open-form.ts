import type { ModalView } from "slack-web-api-client";
import type { Context } from "../../context.ts";
import type { PlainCommand } from "../../core/command.ts";
import { isVendorError } from "../../lib/errors.ts";
import { openSlack } from "../../services/agent-links/slack-person.ts";
import type { Answer } from "../../services/commands/answer.ts";
import { botTokenPlace } from "../../services/workspaces/bot-token.ts";
import { respond, type SlackClient } from "../client.ts";
import { presentAnswer } from "../present.ts";
import type { SlackMessage } from "../views/blocks.ts";
import { buildContinue } from "../views/command-answers.ts";
import { buildLoadingModal } from "../views/modals/progress.ts";
import { buildForm, type FormRequest } from "./build-form.ts";
import { sealCardAddress } from "./card-address.ts";
import { type Place, type Reached, reach } from "./reach.ts";

/** Slack's leave to open a modal lives three seconds: what is not known by then comes into the open modal. */
export const KNOWN_WITHIN_MS = 1_000;
const SLACK_TIMEOUT_MS = 5_000;

export interface Opener extends Place {
	triggerId: string;
	/** `responseUrl` is that of the person's own card of a ticket, which will show what was done. */
	isCard?: boolean;
	/** Above the modal whose button it was, which is there again when the form is closed. */
	onTop?: boolean;
}

/** Opens a form for somebody, or tells them why not. */
export async function openForm(
	ctx: Context,
	opener: Opener,
	deskId: string | null,
	form: FormRequest,
): Promise<void> {
	const waiting = toCommand(form);
	const found = await reach(ctx, opener, deskId, waiting);
	if (found.kind === "answer") {
		return tell(ctx, opener, await presentAnswer(ctx, found.request, found.answer));
	}
	const card = opener.isCard && opener.responseUrl;
	const reached = card
		? { ...found, view: { ...found.view, card: await sealCardAddress(ctx, opener, card) } }
		: found;
	const slack = await openBot(ctx, reached);
	const built = buildForm(ctx, reached, form);
	const known = await Promise.race([built, passTime(KNOWN_WITHIN_MS)]);
	try {
		const number = "target" in form && form.target.by === "digits" ? form.target.digits : null;
		const loading = buildLoadingModal({ ...reached.view, ticketNumber: number });
		const viewId = await slack.openView(opener.triggerId, known ?? loading, opener.onTop);
		if (!known) fillLater(ctx, slack, viewId, built);
	} catch (error) {
		if (!isVendorError(error)) throw error;
		ctx.log.warn("slack.form_not_opened", { form: form.kind, kind: error.kind, code: error.code });
		const { locale, desk } = reached;
		if (!waiting) return;
		await tell(
			ctx,
			opener,
			buildContinue({ locale, provider: desk.provider, deskId: desk.id, command: waiting }),
		);
	}
}

/** The form comes into the open modal when it is known. Whoever has closed it by then doesn't want it any more. */
export function fillLater(ctx: Context, slack: SlackClient, viewId: string, form: Promise<ModalView>): void {
	const filled = form.then((view) => slack.updateView(viewId, view));
	ctx.later(
		filled.catch((error) => {
			if (!isVendorError(error)) throw error;
			ctx.log.info("slack.form_gone", { code: error.code });
		}),
	);
}

/** By the address of the click or command; else by direct message. Where neither works, the log has it. */
export async function tell(ctx: Context, place: Place, message: SlackMessage): Promise<void> {
	const call = ctx.call(SLACK_TIMEOUT_MS);
	try {
		if (place.responseUrl) return await respond(place.responseUrl, message, {}, call);
		const slack = await openSlack(ctx, place.teamId);
		if (slack) await slack.say(await slack.openDirect(place.userId), message);
	} catch (error) {
		if (!isVendorError(error)) throw error;
		ctx.log.warn("slack.tell_failed", { kind: error.kind, code: error.code });
	}
}

export async function openBot(ctx: Context, { place, botTokenSealed }: Reached): Promise<SlackClient> {
	const token = await ctx.sealer.open(botTokenSealed, botTokenPlace(place.teamId));
	return ctx.slack(token, ctx.call(SLACK_TIMEOUT_MS));
}

/** The form that a command asks for. */
export function toFormRequest(command: Extract<Answer, { kind: "form" }>["command"]): FormRequest {
	if (command.verb === "create") {
		return { kind: "create", ...(command.subject ? { values: { subject: command.subject } } : {}) };
	}
	return { kind: command.verb, target: command.target };
}

/** What stands for a form until its person has signed in; null for what only a click can begin. */
function toCommand(form: FormRequest): PlainCommand | null {
	switch (form.kind) {
		case "create":
			return { verb: "create", subject: form.values?.subject || null };
		case "comment":
		case "reply":
			return { verb: form.kind, target: form.target };
		default:
			return null;
	}
}

export function passTime(ms: number): Promise<null> {
	return new Promise((resolve) => setTimeout(() => resolve(null), ms));
}
