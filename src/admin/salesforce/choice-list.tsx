import { choicesOf, findUnknownChoices, hasChoices } from "../../core/sync/check-mapping.ts";
import type { FieldMapping, SourceField, TargetField } from "../../core/sync/fields.ts";
import type { PageContext } from "../env.ts";
import { messagesFor } from "../render.tsx";
import { CHOSEN, LEFT_EMPTY } from "./fields-input.ts";

/** Of more than these only what has no counterpart of its name, or was chosen, is listed. */
const ALL_SHOWN = 15;
const MOST_SHOWN = 60;

/** What each of Salesforce's choices is at the desk. */
export function ChoiceList(props: {
	c: PageContext;
	index: number;
	mapping: FieldMapping;
	source: SourceField | undefined;
	target: TargetField;
}) {
	const { c, index, mapping, source, target } = props;
	const { fields: words } = messagesFor(c).syncSettings;
	const choices = choicesOf(source);
	const mapped = Object.keys(mapping.choices).filter((value) => !choices.some((one) => one.value === value));
	const all = [...choices, ...mapped.map((value) => ({ value, label: value }))];
	if (!hasChoices(target) || all.length === 0) return null;
	const unknown = new Set(findUnknownChoices(mapping, source, target));
	const isListed = (value: string) =>
		all.length <= ALL_SHOWN || unknown.has(value) || Object.hasOwn(mapping.choices, value);
	const listed = all.filter(({ value }) => isListed(value)).slice(0, MOST_SHOWN);
	return (
		<details open={unknown.size > 0}>
			<summary>{unknown.size > 0 ? words.choicesUnknown(unknown.size) : words.choices(all.length)}</summary>
			<p class="quiet">{words.choicesHelp}</p>
			<dl class="pairing">
				{listed.map(({ value, label }) => (
					<Choice {...{ c, mapping, target, value, label, isUnknown: unknown.has(value), index }} />
				))}
			</dl>
			{listed.length < all.length && <p class="quiet">{words.choicesMore(all.length - listed.length)}</p>}
		</details>
	);
}

function Choice(props: {
	c: PageContext;
	index: number;
	mapping: FieldMapping;
	target: TargetField;
	value: string;
	label: string;
	isUnknown: boolean;
}) {
	const { c, index, mapping, target, value, label, isUnknown } = props;
	const { fields: words } = messagesFor(c).syncSettings;
	const chosen = Object.hasOwn(mapping.choices, value) ? mapping.choices[value] : undefined;
	const name = `choice.${index}.${value}`;
	const options = target.type === "tags" ? tagOption(chosen) : target.options;
	return (
		<>
			<dt>{label}</dt>
			<dd>
				<select name={name} aria-label={`${target.label}: ${label}`} class={isUnknown ? "unset" : undefined}>
					<option value="">{isUnknown ? words.sameMissing : words.same}</option>
					<option value={LEFT_EMPTY} selected={chosen === ""}>
						{words.nothing}
					</option>
					{options.map((option) => (
						<option value={`${CHOSEN}${option.value}`} selected={chosen === option.value}>
							{option.label}
						</option>
					))}
				</select>
			</dd>
		</>
	);
}

/** Tags may be any word: one that was chosen before stays. */
function tagOption(chosen: string | undefined) {
	return chosen ? [{ value: chosen, label: chosen }] : [];
}
