import type { ModalView, RadioButtons } from "slack-web-api-client";
import { BLOCK } from "../../modal-ids.ts";
import type { MessageSource } from "../../modal-state.ts";
import type { AddToTicketValues } from "../../modal-values.ts";
import { plain } from "../blocks.ts";
import { messagesOf } from "../view-context.ts";
import { textInput } from "./elements.ts";
import { type FormFrame, input, toForm } from "./modal.ts";
import { filesLine } from "./write.ts";

export interface AddToTicketInput extends FormFrame<Omit<AddToTicketValues, "target"> & { ticket: string }> {
	source?: MessageSource | null;
	fileIds?: readonly string[];
}

/** From a message onto a ticket. Internal unless the person says otherwise, and then it must be confirmed. */
export function buildAddToTicketModal(frame: AddToTicketInput): ModalView {
	const messages = messagesOf(frame);
	const words = messages.modal.addTo;
	const { values = {}, fileIds = [] } = frame;
	return toForm(frame, {
		state: {
			modal: "add_to_ticket",
			deskId: frame.deskId,
			channelId: frame.channelId ?? null,
			source: frame.source ?? null,
			fileIds: [...fileIds],
		},
		title: words.title,
		submit: words.submit,
		blocks: [
			input(BLOCK.ticket, words.ticket, textInput({ initial: values.ticket, max: 500 }), {
				hint: words.ticketHint,
			}),
			input(BLOCK.visibility, words.kind, visibilityChoice(frame)),
			input(BLOCK.text, words.text, textInput({ initial: values.text, multiline: true })),
			filesLine(fileIds, messages),
		],
	});
}

function visibilityChoice(frame: AddToTicketInput): RadioButtons {
	const words = messagesOf(frame).modal.addTo;
	const internal = {
		text: plain(words.internal),
		value: "internal",
		description: plain(words.internalHint),
	};
	const toCustomer = { text: plain(words.public), value: "public", description: plain(words.publicHint) };
	return {
		type: "radio_buttons",
		options: [internal, toCustomer],
		initial_option: frame.values?.visibility === "public" ? toCustomer : internal,
	};
}
