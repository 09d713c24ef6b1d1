import type { ContextBlock, ModalView, ViewInputBlock } from "slack-web-api-client";
import { type ModalState, toModalIds } from "../../modal-state.ts";
import { type Mrkdwn, md } from "../../mrkdwn.ts";
import { context, plain, section } from "../blocks.ts";
import { messagesOf, type ViewContext } from "../view-context.ts";

export type ModalBlock = ModalView["blocks"][number];

/** Slack's limits for a title and a submit button are 24, for the blocks of a view 100. */
const MAX_TITLE = 24;
const MAX_BLOCKS = 100;

/** What every modal may be given. */
export interface ModalFrame extends ViewContext {
	/** Finds the view again where its id isn't known; unique per Slack workspace. */
	externalId?: string;
	/** Where answers go that outlive the modal. */
	channelId?: string | null;
	/** The sealed address of the card whose button opened it: that card is brought up to date. */
	card?: string;
}

/** A form, as it is opened or as it comes back after a refusal. */
export interface FormFrame<V> extends ModalFrame {
	deskId: string;
	/** Why it came back, in a sentence. */
	problem?: Mrkdwn | null;
	/** What the person had typed. */
	values?: Partial<V>;
	/** What is wrong with it, by block; what has no block in the form is said at the top. */
	errors?: Record<string, string>;
}

interface ModalParts {
	state: ModalState;
	title: string;
	submit?: string;
	close: string;
	blocks: readonly (ModalBlock | null)[];
	/** Closing it closes the forms below it too: what was sent from them must not be sent again. */
	clearOnClose?: boolean;
}

export function toModal({ externalId }: ModalFrame, parts: ModalParts): ModalView {
	const { state, title, submit, close, blocks, clearOnClose } = parts;
	return {
		type: "modal",
		...toModalIds(state),
		...(externalId ? { external_id: externalId } : {}),
		title: plain(title, MAX_TITLE),
		...(submit ? { submit: plain(submit, MAX_TITLE) } : {}),
		close: plain(close, MAX_TITLE),
		...(clearOnClose ? { clear_on_close: true } : {}),
		blocks: blocks.filter((block) => block !== null).slice(0, MAX_BLOCKS),
	};
}

/** A form: the problem on top, each input with what is wrong with it right below. */
export function toForm<V>(
	frame: FormFrame<V>,
	parts: Omit<ModalParts, "close" | "clearOnClose"> & { submit: string; close?: string },
): ModalView {
	const messages = messagesOf(frame).modal;
	const errors = new Map(Object.entries(frame.errors ?? {}));
	const blocks = parts.blocks.flatMap((block): ModalBlock[] => {
		if (!block) return [];
		const reason = block.block_id === undefined ? undefined : errors.get(block.block_id);
		if (reason === undefined) return [block];
		errors.delete(block.block_id ?? "");
		return [block, ...present(context(messages.fieldProblem(reason)))];
	});
	const elsewhere = [...errors.values()].slice(0, 5).map((reason) => md`${reason}`);
	const top = [frame.problem ?? null, ...elsewhere].flatMap((reason) =>
		reason?.mrkdwn ? present(section(messages.problem(reason))) : [],
	);
	return toModal(frame, { close: messages.cancel, ...parts, blocks: [...top, ...blocks] });
}

function present<T extends ModalBlock | ContextBlock>(block: T | null): T[] {
	return block ? [block] : [];
}

/** One input with its label. The element's `action_id` is the block's id. */
export function input(
	blockId: string,
	label: string,
	element: ViewInputBlock["element"],
	options: { hint?: string; optional?: boolean; dispatch?: boolean } = {},
): ViewInputBlock {
	return {
		type: "input",
		block_id: blockId,
		label: plain(label, 150),
		element: { ...element, action_id: blockId },
		...(options.hint ? { hint: plain(options.hint, 200) } : {}),
		...(options.optional ? { optional: true } : {}),
		...(options.dispatch ? { dispatch_action: true } : {}),
	};
}
