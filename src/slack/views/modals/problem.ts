import type { ModalView } from "slack-web-api-client";
import type { Mrkdwn } from "../../mrkdwn.ts";
import { section } from "../blocks.ts";
import { messagesOf } from "../view-context.ts";
import { type ModalFrame, toModal } from "./modal.ts";

/** In a form's place, when the desk can't be asked or doesn't know the ticket: the sentence, and nothing to fill in. */
export function buildProblemModal(frame: ModalFrame & { text: Mrkdwn }): ModalView {
	const { modal } = messagesOf(frame);
	return toModal(frame, {
		state: { modal: "not_possible", channelId: frame.channelId ?? null },
		title: modal.notPossibleTitle,
		close: modal.close,
		clearOnClose: true,
		blocks: [section(frame.text)],
	});
}
