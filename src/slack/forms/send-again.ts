import type { Context } from "../../context.ts";
import { isVendorError } from "../../lib/errors.ts";
import { markOf } from "../../services/operations/input.ts";
import { findOperation, type Operation, sendAgain } from "../../services/operations/operations.ts";
import { presentAnswer } from "../present.ts";
import { sentenceFor } from "../views/errors.ts";
import { buildConfirmReply } from "../views/modals/confirm-reply.ts";
import { buildProblemModal } from "../views/modals/problem.ts";
import { buildSendingModal } from "../views/modals/progress.ts";
import { toStatusChoice } from "../views/modals/ticket-line.ts";
import { messagesOf } from "../views/view-context.ts";
import { type Opener, openBot, tell } from "./open-form.ts";
import { openReached, type Reached, reach } from "./reach.ts";

const LOOKUP_TIMEOUT_MS = 2_000;

/**
 * Somebody has looked and decided that it did not arrive. A comment or a ticket goes on its way at once; a reply
 * to a customer has its recipients confirmed anew.
 */
export async function repeatOperation(
	ctx: Context,
	opener: Opener,
	operationId: string,
	viewId: string | null,
): Promise<"sent" | "opened" | "over"> {
	const operation = await findOperation(ctx, operationId, opener);
	if (operation?.state !== "unknown") return "over";
	const reached = await reach(ctx, { ...opener, channelId: operation.channelId }, operation.deskId);
	if (reached.kind === "answer") {
		await tell(ctx, opener, await presentAnswer(ctx, reached.request, reached.answer));
		return "opened";
	}
	const slack = await openBot(ctx, reached);
	if (operation.kind === "reply") {
		await slack.openView(opener.triggerId, await buildConfirmation(ctx, reached, operation), viewId !== null);
		return "opened";
	}
	const what = ({ create: "created", comment: "commented", update: "status" } as const)[operation.kind];
	const sending = buildSendingModal({ ...reached.view, what });
	const shownIn = viewId ?? (await slack.openView(opener.triggerId, sending, false));
	if (!(await sendAgain(ctx, operation, shownIn))) return "over";
	if (viewId) await slack.updateView(viewId, sending);
	return "sent";
}

async function buildConfirmation(ctx: Context, reached: Reached, operation: Operation) {
	const { view } = reached;
	const { written, ticketId } = operation;
	const targets = written.kind === "reply" ? written.input.targets : null;
	if (written.kind !== "reply" || !targets || !ticketId) {
		return buildProblemModal({ ...view, text: messagesOf(view).refusal.outdatedButton });
	}
	try {
		const helpDesk = openReached(ctx, reached, LOOKUP_TIMEOUT_MS);
		const { text, status: statusId, attachments: fileIds } = written.input;
		const [ticket, statuses] = await Promise.all([
			helpDesk.findTicket({ by: "id", id: ticketId }),
			statusId ? helpDesk.statuses(ticketId) : [],
		]);
		if (!ticket) return buildProblemModal({ ...view, text: messagesOf(view).refusal.ticketNotFound(null) });
		const choice = statuses.find(({ id }) => id === statusId);
		const status = choice ? toStatusChoice(choice, messagesOf(view)).label : statusId;
		const { id, attempts } = operation;
		const kept = { operationId: id, shown: await markOf(written), attempts };
		return buildConfirmReply({ ...view, ticket, targets, text, status, ...kept, fileIds });
	} catch (error) {
		if (!isVendorError(error)) throw error;
		return buildProblemModal({ ...view, text: sentenceFor(error, { ...view, reference: null }) });
	}
}
