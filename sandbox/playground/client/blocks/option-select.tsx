/** @jsxImportSource preact */
import type { Suggestion } from "./context.ts";
import type { ControlProps } from "./control.tsx";
import { asList, asText, type Data } from "./read.ts";
import { SearchSelect } from "./search-select.tsx";
import { plainText } from "./text.tsx";
import { fromIds, idsOf, optionsOf } from "./values.ts";

/** Slack's own default for an external select. */
const DEFAULT_MIN_LENGTH = 3;

/** Selects whose choices are options: one of the app's answers, or several of either kind. */
export function OptionSelect({ element, blockId, inputId, describedBy, value, onValue, ctx }: ControlProps) {
	const type = asText(element.type);
	const several = type.startsWith("multi_");
	const external = type.endsWith("external_select");
	const chosen = several ? (value.selected_options ?? []) : [value.selected_option ?? null];
	const least = typeof element.min_query_length === "number" ? element.min_query_length : DEFAULT_MIN_LENGTH;
	return (
		<SearchSelect
			inputId={inputId}
			describedBy={describedBy}
			label={describedBy ? undefined : plainText(element.placeholder) || ctx.words.choose}
			placeholder={plainText(element.placeholder) || ctx.words.choose}
			chosen={chosen.flatMap((option) => (option ? [toSuggestion(option)] : []))}
			several={several}
			most={typeof element.max_selected_items === "number" ? element.max_selected_items : null}
			least={external ? least : 0}
			search={external ? (typed) => ctx.suggest(element, blockId, typed) : null}
			options={external ? [] : knownOptions(element)}
			words={ctx.words}
			onChosen={(next) => {
				const options = next.map(({ text, value: id }) => ({
					text: { type: "plain_text", text },
					value: id,
				}));
				onValue(
					several
						? { type, selected_options: options.map((option) => exactOption(element, option)) }
						: { type, selected_option: options[0] ?? null },
				);
			}}
		/>
	);
}

/** Several people or channels. */
export function IdsSelect(props: ControlProps & { choices: readonly { id: string; name: string }[] }) {
	const { element, inputId, describedBy, value, onValue, ctx, choices } = props;
	const options = choices.map(({ id, name }) => ({ text: name, value: id, group: null }));
	return (
		<SearchSelect
			inputId={inputId}
			describedBy={describedBy}
			placeholder={plainText(element.placeholder) || ctx.words.choose}
			chosen={idsOf(value).map((id) => options.find((option) => option.value === id) ?? unnamed(id))}
			several
			most={typeof element.max_selected_items === "number" ? element.max_selected_items : null}
			least={0}
			search={null}
			options={options}
			words={ctx.words}
			onChosen={(next) =>
				onValue(
					fromIds(
						element,
						next.map(({ value: id }) => id),
					),
				)
			}
		/>
	);
}

const unnamed = (id: string): Suggestion => ({ text: id, value: id, group: null });

function toSuggestion(option: Data, group: string | null = null): Suggestion {
	return { text: plainText(option.text), value: asText(option.value), group };
}

function knownOptions(element: Data): Suggestion[] {
	const groups = asList(element.option_groups).flatMap((group) =>
		asList(group.options).map((option) => toSuggestion(option, plainText(group.label))),
	);
	return [...asList(element.options).map((option) => toSuggestion(option)), ...groups];
}

/** The option as the app wrote it, where it did. */
function exactOption(element: Data, option: Data): Data {
	return optionsOf(element).find(({ value }) => value === option.value) ?? option;
}
