import { isJson, type Json } from "./block-elements.ts";

/** What a choice in an element becomes in a payload and in a view's state. */

export function findElement(
	blocks: unknown,
	blockId: string,
	actionId: string,
): { block: Json; element: Json } {
	for (const block of Array.isArray(blocks) ? blocks.filter(isJson) : []) {
		if (block.block_id !== blockId) continue;
		for (const element of elementsOf(block)) {
			if (element.action_id === actionId) return { block, element };
		}
	}
	throw new Error(`no element ${blockId} / ${actionId} there`);
}

export function elementsOf(block: Json): Json[] {
	const list = Array.isArray(block.elements) ? block.elements : [];
	return [block.accessory, block.element, ...list].filter(isJson);
}

function optionsOf(element: Json): Json[] {
	const groups = Array.isArray(element.option_groups) ? element.option_groups.filter(isJson) : [];
	const lists = [element.options, ...groups.map(({ options }) => options)];
	return lists.flatMap((list) => (Array.isArray(list) ? list.filter(isJson) : []));
}

/** The option with this value; one that the app offered in answer to typing has only text and value. */
function findOption(element: Json, value: string, offered: readonly Json[]): Json {
	const initial = [element.initial_option, ...toArray(element.initial_options)].filter(isJson);
	const option = [...optionsOf(element), ...offered, ...initial].find((one) => one.value === value);
	if (!option) throw new Error(`no option ${JSON.stringify(value)} there`);
	const { text, value: chosen } = option;
	return { text, value: chosen };
}

function toArray(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [];
}

function toList(value: unknown): string[] {
	if (Array.isArray(value)) return value.map(String);
	return typeof value === "string" && value !== "" ? value.split(",") : [];
}

/** The state of one element after `value` was chosen or typed; null empties it. */
export function toElementState(element: Json, value: unknown, offered: readonly Json[] = []): Json {
	const type = String(element.type);
	// A state that already has Slack's own form is taken as it is.
	if (isJson(value)) return { type, ...value };
	const chosen = typeof value === "string" && value !== "" ? value : null;
	const isMany = type.startsWith("multi_") || type === "checkboxes";
	switch (type.replace(/^multi_/, "")) {
		case "static_select":
		case "external_select":
		case "radio_buttons":
		case "overflow":
		case "checkboxes":
			if (isMany) {
				return { type, selected_options: toList(value).map((one) => findOption(element, one, offered)) };
			}
			return { type, selected_option: chosen === null ? null : findOption(element, chosen, offered) };
		case "users_select":
			return isMany ? { type, selected_users: toList(value) } : { type, selected_user: chosen };
		case "conversations_select":
			return isMany
				? { type, selected_conversations: toList(value) }
				: { type, selected_conversation: chosen };
		case "channels_select":
			return isMany ? { type, selected_channels: toList(value) } : { type, selected_channel: chosen };
		case "datepicker":
			return { type, selected_date: chosen };
		case "timepicker":
			return { type, selected_time: chosen };
		case "datetimepicker":
			return { type, selected_date_time: chosen === null ? null : Number(chosen) };
		default:
			return { type, value: chosen };
	}
}

/** What an element holds before anybody touched it. */
export function toInitialState(element: Json): Json {
	const type = String(element.type);
	if (element.initial_option !== undefined) return { type, selected_option: element.initial_option };
	if (element.initial_options !== undefined) return { type, selected_options: element.initial_options };
	const several = element.initial_users ?? element.initial_conversations ?? element.initial_channels;
	if (several !== undefined) return toElementState(element, several);
	const initial =
		element.initial_value ??
		element.initial_user ??
		element.initial_conversation ??
		element.initial_channel ??
		element.initial_date ??
		element.initial_time ??
		element.initial_date_time ??
		null;
	return toElementState(element, initial === null ? null : String(initial));
}
