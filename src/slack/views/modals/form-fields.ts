import type { Checkboxes, Datepicker, NumberInput, ViewInputBlock } from "slack-web-api-client";
import type { FieldValue, FormField } from "../../../core/ticket-writing.ts";
import type { SlackMessages } from "../../../locales/slack/messages.ts";
import { toFieldBlock } from "../../modal-ids.ts";
import { plain } from "../blocks.ts";
import { choiceSelect, choicesSelect, textInput } from "./elements.ts";
import { input } from "./modal.ts";

/** A view may have 250 kB; an option of the longest Japanese label takes 400 bytes. */
const MAX_OPTIONS = 400;
const MIN_OPTIONS = 10;

/** The department's mandatory fields as inputs of their kind. */
export function fieldInputs(
	fields: readonly FormField[],
	values: Record<string, FieldValue>,
	messages: SlackMessages,
): ViewInputBlock[] {
	const selects = fields.filter(({ options }) => options.length > 0).length;
	const room = Math.max(MIN_OPTIONS, Math.floor(MAX_OPTIONS / Math.max(1, selects)));
	return fields.flatMap((field) => {
		const block = toFieldBlock(field.id);
		const shown = { ...field, options: field.options.slice(0, room) };
		const element = block && toElement(shown, values[field.id], messages);
		if (!block || !element) return [];
		const hint = field.options.length > room ? { hint: messages.modal.create.optionsCut(room) } : {};
		// A box left open is an answer too.
		return [input(block, field.label, element, { ...hint, optional: field.kind === "checkbox" })];
	});
}

function toElement(
	field: FormField,
	value: FieldValue | undefined,
	messages: SlackMessages,
): ViewInputBlock["element"] | null {
	const text = typeof value === "string" ? value : "";
	switch (field.kind) {
		case "choice":
			return choiceSelect(field.options, { initial: text });
		case "choices":
			return choicesSelect(field.options, { initial: Array.isArray(value) ? value : [] });
		case "checkbox":
			return checkbox(messages.modal.create.yes, value === true);
		case "date":
			return datePicker(text);
		case "number":
			return numberInput(text);
		case "long_text":
			return textInput({ initial: text, multiline: true, ...maxOf(field) });
		case "text":
			return textInput({ initial: text, ...maxOf(field) });
	}
}

function maxOf({ maxLength }: FormField): { max?: number } {
	return maxLength !== null && maxLength > 0 ? { max: maxLength } : {};
}

function checkbox(label: string, checked: boolean): Checkboxes {
	const yes = { text: plain(label), value: "yes" };
	return { type: "checkboxes", options: [yes], ...(checked ? { initial_options: [yes] } : {}) };
}

function datePicker(text: string): Datepicker {
	return { type: "datepicker", ...(/^\d{4}-\d\d-\d\d$/.test(text) ? { initial_date: text } : {}) };
}

function numberInput(text: string): NumberInput {
	const initial = /^-?\d{1,15}(\.\d{1,10})?$/.test(text) ? { initial_value: text } : {};
	return { type: "number_input", is_decimal_allowed: true, ...initial };
}
