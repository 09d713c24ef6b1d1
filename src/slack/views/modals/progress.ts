import type { ModalView } from "slack-web-api-client";
import type { DeedKind } from "../../../locales/slack/acting-messages.ts";
import { context, section } from "../blocks.ts";
import { messagesOf } from "../view-context.ts";
import { type ModalFrame, toModal } from "./modal.ts";

/** Opened at once, since Slack's permission to open a modal lives for three seconds. */
export function buildLoadingModal(frame: ModalFrame & { ticketNumber: string | null }): ModalView {
	const { loading, cancel } = messagesOf(frame).modal;
	return toModal(frame, {
		state: { modal: "loading", channelId: frame.channelId ?? null },
		title: loading.title,
		close: cancel,
		blocks: [section(loading.text(frame.ticketNumber))],
	});
}

/** Takes the form's place when it is handed over: nothing can be sent from it a second time. */
export function buildSendingModal(frame: ModalFrame & { what: DeedKind }): ModalView {
	const { sending, close } = messagesOf(frame).modal;
	return toModal(frame, {
		state: { modal: "sending", channelId: frame.channelId ?? null },
		title: sending.title,
		close,
		clearOnClose: true,
		blocks: [section(sending.text(frame.what)), context(sending.note)],
	});
}
