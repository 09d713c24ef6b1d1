import { checkMappings, findUnmapped, isNeeded, type MappingRefusal } from "../../core/sync/check-mapping.ts";
import { toText } from "../../core/sync/convert-value.ts";
import { FIELD_POLICIES, type FieldMapping, type TargetField } from "../../core/sync/fields.ts";
import { mapRecord, pathsOf } from "../../core/sync/map-record.ts";
import type { CrmObject, CrmRecord } from "../../core/sync/record.ts";
import type { BothSides } from "../../services/sync/both-sides.ts";
import type { Org } from "../../services/sync/find-org.ts";
import type { PageContext } from "../env.ts";
import { Notice, SelectField } from "../parts.tsx";
import { messagesFor } from "../render.tsx";
import { ChoiceList } from "./choice-list.tsx";
import { listIdOf, TargetLists } from "./field-list.tsx";
import { textOf } from "./fields-input.ts";
import { objectPath } from "./frame.tsx";
import { Check, OrgForm } from "./settings-frame.tsx";

export interface FieldsFormProps {
	c: PageContext;
	org: Org;
	object: CrmObject;
	sides: BothSides;
	mappings: readonly FieldMapping[];
	example: CrmRecord | null;
	refusals: ReadonlyMap<number, MappingRefusal>;
	added: number | null;
}

export function FieldsForm(props: FieldsFormProps) {
	const { c, org, object, sides, mappings, example, added } = props;
	const { syncSettings, sync } = messagesFor(c);
	const { fields: words } = syncSettings;
	const { sources, targets, byKind } = sides;
	const mapped = new Set(mappings.map(({ target }) => target));
	const left = [...targets.values()].filter(({ id }) => !mapped.has(id));
	const unmapped = [...byKind.values()].flatMap((list) => findUnmapped(mappings, list));
	const types = mappings.flatMap(({ target }) => targets.get(target)?.type ?? []);
	return (
		<>
			{unmapped.length > 0 && (
				<Notice kind="danger" isStanding={true}>
					{words.unmapped(unmapped.map(({ label }) => label).join(", "))}
				</Notice>
			)}
			<OrgForm
				c={c}
				org={org}
				to={`${objectPath(org, object)}/fields`}
				beside={<Check label={words.check} />}
			>
				<p class="quiet small">
					{example ? words.exampleOf(`${sync.objects[object]} ${example.name}`) : words.noExample}
				</p>
				<table class="inputs">
					<thead>
						<tr>
							{[words.target, words.source, words.policy].map((heading) => (
								<th scope="col">{heading}</th>
							))}
							<td />
						</tr>
					</thead>
					<tbody>
						{mappings.map((mapping, index) => (
							<Line {...props} mapping={mapping} index={index} isNew={added === index} />
						))}
					</tbody>
				</table>
				{left.length > 0 ? (
					<fieldset class="adding">
						<legend>{words.add}</legend>
						<SelectField
							name="new_target"
							label={words.addLabel}
							empty="–"
							options={left.map((field) => ({ value: field.id, label: nameOf(field, words.custom) }))}
						/>
						<button type="submit" name="do" value="add" class="second">
							{words.add}
						</button>
					</fieldset>
				) : (
					<p class="quiet small">{words.all}</p>
				)}
				<TargetLists types={types} sources={sources.values()} />
			</OrgForm>
		</>
	);
}

function nameOf({ label, isCustom }: TargetField, custom: string): string {
	return isCustom ? `${label} (${custom})` : label;
}

function Line(props: FieldsFormProps & { mapping: FieldMapping; index: number; isNew: boolean }) {
	const { c, sides, mapping, index, isNew, example, refusals } = props;
	const { syncSettings } = messagesFor(c);
	const { fields: words, types, policies } = syncSettings;
	const target = sides.targets.get(mapping.target);
	const label = target?.label ?? mapping.target;
	const refusal = refusals.get(index);
	const text = textOf(mapping);
	const source = mapping.source.kind === "field" ? sides.sources.get(text) : undefined;
	const name = `source.${index}`;
	const about = `about-${index}`;
	return (
		<tr>
			<td data-label={words.target}>
				<input type="hidden" name={`target.${index}`} value={mapping.target} />
				<strong>{label}</strong>
				<div class="quiet">
					{[
						target && types[target.type],
						target?.isCustom && words.custom,
						target && isNeeded(target) && words.needed,
					]
						.filter(Boolean)
						.join(" · ")}
				</div>
			</td>
			<td data-label={words.source}>
				<input
					id={name}
					name={name}
					value={text}
					list={target ? listIdOf(target.type) : undefined}
					aria-label={`${label}: ${words.source}`}
					aria-describedby={about}
					aria-invalid={refusal ? "true" : undefined}
					autofocus={isNew || refusals.keys().next().value === index}
					autocomplete="off"
					spellcheck={false}
				/>
				<div id={about}>
					{refusal && <p class="error">{syncSettings.refusals[refusal]}</p>}
					{source && <div class="quiet">{source.label}</div>}
					{source?.isFormula && <div class="quiet">{words.formula}</div>}
					<ExampleValue {...{ c, sides, mapping, example }} />
				</div>
				{target && <ChoiceList {...{ c, index, mapping, source, target }} />}
			</td>
			<td data-label={words.policy}>
				<select name={`policy.${index}`} aria-label={`${label}: ${words.policy}`}>
					{FIELD_POLICIES.map((policy) => (
						<option value={policy} selected={policy === mapping.policy}>
							{policies[policy]}
						</option>
					))}
				</select>
			</td>
			<td>
				<button
					type="submit"
					name="do"
					value={`remove.${index}`}
					class="plain"
					aria-label={words.removeNamed(label)}
				>
					{words.remove}
				</button>
			</td>
		</tr>
	);
}

const MAX_EXAMPLE = 80;

/** What the mapping makes of a real record, or what would keep it from being written. */
function ExampleValue(props: Pick<FieldsFormProps, "c" | "sides" | "example"> & { mapping: FieldMapping }) {
	const { c, sides, example, mapping } = props;
	const { sources, targets } = sides;
	if (!example || pathsOf([mapping]).some((path) => !(path in example.fields))) return null;
	if (checkMappings([mapping], sources, targets).size > 0) return null;
	const { sync, syncSettings } = messagesFor(c);
	const { fields: words } = syncSettings;
	const { values, problems } = mapRecord(example, [{ ...mapping, policy: "overwrite" }], targets);
	const [problem] = problems;
	const value = toText(values[mapping.target] ?? null);
	const shown = value.length > MAX_EXAMPLE ? `${[...value].slice(0, MAX_EXAMPLE).join("")}…` : value;
	return (
		<div class="quiet" title={value.length > MAX_EXAMPLE ? value : undefined}>
			{words.example(problem ? `${problem.value} (${sync.issues[problem.reason]})` : shown || words.empty)}
		</div>
	);
}
