/** @jsxImportSource preact */
import type { BlockContext } from "./context.ts";
import { IdsSelect, OptionSelect } from "./option-select.tsx";
import { asList, asText, type Data } from "./read.ts";
import { plainText, Text } from "./text.tsx";
import { fromText, type InputValue, optionsOf, textValue } from "./values.ts";

export interface ControlProps {
	element: Data;
	blockId: string;
	inputId: string;
	describedBy?: string;
	value: InputValue;
	onValue(value: InputValue): void;
	ctx: BlockContext;
}

const TEXT_INPUTS = ["plain_text_input", "email_text_input", "url_text_input", "number_input"];
const MODES = { email_text_input: "email", url_text_input: "url", number_input: "decimal" } as const;

const MOMENTS = { datepicker: "date", timepicker: "time", datetimepicker: "datetime-local" } as const;
const OPTION_SELECTS = ["external_select", "multi_external_select", "multi_static_select"];

export function Control(props: ControlProps) {
	const { element, value, ctx } = props;
	const type = asText(element.type);
	if (type === "plain_text_input" && element.multiline === true) return <LongText {...props} />;
	if (TEXT_INPUTS.includes(type)) return <ShortText {...props} />;
	if (type in MOMENTS) return <Moment {...props} />;
	if (type === "static_select") return <StaticSelect {...props} />;
	if (OPTION_SELECTS.includes(type)) return <OptionSelect key={props.inputId} {...props} />;
	if (type === "multi_users_select") return <IdsSelect {...props} choices={ctx.people} />;
	if (type === "multi_channels_select" || type === "multi_conversations_select") {
		return <IdsSelect {...props} choices={ctx.channels.map(({ id, name }) => ({ id, name: `#${name}` }))} />;
	}
	if (type === "users_select") return <IdSelect {...props} choices={ctx.people} mark="" />;
	if (type === "channels_select" || type === "conversations_select") {
		return <IdSelect {...props} choices={ctx.channels} mark="#" />;
	}
	if (type === "checkboxes") return <Choices {...props} several />;
	if (type === "radio_buttons") return <Choices {...props} several={false} />;
	return <p class="block-unknown">{ctx.words.unsupported(value.type || "?")}</p>;
}

function ShortText({ element, inputId, describedBy, value, onValue }: ControlProps) {
	return (
		<input
			id={inputId}
			type="text"
			inputMode={MODES[asText(element.type) as keyof typeof MODES] ?? "text"}
			aria-describedby={describedBy}
			placeholder={plainText(element.placeholder)}
			maxLength={typeof element.max_length === "number" ? element.max_length : 3000}
			value={textValue(value)}
			onInput={(event) => onValue(fromText(element, event.currentTarget.value))}
		/>
	);
}

function Moment({ element, inputId, describedBy, value, onValue }: ControlProps) {
	return (
		<input
			id={inputId}
			type={MOMENTS[asText(element.type) as keyof typeof MOMENTS]}
			aria-describedby={describedBy}
			value={textValue(value)}
			onInput={(event) => onValue(fromText(element, event.currentTarget.value))}
		/>
	);
}

function LongText({ element, inputId, describedBy, value, onValue }: ControlProps) {
	return (
		<textarea
			id={inputId}
			rows={5}
			aria-describedby={describedBy}
			placeholder={plainText(element.placeholder)}
			maxLength={typeof element.max_length === "number" ? element.max_length : 3000}
			value={textValue(value)}
			onInput={(event) => onValue(fromText(element, event.currentTarget.value))}
		/>
	);
}

function StaticSelect({ element, inputId, describedBy, value, onValue, ctx }: ControlProps) {
	const groups = asList(element.option_groups);
	const choose = (chosen: string) => {
		const option = optionsOf(element).find((each) => each.value === chosen) ?? null;
		onValue({ type: "static_select", selected_option: option });
	};
	const toOption = (option: Data) => <option value={asText(option.value)}>{plainText(option.text)}</option>;
	return (
		<select
			id={inputId}
			aria-describedby={describedBy}
			aria-label={describedBy ? undefined : plainText(element.placeholder) || ctx.words.choose}
			value={asText(value.selected_option?.value)}
			onChange={(event) => choose(event.currentTarget.value)}
		>
			<option value="">{plainText(element.placeholder) || ctx.words.choose}</option>
			{asList(element.options).map(toOption)}
			{groups.map((group) => (
				<optgroup label={plainText(group.label)}>{asList(group.options).map(toOption)}</optgroup>
			))}
		</select>
	);
}

type IdSelectProps = ControlProps & { choices: readonly { id: string; name: string }[]; mark: string };

function IdSelect({ element, inputId, describedBy, value, onValue, ctx, choices, mark }: IdSelectProps) {
	return (
		<select
			id={inputId}
			aria-describedby={describedBy}
			aria-label={describedBy ? undefined : plainText(element.placeholder) || ctx.words.choose}
			value={textValue(value)}
			onChange={(event) => onValue(fromText(element, event.currentTarget.value))}
		>
			<option value="">{plainText(element.placeholder) || ctx.words.choose}</option>
			{choices.map(({ id, name }) => (
				<option value={id}>{mark + name}</option>
			))}
		</select>
	);
}

function Choices({
	element,
	inputId,
	describedBy,
	value,
	onValue,
	ctx,
	several,
}: ControlProps & { several: boolean }) {
	const type = asText(element.type);
	const chosen = several
		? (value.selected_options ?? [])
		: value.selected_option
			? [value.selected_option]
			: [];
	const isChosen = (option: Data) => chosen.some((each) => each.value === option.value);
	const toggle = (option: Data) => {
		if (!several) return onValue({ type, selected_option: option });
		const others = chosen.filter((each) => each.value !== option.value);
		onValue({ type, selected_options: isChosen(option) ? others : [...others, option] });
	};
	return (
		<fieldset class="choices" aria-labelledby={`${inputId}-label`} aria-describedby={describedBy}>
			{optionsOf(element).map((option) => (
				<label>
					<input
						type={several ? "checkbox" : "radio"}
						name={inputId}
						checked={isChosen(option)}
						onChange={() => toggle(option)}
					/>
					<span>
						<Text value={option.text} ctx={ctx} />
						{option.description ? <span class="help">{plainText(option.description)}</span> : null}
					</span>
				</label>
			))}
		</fieldset>
	);
}
