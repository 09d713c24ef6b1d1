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
	/** Seconds since 1970. */
	selected_date_time?: number | null;
	selected_users?: string[];
	selected_conversations?: string[];
	selected_channels?: string[];
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

/** The selects whose value is a list of ids, and the fields that hold it. */
const ID_LISTS = {
	multi_users_select: ["selected_users", "initial_users"],
	multi_conversations_select: ["selected_conversations", "initial_conversations"],
	multi_channels_select: ["selected_channels", "initial_channels"],
} as const;

function idListOf(type: string) {
	return Object.hasOwn(ID_LISTS, type) ? ID_LISTS[type as keyof typeof ID_LISTS] : null;
}

export function idsOf(value: InputValue): readonly string[] {
	const list = idListOf(value.type);
	return list ? (value[list[0]] ?? []) : [];
}

export function fromIds(element: Data, ids: string[]): InputValue {
	const type = asText(element.type);
	const list = idListOf(type);
	return list ? { type, [list[0]]: ids } : { type };
}

function scalarOf(type: string) {
	return Object.hasOwn(SCALARS, type) ? SCALARS[type as keyof typeof SCALARS] : null;
}

export function initialValue(element: Data): InputValue {
	const type = asText(element.type);
	const scalar = scalarOf(type);
	if (scalar) return { type, [scalar[0]]: asText(element[scalar[1]]) || null };
	if (type === "datetimepicker") {
		const at = element.initial_date_time;
		return { type, selected_date_time: typeof at === "number" ? at : null };
	}
	const list = idListOf(type);
	if (list) {
		const ids = element[list[1]];
		return fromIds(element, Array.isArray(ids) ? ids.map(String) : []);
	}
	if (type === "checkboxes" || type.startsWith("multi_")) {
		return { type, selected_options: asList(element.initial_options) };
	}
	const option = element.initial_option;
	return { type, selected_option: option ? asData(option) : null };
}

export function textValue(value: InputValue): string {
	if (typeof value.selected_date_time === "number") return toLocalMoment(value.selected_date_time);
	const scalar = scalarOf(value.type);
	return scalar ? (value[scalar[0]] ?? "") : "";
}

export function fromText(element: Data, text: string): InputValue {
	const type = asText(element.type);
	if (type === "datetimepicker") {
		const at = Date.parse(text);
		return { type, selected_date_time: Number.isNaN(at) ? null : Math.floor(at / 1000) };
	}
	const scalar = scalarOf(type);
	return scalar ? { type, [scalar[0]]: text || null } : { type };
}

/** As a browser's field for date and time writes it, in the browser's own zone. */
function toLocalMoment(seconds: number): string {
	const at = new Date(seconds * 1000);
	const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
	return local.toISOString().slice(0, 16);
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
	return (
		text === "" && !value.selected_option && !value.selected_options?.length && idsOf(value).length === 0
	);
}

/** What goes with a click: the option's value, or the chosen id. */
export function toActValue(value: InputValue): string | undefined {
	const chosen = value.selected_option ? asText(value.selected_option.value) : textValue(value);
	const several = [
		...(value.selected_options ?? []).map(({ value: id }) => asText(id)),
		...idsOf(value),
	].join(",");
	return chosen || several || undefined;
}
