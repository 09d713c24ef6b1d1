import type { ModalView } from "slack-web-api-client";
import type { Agent, Department } from "../../../core/ticket.ts";
import type { PriorityChoice, StatusChoice } from "../../../core/ticket-writing.ts";
import { BLOCK, NOBODY } from "../../modal-ids.ts";
import type { TagValues } from "../../tag-values.ts";
import { actions, button, context } from "../blocks.ts";
import { messagesOf } from "../view-context.ts";
import { choiceSelect, choicesSelect, lookUpSelect, textInput } from "./elements.ts";
import { type FormFrame, input, toForm } from "./modal.ts";
import { type ModalTicket, ticketLine, toPriorityChoice, toStatusChoice } from "./ticket-line.ts";
import { idsOf } from "./write.ts";

export interface StatusModalInput extends FormFrame<{ status: string }> {
	ticket: ModalTicket;
	/** At least one; where there is none, `buildNotPossible` says why. */
	statuses: readonly StatusChoice[];
}

export function buildStatusModal(frame: StatusModalInput): ModalView {
	const messages = messagesOf(frame);
	const words = messages.modal.status;
	const choices = frame.statuses.map((choice) => toStatusChoice(choice, messages));
	const { status } = frame.ticket;
	const now = frame.statuses.find(({ label, category }) =>
		status.label ? label === status.label : category === status.category,
	);
	const select = choiceSelect(choices, { initial: frame.values?.status ?? now?.id });
	return toForm(frame, {
		state: { modal: "status", ...idsOf(frame) },
		title: words.title,
		submit: words.submit,
		blocks: [
			...ticketLine(frame.ticket, messages),
			select && input(BLOCK.status, words.label, select),
			context(words.note),
		],
	});
}

export interface PriorityModalInput extends FormFrame<{ priority: string }> {
	ticket: ModalTicket;
	priorities: readonly PriorityChoice[];
}

export function buildPriorityModal(frame: PriorityModalInput): ModalView {
	const messages = messagesOf(frame);
	const words = messages.modal.priority;
	const { priority } = frame.ticket;
	const now = priority
		? frame.priorities.find(({ label, level }) =>
				priority.label ? label === priority.label : level === priority.level,
			)
		: undefined;
	const choices = frame.priorities.map((choice) => toPriorityChoice(choice, messages));
	const select = choiceSelect(choices, { initial: frame.values?.priority ?? now?.id });
	return toForm(frame, {
		state: { modal: "priority", ...idsOf(frame) },
		title: words.title,
		submit: words.submit,
		blocks: [...ticketLine(frame.ticket, messages), select && input(BLOCK.priority, words.label, select)],
	});
}

export interface AssignModalInput extends FormFrame<{ assigneeId: string | null }> {
	ticket: ModalTicket;
	/** Whom the person had chosen, when the form comes back. */
	chosen?: Agent | null;
}

/** Anybody of the department by name, or oneself with one press. */
export function buildAssignModal(frame: AssignModalInput): ModalView {
	const messages = messagesOf(frame);
	const words = messages.modal.assign;
	const { ticket, chosen } = frame;
	const initial = chosen
		? { id: chosen.id, label: chosen.name }
		: frame.values?.assigneeId === null
			? { id: NOBODY, label: words.unassigned }
			: null;
	return toForm(frame, {
		state: { modal: "assign", ...idsOf(frame), departmentId: ticket.department?.id ?? null },
		title: words.title,
		submit: words.submit,
		blocks: [
			...ticketLine(ticket, messages),
			context(words.now(ticket.assignee?.name ?? null)),
			actions([button(words.toMe, { kind: "assign_me", deskId: frame.deskId, ticketId: ticket.id })]),
			input(BLOCK.assignee, words.label, lookUpSelect(words.choose, initial)),
		],
	});
}

export interface MoveModalInput extends FormFrame<{ departmentId: string }> {
	ticket: ModalTicket;
	chosen?: Department | null;
}

export function buildMoveModal(frame: MoveModalInput): ModalView {
	const messages = messagesOf(frame);
	const words = messages.modal.move;
	const { ticket, chosen } = frame;
	const initial = chosen ? { id: chosen.id, label: chosen.name } : null;
	return toForm(frame, {
		state: { modal: "move", ...idsOf(frame), departmentId: ticket.department?.id ?? null },
		title: words.title,
		submit: words.submit,
		blocks: [
			...ticketLine(ticket, messages),
			context(words.now(ticket.department?.name ?? null)),
			input(BLOCK.department, words.label, lookUpSelect(words.choose, initial)),
		],
	});
}

export interface TagsModalInput extends FormFrame<TagValues> {
	ticket: ModalTicket;
	/** The tags it has; null where they aren't known: then they are typed. */
	tags: readonly string[] | null;
}

export function buildTagsModal(frame: TagsModalInput): ModalView {
	const messages = messagesOf(frame);
	const words = messages.modal.tags;
	const { values = {}, tags } = frame;
	const known = tags?.map((tag) => ({ id: tag, label: tag })) ?? [];
	const remove = choicesSelect(known.slice(0, 100), {
		initial: values.remove,
		placeholder: words.chooseTags,
	});
	return toForm(frame, {
		state: { modal: "tags", ...idsOf(frame) },
		title: words.title,
		submit: words.submit,
		blocks: [
			...ticketLine(frame.ticket, messages),
			input(BLOCK.addTags, words.add, textInput({ initial: values.add?.join(", ") }), {
				hint: words.addHint,
				optional: true,
			}),
			remove && input(BLOCK.removeTags, words.remove, remove, { optional: true }),
			tags === null
				? input(BLOCK.removeTags, words.remove, textInput({ initial: values.remove?.join(", ") }), {
						hint: words.removeHint,
						optional: true,
					})
				: null,
		],
	});
}
