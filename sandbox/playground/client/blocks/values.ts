import { asData, asList, asText, type Data } from "./read.ts";

/** An input's value as Slack puts it into `view.state.values`. */
export interface InputValue {
	type: string;
	value?: string | null;
	selected_option?: Data | null;
	selected_options?: Data[];
	selected_user?: string | null;
	selected_conversation?: string | null;
	selected_channel?: string | null;
	selected_date?: string | null;
	selected_time?: string | null;
}

/** The elements whose value is one text, and the field that holds it. */
const SCALARS = {
	plain_text_input: ["value", "initial_value"],
	email_text_input: ["value", "initial_value"],
	url_text_input: ["value", "initial_value"],
	number_input: ["value", "initial_value"],
	users_select: ["selected_user", "initial_user"],
	conversations_select: ["selected_conversation", "initial_conversation"],
	channels_select: ["selected_channel", "initial_channel"],
	datepicker: ["selected_date", "initial_date"],
	timepicker: ["selected_time", "initial_time"],
} as const;

function scalarOf(type: string) {
	return Object.hasOwn(SCALARS, type) ? SCALARS[type as keyof typeof SCALARS] : null;
}

export function initialValue(element: Data): InputValue {
	const type = asText(element.type);
	const scalar = scalarOf(type);
	if (scalar) return { type, [scalar[0]]: asText(element[scalar[1]]) || null };
	if (type === "checkboxes" || type.startsWith("multi_")) {
		return { type, selected_options: asList(element.initial_options) };
	}
	const option = element.initial_option;
	return { type, selected_option: option ? asData(option) : null };
}

export function textValue(value: InputValue): string {
	const scalar = scalarOf(value.type);
	return scalar ? (value[scalar[0]] ?? "") : "";
}

export function fromText(element: Data, text: string): InputValue {
	const type = asText(element.type);
	const scalar = scalarOf(type);
	return scalar ? { type, [scalar[0]]: text || null } : { type };
}

/** All options of a select, those in groups included. */
export function optionsOf(element: Data): Data[] {
	return [
		...asList(element.options),
		...asList(element.option_groups).flatMap((group) => asList(group.options)),
	];
}

export function isEmpty(value: InputValue): boolean {
	const text = textValue(value).trim();
	return text === "" && !value.selected_option && !value.selected_options?.length;
}

/** What goes with a click: the option's value, or the chosen id. */
export function toActValue(value: InputValue): string | undefined {
	const chosen = value.selected_option ? asText(value.selected_option.value) : textValue(value);
	const several = value.selected_options?.map((option) => asText(option.value)).join(",");
	return chosen || several || undefined;
}
