import type { Context } from "../../context.ts";
import { isVendorError } from "../../lib/errors.ts";
import { markOf } from "../../services/operations/input.ts";
import { findOperation, saveDraft } from "../../services/operations/operations.ts";
import type { ModalState } from "../modal-state.ts";
import { parseReplyValues } from "../modal-values.ts";
import { sentenceFor } from "../views/errors.ts";
import { buildConfirmReply } from "../views/modals/confirm-reply.ts";
import { buildNotPossible } from "../views/modals/outcome.ts";
import { buildProblemModal } from "../views/modals/problem.ts";
import { toStatusChoice } from "../views/modals/ticket-line.ts";
import { messagesOf } from "../views/view-context.ts";
import { openReached, type Reached } from "./reach.ts";
import type { SubmissionAnswer } from "./submit.ts";

/** Slack waits three seconds for the preview. */
const LOOKUP_TIMEOUT_MS = 2_000;

/** The first step of a public reply: kept as a draft, and shown with everybody who would receive it. */
export async function previewReply(
	ctx: Context,
	reached: Reached,
	state: Extract<ModalState, { modal: "reply" }>,
	values: unknown,
): Promise<SubmissionAnswer> {
	const { view } = reached;
	const messages = messagesOf(view);
	const parsed = parseReplyValues(values, messages.formProblem);
	if (parsed.kind === "errors") return { response_action: "errors", errors: parsed.errors };
	const operation = state.operationId ? await findOperation(ctx, state.operationId, reached.place) : null;
	// The recipients that were kept belong to one ticket.
	const isSameTicket = operation?.ticketId === state.ticketId;
	const targets = isSameTicket && operation.written.kind === "reply" ? operation.written.input.targets : null;
	const { text, status } = parsed.values;
	const attachments = state.fileIds;
	const written = { kind: "reply", input: { text, status, targets, attachments } } as const;
	const isSaved = operation && targets && (await saveDraft(ctx, operation, written));
	if (!isSaved) {
		const refusal = { reason: "already_sent" } as const;
		return { response_action: "update", view: buildNotPossible({ ...view, ticket: null, refusal }) };
	}
	try {
		const helpDesk = openReached(ctx, reached, LOOKUP_TIMEOUT_MS);
		const [ticket, statuses] = await Promise.all([
			helpDesk.findTicket({ by: "id", id: state.ticketId }),
			status ? helpDesk.statuses(state.ticketId) : [],
		]);
		if (!ticket) {
			const text = messages.refusal.ticketNotFound(null);
			return { response_action: "update", view: buildProblemModal({ ...view, text }) };
		}
		const choice = statuses.find(({ id }) => id === status);
		const label = choice ? toStatusChoice(choice, messages).label : status;
		const kept = { operationId: operation.id, shown: await markOf(written) };
		const preview = { ...view, ticket, targets, text, status: label, ...kept, fileIds: attachments };
		return { response_action: "push", view: buildConfirmReply(preview) };
	} catch (error) {
		if (!isVendorError(error)) throw error;
		const text = sentenceFor(error, { ...view, reference: null });
		return { response_action: "push", view: buildProblemModal({ ...view, text }) };
	}
}
