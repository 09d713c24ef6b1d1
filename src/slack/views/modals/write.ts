import type { ContextBlock, ModalView, SectionBlock } from "slack-web-api-client";
import type { ReplyTargets, StatusChoice } from "../../../core/ticket-writing.ts";
import type { SlackMessages } from "../../../locales/slack/messages.ts";
import { BLOCK } from "../../modal-ids.ts";
import type { CommentValues, ReplyValues } from "../../modal-values.ts";
import { inline, join, type Mrkdwn, md } from "../../mrkdwn.ts";
import { context, lineSections, section } from "../blocks.ts";
import { messagesOf } from "../view-context.ts";
import { choiceSelect, textInput } from "./elements.ts";
import { type FormFrame, input, toForm } from "./modal.ts";
import { type ModalTicket, ticketLine, toStatusChoice } from "./ticket-line.ts";

export interface CommentModalInput extends FormFrame<CommentValues> {
	ticket: ModalTicket;
	fileIds?: readonly string[];
}

/** Internal: it says so above and below the text. */
export function buildCommentModal(frame: CommentModalInput): ModalView {
	const messages = messagesOf(frame);
	const words = messages.modal.comment;
	const { ticket, fileIds = [] } = frame;
	return toForm(frame, {
		state: { modal: "comment", ...idsOf(frame), fileIds: [...fileIds] },
		title: words.title,
		submit: words.submit,
		blocks: [
			...ticketLine(ticket, messages),
			section(words.note),
			input(BLOCK.text, words.text, textInput({ initial: frame.values?.text, multiline: true })),
			filesLine(fileIds, messages),
		],
	});
}

export interface ReplyModalInput extends FormFrame<ReplyValues> {
	ticket: ModalTicket;
	targets: ReplyTargets;
	/** Statuses that may be set with it; empty where the desk can't. */
	statuses: readonly StatusChoice[];
	/** Where these targets are kept until the confirmation. */
	operationId?: string | null;
	fileIds?: readonly string[];
}

/** To the customer; its submit only leads to the confirmation. */
export function buildReplyModal(frame: ReplyModalInput): ModalView {
	const messages = messagesOf(frame);
	const words = messages.modal.reply;
	const { ticket, targets, fileIds = [] } = frame;
	const statuses = frame.statuses.map((choice) => toStatusChoice(choice, messages));
	const status = choiceSelect(statuses, { initial: frame.values?.status, placeholder: words.keepStatus });
	return toForm(frame, {
		state: {
			modal: "reply",
			...idsOf(frame),
			operationId: frame.operationId ?? null,
			fileIds: [...fileIds],
		},
		title: words.title,
		submit: words.submit,
		blocks: [
			...ticketLine(ticket, messages),
			section(words.note),
			...recipientLines(targets, messages),
			input(BLOCK.text, words.text, textInput({ initial: frame.values?.text, multiline: true })),
			status && input(BLOCK.status, words.status, status, { optional: true }),
			filesLine(fileIds, messages),
		],
	});
}

/** Every recipient by name and address, in as many lines as it takes. */
export function recipientLines(targets: ReplyTargets, messages: SlackMessages): SectionBlock[] {
	const words = messages.modal.recipients;
	return lineSections([
		...targets.to.map((person) => md`*${words.to}:* ${toPerson(person)}`),
		...targets.cc.map((person) => md`*${words.cc}:* ${toPerson(person)}`),
		...(targets.from ? [md`*${words.from}:* ${inline(targets.from)}`] : []),
	]);
}

function toPerson({ name, address }: ReplyTargets["to"][number]): Mrkdwn {
	const mail = inline(address, 254);
	const shown = inline(name ?? "", 100);
	return shown.mrkdwn && shown.mrkdwn !== mail.mrkdwn ? join([shown, md`(${mail})`], " ") : mail;
}

export function filesLine(fileIds: readonly string[], messages: SlackMessages): ContextBlock | null {
	return fileIds.length > 0 ? context(messages.modal.create.files(fileIds.length)) : null;
}

export function idsOf(
	frame: Pick<FormFrame<unknown>, "deskId" | "channelId" | "card"> & { ticket: ModalTicket },
) {
	const { deskId, channelId, card } = frame;
	return { deskId, ticketId: frame.ticket.id, channelId: channelId ?? null, ...(card ? { card } : {}) };
}
