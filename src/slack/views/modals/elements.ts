import type {
	ExternalSelect,
	MultiStaticSelect,
	PlainTextInput,
	PlainTextOption,
	StaticSelect,
} from "slack-web-api-client";
import { MAX_TEXT } from "../../modal-values.ts";
import { toVisible } from "../../mrkdwn.ts";
import { plain } from "../blocks.ts";

/** Slack's limit for a select, and for one group of its options. */
const MAX_OPTIONS = 100;
const MAX_OPTION_VALUE = 150;

export interface Choice {
	id: string;
	label: string;
}

export function textInput(
	options: { initial?: string | undefined; max?: number; multiline?: boolean; placeholder?: string } = {},
): PlainTextInput {
	const max = Math.min(Math.max(1, options.max ?? MAX_TEXT), MAX_TEXT);
	const initial = fitText(options.initial ?? "", max);
	return {
		type: "plain_text_input",
		max_length: max,
		...(options.multiline ? { multiline: true } : {}),
		...(initial ? { initial_value: initial } : {}),
		...(options.placeholder ? { placeholder: plain(options.placeholder, 140) } : {}),
	};
}

/** As much of a text as an input takes, in UTF-16 units and without cutting a character in two. */
export function fitText(text: string, max: number): string {
	const shown = toVisible(text).trim();
	return shown.length <= max
		? shown
		: shown
				.slice(0, max)
				.replace(/[\ud800-\udbff]$/, "")
				.trimEnd();
}

export function option({ id, label }: Choice): PlainTextOption {
	return { text: plain(label), value: id };
}

/** One of several. Above a hundred they stand in groups. null without any. */
export function choiceSelect(
	choices: readonly Choice[],
	options: { initial?: string | null | undefined; placeholder?: string } = {},
): StaticSelect | null {
	const usable = usableChoices(choices);
	if (usable.length === 0) return null;
	const initial = usable.find(({ id }) => id === options.initial);
	return {
		type: "static_select",
		...toOptions(usable),
		...(initial ? { initial_option: option(initial) } : {}),
		...(options.placeholder ? { placeholder: plain(options.placeholder, 140) } : {}),
	};
}

export function choicesSelect(
	choices: readonly Choice[],
	options: { initial?: readonly string[] | undefined; placeholder?: string } = {},
): MultiStaticSelect | null {
	const usable = usableChoices(choices);
	if (usable.length === 0) return null;
	const initial = usable.filter(({ id }) => options.initial?.includes(id)).slice(0, MAX_OPTIONS);
	return {
		type: "multi_static_select",
		...toOptions(usable),
		...(initial.length > 0 ? { initial_options: initial.map(option) } : {}),
		...(options.placeholder ? { placeholder: plain(options.placeholder, 140) } : {}),
	};
}

/** One whose options are looked up while the person types. */
export function lookUpSelect(placeholder: string, initial: Choice | null): ExternalSelect {
	return {
		type: "external_select",
		min_query_length: 0,
		placeholder: plain(placeholder, 140),
		...(initial ? { initial_option: option(initial) } : {}),
	};
}

function usableChoices(choices: readonly Choice[]): Choice[] {
	const byId = new Map(choices.map((choice) => [choice.id, choice]));
	return [...byId.values()].filter(({ id }) => id.length > 0 && id.length <= MAX_OPTION_VALUE);
}

function toOptions(
	choices: readonly Choice[],
): Required<Pick<StaticSelect, "options">> | Required<Pick<StaticSelect, "option_groups">> {
	if (choices.length <= MAX_OPTIONS) return { options: choices.map(option) };
	const groups = Array.from({ length: Math.ceil(choices.length / MAX_OPTIONS) }, (_, index) => {
		const from = index * MAX_OPTIONS;
		const options = choices.slice(from, from + MAX_OPTIONS).map(option);
		return { label: plain(`${from + 1}–${from + options.length}`), options };
	});
	return { option_groups: groups };
}
