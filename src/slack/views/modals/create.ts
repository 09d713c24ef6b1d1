import type { EmailInput, ModalView } from "slack-web-api-client";
import { MAX_SUBJECT } from "../../../core/command.ts";
import type { Department } from "../../../core/ticket.ts";
import type { TicketForm } from "../../../core/ticket-writing.ts";
import { BLOCK } from "../../modal-ids.ts";
import type { MessageSource } from "../../modal-state.ts";
import type { CreateValues } from "../../modal-values.ts";
import { context } from "../blocks.ts";
import { messagesOf } from "../view-context.ts";
import { choiceSelect, fitText, lookUpSelect, textInput } from "./elements.ts";
import { fieldInputs } from "./form-fields.ts";
import { type FormFrame, input, toForm } from "./modal.ts";
import { toPriorityChoice } from "./ticket-line.ts";

export interface CreateModalInput extends FormFrame<CreateValues> {
	/** null until the person has chosen one: the choice comes as an action of `BLOCK.department`. */
	department: Department | null;
	/** What this department needs; null until it is known. */
	form: TicketForm | null;
	/** The message that it is made from; its text is in `values`, see `prefillFromMessage`. */
	source?: MessageSource | null;
	/** Slack's ids of the message's files. */
	fileIds?: readonly string[];
}

export function buildCreateModal(frame: CreateModalInput): ModalView {
	const messages = messagesOf(frame);
	const words = messages.modal.create;
	const { department, form, values = {}, fileIds = [] } = frame;
	const chosen = department && { id: department.id, label: department.name };
	const priorities = (form?.priorities ?? []).map((choice) => toPriorityChoice(choice, messages));
	const priority = choiceSelect(priorities, { initial: values.priority });
	return toForm(frame, {
		state: {
			modal: "create",
			deskId: frame.deskId,
			channelId: frame.channelId ?? null,
			departmentId: department?.id ?? null,
			source: frame.source ?? null,
			fileIds: [...fileIds],
		},
		title: words.title,
		submit: words.submit,
		blocks: [
			input(BLOCK.department, words.department, lookUpSelect(words.chooseDepartment, chosen), {
				dispatch: true,
			}),
			form ? null : context(words.departmentNote),
			input(BLOCK.requester, words.requester, emailInput(values.requesterEmail), {
				hint: words.requesterHint,
			}),
			input(BLOCK.subject, words.subject, textInput({ initial: values.subject, max: MAX_SUBJECT })),
			input(
				BLOCK.description,
				words.description,
				textInput({ initial: values.description, multiline: true }),
				{ hint: words.descriptionHint },
			),
			priority && input(BLOCK.priority, words.priority, priority, { optional: true }),
			...(form ? fieldInputs(form.fields, values.fields ?? {}, messages) : []),
			fileIds.length > 0 ? context(words.files(fileIds.length)) : null,
		],
	});
}

function emailInput(initial: string | undefined): EmailInput {
	const shown = fitText(initial ?? "", 254);
	return { type: "email_text_input", ...(shown ? { initial_value: shown } : {}) };
}
