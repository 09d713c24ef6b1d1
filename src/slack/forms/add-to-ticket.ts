import type { Context } from "../../context.ts";
import type { Ticket } from "../../core/ticket.ts";
import { isVendorError } from "../../lib/errors.ts";
import { toRef, toTyped } from "../../services/commands/ask-desk.ts";
import { submitOperation } from "../../services/operations/operations.ts";
import { toPlainText } from "../message-text.ts";
import { BLOCK } from "../modal-ids.ts";
import type { ModalState } from "../modal-state.ts";
import { parseAddToTicketValues } from "../modal-values.ts";
import type { ViewSubmission } from "../schema.ts";
import { sentenceFor } from "../views/errors.ts";
import { buildLoadingModal, buildSendingModal } from "../views/modals/progress.ts";
import { messagesOf } from "../views/view-context.ts";
import { buildForm } from "./build-form.ts";
import { fillLater, openBot } from "./open-form.ts";
import { openReached, type Reached, toOperationContext } from "./reach.ts";
import type { SubmissionAnswer } from "./submit.ts";

/** Slack waits three seconds for an answer at the field. */
const LOOKUP_TIMEOUT_MS = 2_000;

/** "Add to ticket": an internal comment goes on its way; for a public reply the reply form takes over, confirmation and all. */
export async function addToTicket(
	ctx: Context,
	reached: Reached,
	state: Extract<ModalState, { modal: "add_to_ticket" }>,
	{ view }: ViewSubmission,
): Promise<SubmissionAnswer> {
	const messages = messagesOf(reached.view);
	const parsed = parseAddToTicketValues(view.state.values, messages.formProblem);
	if (parsed.kind === "errors") return { response_action: "errors", errors: parsed.errors };
	const { target, visibility, text } = parsed.values;
	const atTicket = (problem: string): SubmissionAnswer => ({
		response_action: "errors",
		errors: { [BLOCK.ticket]: problem },
	});
	if (visibility === "public") {
		const slack = await openBot(ctx, reached);
		const form = { kind: "reply", target, values: { text }, fileIds: state.fileIds } as const;
		fillLater(ctx, slack, view.id, buildForm(ctx, reached, form));
		return {
			response_action: "update",
			view: buildLoadingModal({ ...reached.view, ticketNumber: toTyped(target) }),
		};
	}
	let ticket: Ticket | null = null;
	try {
		const ref = toRef(ctx, reached.desk, target);
		ticket = ref && (await openReached(ctx, reached, LOOKUP_TIMEOUT_MS).findTicket(ref));
	} catch (error) {
		if (!isVendorError(error)) throw error;
		return atTicket(toPlainText(sentenceFor(error, { ...reached.view, reference: null }).mrkdwn));
	}
	if (!ticket) return atTicket(toPlainText(messages.refusal.ticketNotFound(toTyped(target)).mrkdwn));
	const about = toOperationContext(reached, ticket.id);
	const written = { kind: "comment", input: { text, attachments: state.fileIds } } as const;
	await submitOperation(ctx, about, written, { key: `${view.id}:${view.hash}`, viewId: view.id });
	return { response_action: "update", view: buildSendingModal({ ...reached.view, what: "commented" }) };
}
