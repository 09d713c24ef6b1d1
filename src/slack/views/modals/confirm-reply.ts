import type { ModalView, SectionBlock } from "slack-web-api-client";
import type { ReplyTargets } from "../../../core/ticket-writing.ts";
import { toVisible } from "../../mrkdwn.ts";
import { section } from "../blocks.ts";
import { messagesOf } from "../view-context.ts";
import { type ModalFrame, toModal } from "./modal.ts";
import { type ModalTicket, ticketLine } from "./ticket-line.ts";
import { filesLine, idsOf, recipientLines } from "./write.ts";

export interface ConfirmReplyInput extends ModalFrame {
	deskId: string;
	ticket: ModalTicket;
	targets: ReplyTargets;
	text: string;
	/** The status that goes with it, as people read it. */
	status: string | null;
	/** Where all of this waits: what is sent is what was kept there, not what a view carries. */
	operationId: string;
	/** The mark of what is shown here: anything else is not what was confirmed. */
	shown: string;
	/** How often it was sent before; a draft never was. */
	attempts?: number;
	fileIds?: readonly string[];
}

/** The second step of a public reply, pushed onto the form: who gets it, and every word they will read. */
export function buildConfirmReply(frame: ConfirmReplyInput): ModalView {
	const messages = messagesOf(frame);
	const words = messages.modal.confirm;
	const { targets, operationId, shown, attempts = 0, fileIds = [] } = frame;
	return toModal(frame, {
		state: { modal: "confirm_reply", ...idsOf(frame), operationId, shown, attempts },
		title: words.title,
		submit: words.submit,
		close: messages.modal.back,
		blocks: [
			...ticketLine(frame.ticket, messages),
			section(words.heading(targets.to.length + targets.cc.length)),
			...recipientLines(targets, messages),
			{ type: "divider" },
			section(words.text),
			...verbatim(frame.text),
			frame.status === null && fileIds.length === 0 ? null : { type: "divider" },
			frame.status === null ? null : section(words.status(frame.status)),
			filesLine(fileIds, messages),
		],
	});
}

/** Slack's limit for one text is 3000. */
const MAX_PIECE = 2900;

/** The whole text, as plain text: nothing in it is markup, nothing is left out. */
function verbatim(text: string): SectionBlock[] {
	const pieces: string[] = [];
	let piece = "";
	for (const character of toVisible(text).trim()) {
		if (piece.length + character.length > MAX_PIECE) {
			pieces.push(piece);
			piece = "";
		}
		piece += character;
	}
	return [...pieces, piece]
		.filter((shown) => shown.trim())
		.map((shown) => ({ type: "section", text: { type: "plain_text", text: shown, emoji: false } }));
}
