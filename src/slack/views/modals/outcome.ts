import type { ModalView } from "slack-web-api-client";
import type { ActionRefusal } from "../../../locales/slack/acting-messages.ts";
import { actions, button, context, section, urlButton } from "../blocks.ts";
import { type DoneInput, doneText, type UnknownInput, unknownBlocks } from "../outcomes.ts";
import { messagesOf } from "../view-context.ts";
import { type ModalFrame, toModal } from "./modal.ts";
import { type ModalTicket, ticketLine } from "./ticket-line.ts";

/** What happened, and where to see it. */
export function buildDoneModal(frame: ModalFrame & DoneInput): ModalView {
	const messages = messagesOf(frame);
	const { deskId, ticket } = frame;
	return toModal(frame, {
		state: { modal: "done", channelId: frame.channelId ?? null },
		title: messages.modal.doneTitle,
		close: messages.modal.close,
		clearOnClose: true,
		blocks: [
			section(doneText(frame)),
			actions([
				button(messages.acting.show, { kind: "show", deskId, ticketId: ticket.id }),
				urlButton(messages.ticket.open, ticket.url, "open"),
			]),
		],
	});
}

/** The desk's answer was lost: the person looks, and decides. */
export function buildUnknownModal(frame: ModalFrame & UnknownInput): ModalView {
	const { modal } = messagesOf(frame);
	return toModal(frame, {
		state: { modal: "unknown", channelId: frame.channelId ?? null },
		title: modal.unknownTitle,
		close: modal.close,
		clearOnClose: true,
		blocks: unknownBlocks(frame),
	});
}

export interface NotPossibleInput extends ModalFrame {
	deskId: string;
	ticket: ModalTicket | null;
	refusal: ActionRefusal;
	/** Offers an internal comment instead; only where this person may write one. */
	offerComment?: boolean;
}

/** In a form's place, where filling it in would be for nothing. */
export function buildNotPossible(frame: NotPossibleInput): ModalView {
	const messages = messagesOf(frame);
	const { ticket, refusal, deskId, offerComment } = frame;
	const hint = messages.acting.refusalHint(refusal);
	return toModal(frame, {
		state: { modal: "not_possible", channelId: frame.channelId ?? null },
		title: messages.modal.notPossibleTitle,
		close: messages.modal.close,
		clearOnClose: true,
		blocks: [
			...(ticket ? ticketLine(ticket, messages) : []),
			section(messages.acting.refusal(refusal)),
			context(hint),
			ticket
				? actions([
						offerComment && refusal.reason !== "closed"
							? button(messages.acting.comment, { kind: "comment", deskId, ticketId: ticket.id })
							: null,
						urlButton(messages.ticket.open, ticket.url, "open"),
					])
				: null,
		],
	});
}
