import type { AnyMessageBlock, ModalView } from "slack-web-api-client";
import type { SlackMessage } from "../blocks.ts";
import { messagesOf } from "../view-context.ts";
import { type ModalBlock, type ModalFrame, toModal } from "./modal.ts";

/** A message's content where there is no channel: under the desk's name, without what only a channel has. */
export function buildAnswerModal(frame: ModalFrame & { message: SlackMessage }): ModalView {
	const { modal } = messagesOf(frame);
	return toModal(frame, {
		state: { modal: "answer", channelId: frame.channelId ?? null },
		title: frame.deskName,
		close: modal.close,
		blocks: frame.message.blocks.map(toModalBlock),
	});
}

function toModalBlock(block: AnyMessageBlock): ModalBlock | null {
	switch (block.type) {
		case "section":
		case "context":
		case "divider":
		case "header":
			return block;
		case "actions": {
			const elements = block.elements.filter(({ action_id }) => !isShare(action_id));
			return elements.length > 0 ? { ...block, elements } : null;
		}
		default:
			return null;
	}
}

function isShare(actionId: string | undefined): boolean {
	return actionId?.split(":")[0] === "share";
}
