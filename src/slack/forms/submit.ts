import type { Context as HonoContext } from "hono";
import type { ModalView } from "slack-web-api-client";
import type { AppEnv } from "../../app-env.ts";
import type { Context } from "../../context.ts";
import type { DeedKind } from "../../locales/slack/acting-messages.ts";
import { markOf, type WrittenInput } from "../../services/operations/input.ts";
import {
	findOperation,
	sendAgain,
	sendDraft,
	submitOperation,
} from "../../services/operations/operations.ts";
import { toPlainText } from "../message-text.ts";
import { readInputs } from "../modal-inputs.ts";
import { type ModalState, parseModalState } from "../modal-state.ts";
import {
	type ParsedForm,
	parseAssignValues,
	parseCommentValues,
	parseCreateValues,
	parseMoveValues,
	parsePriorityValues,
	parseStatusValues,
} from "../modal-values.ts";
import { presentAnswer } from "../present.ts";
import type { ViewSubmission } from "../schema.ts";
import { parseTagValues } from "../tag-values.ts";
import { buildNotPossible } from "../views/modals/outcome.ts";
import { buildProblemModal } from "../views/modals/problem.ts";
import { buildSendingModal } from "../views/modals/progress.ts";
import { messagesOf } from "../views/view-context.ts";
import { addToTicket } from "./add-to-ticket.ts";
import { openCardAddress } from "./card-address.ts";
import { tell } from "./open-form.ts";
import { previewReply } from "./preview-reply.ts";
import { type Place, type Reached, reach, toOperationContext } from "./reach.ts";

/** Slack's answer to a submission: it closes nothing by itself, and shows problems at their fields. */
export type SubmissionAnswer =
	| { response_action: "errors"; errors: Record<string, string> }
	| { response_action: "update" | "push"; view: ModalView }
	| { response_action: "clear" };

/** `view_submission`: what was entered is checked, written down, and handed to the queue. Nothing is sent here. */
export async function handleSubmission(c: HonoContext<AppEnv>, payload: ViewSubmission): Promise<Response> {
	const { ctx } = c.var;
	const state = parseModalState(payload.view);
	const teamId = payload.team?.id ?? payload.user.team_id;
	if (!state || !teamId || !("deskId" in state)) return c.json({ response_action: "clear" });
	const person = { teamId, userId: payload.user.id };
	const responseUrl = await openCardAddress(ctx, person, "card" in state ? state.card : undefined);
	const place = { ...person, channelId: state.channelId ?? "", responseUrl };
	const reached = await reach(ctx, place, state.deskId);
	if (reached.kind === "answer") {
		// Signed out or switched off meanwhile: the form stays, with what was typed.
		return c.json(await answerElsewhere(ctx, place, reached, payload));
	}
	return c.json(await submit(ctx, reached, state, payload));
}

async function submit(
	ctx: Context,
	reached: Reached,
	state: Extract<ModalState, { deskId: string }>,
	payload: ViewSubmission,
): Promise<SubmissionAnswer> {
	const { values } = payload.view.state;
	const words = messagesOf(reached.view).formProblem;
	const send = <T>(parsed: ParsedForm<T>, what: DeedKind, toInput: (values: T) => WrittenInput) =>
		sendForm(ctx, reached, state, payload, { parsed, what, toInput });
	switch (state.modal) {
		case "create":
			return send(parseCreateValues(values, words), "created", ({ requesterEmail, ...rest }) => ({
				kind: "create",
				input: {
					...rest,
					requester: { email: requesterEmail, name: null },
					attachments: state.fileIds,
					source: state.source,
				},
			}));
		case "comment":
			return send(parseCommentValues(values, words), "commented", ({ text }) => ({
				kind: "comment",
				input: { text, attachments: state.fileIds },
			}));
		case "status":
			return send(parseStatusValues(values, words), "status", (input) => ({ kind: "update", input }));
		case "priority":
			return send(parsePriorityValues(values, words), "priority", (input) => ({ kind: "update", input }));
		case "assign":
			return send(parseAssignValues(values, words), "assigned", (input) => ({ kind: "update", input }));
		case "move":
			return send(parseMoveValues(values, words), "moved", (input) => ({ kind: "update", input }));
		case "tags": {
			const parsed = parseTagValues(values, words, reached.desk.provider);
			return send(parsed, "tags", ({ add, remove }) => ({
				kind: "update",
				input: { addTags: add, removeTags: remove },
			}));
		}
		case "reply":
			return previewReply(ctx, reached, state, values);
		case "confirm_reply":
			return confirmReply(ctx, reached, state, payload);
		case "add_to_ticket":
			return addToTicket(ctx, reached, state, payload);
	}
}

/** A form that is sent as it is: one row per submission, however often Slack hands it over. */
async function sendForm<T>(
	ctx: Context,
	reached: Reached,
	state: Extract<ModalState, { deskId: string }>,
	{ view }: ViewSubmission,
	form: { parsed: ParsedForm<T>; what: DeedKind; toInput: (values: T) => WrittenInput },
): Promise<SubmissionAnswer> {
	const { parsed, what, toInput } = form;
	if (parsed.kind === "errors") return { response_action: "errors", errors: parsed.errors };
	const about = toOperationContext(reached, "ticketId" in state ? state.ticketId : null);
	const submission = { key: `${view.id}:${view.hash}`, viewId: view.id };
	await submitOperation(ctx, about, toInput(parsed.values), submission);
	return { response_action: "update", view: buildSendingModal({ ...reached.view, what }) };
}

/** The second, explicit step: only here does a reply leave its draft. */
async function confirmReply(
	ctx: Context,
	reached: Reached,
	{ operationId, shown, attempts }: Extract<ModalState, { modal: "confirm_reply" }>,
	{ view }: ViewSubmission,
): Promise<SubmissionAnswer> {
	const operation = await findOperation(ctx, operationId, reached.place);
	if (operation?.kind === "reply" && (await markOf(operation.written)) !== shown) {
		// Written anew in another window meanwhile: this is not what would be sent.
		const refusal = { reason: "ticket_changed" } as const;
		return { response_action: "update", view: buildNotPossible({ ...reached.view, ticket: null, refusal }) };
	}
	const send = operation?.state === "unknown" ? sendAgain : sendDraft;
	const isNew = operation?.kind === "reply" && operation.attempts === attempts;
	const isSent = isNew && (await send(ctx, operation, view.id));
	if (isSent) {
		return { response_action: "update", view: buildSendingModal({ ...reached.view, what: "replied" }) };
	}
	const refusal = { reason: "already_sent" } as const;
	return { response_action: "update", view: buildNotPossible({ ...reached.view, ticket: null, refusal }) };
}

async function answerElsewhere(
	ctx: Context,
	place: Place,
	reached: Extract<Awaited<ReturnType<typeof reach>>, { kind: "answer" }>,
	{ view: form }: ViewSubmission,
): Promise<SubmissionAnswer> {
	const { request, answer } = reached;
	const message = await presentAnswer(ctx, request, answer);
	const { text } = message;
	const block = readInputs(form.state.values).blocks.at(-1);
	if (block) {
		// What leads on is a button, and a field has no place for it.
		ctx.later(tell(ctx, place, message));
		const sentence = toPlainText(text).replace(/[*`]/g, "");
		return { response_action: "errors", errors: { [block]: sentence } };
	}
	const view = { locale: request.locale, provider: "zendesk", deskName: "", now: ctx.now() } as const;
	const frame = { ...view, channelId: place.channelId || null };
	return { response_action: "update", view: buildProblemModal({ ...frame, text: { mrkdwn: text } }) };
}
