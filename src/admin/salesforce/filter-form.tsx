import type { SourceField } from "../../core/sync/fields.ts";
import { operatorsFor } from "../../core/sync/filter-operators.ts";
import type { CrmObject } from "../../core/sync/record.ts";
import type { Filter, FilterCondition } from "../../core/sync/settings.ts";
import type { BothSides } from "../../services/sync/both-sides.ts";
import type { RecordCount } from "../../services/sync/count-records.ts";
import type { Org } from "../../services/sync/find-org.ts";
import type { PageContext } from "../env.ts";
import { Field } from "../parts.tsx";
import { messagesFor } from "../render.tsx";
import { FieldList } from "./field-list.tsx";
import { objectPath } from "./frame.tsx";
import { Check, OrgForm } from "./settings-frame.tsx";

const GROUPS = ["all", "any"] as const;
type Group = (typeof GROUPS)[number];

export interface FilterFormProps {
	c: PageContext;
	org: Org;
	object: CrmObject;
	sides: BothSides;
	filter: Filter;
	count: RecordCount;
	/** What was typed for a new condition and is no field to filter by. */
	wrongPath: string | null;
	/** The list itself was changed: nothing was counted. */
	isAdding: boolean;
}

export function FilterForm(props: FilterFormProps) {
	const { c, org, object, sides, filter, count, wrongPath, isAdding } = props;
	const { filter: words } = messagesFor(c).syncSettings;
	const refusals = count.is === "refused" ? count.refusals : {};
	const number = (value: number) => value.toLocaleString(c.var.locale);
	const filterable = [...sides.sources.values()].filter(
		({ isFilterable, type }) => isFilterable && type !== "other",
	);
	return (
		<OrgForm c={c} org={org} to={`${objectPath(org, object)}/filter`} beside={<Check label={words.check} />}>
			{count.is === "counted" && (
				<p role="status">
					<strong>{words.count(number(count.fits), number(count.total))}</strong>
				</p>
			)}
			{count.is === "unknown" && !isAdding && <p class="error">{words.noCount}</p>}
			{GROUPS.map((group) => (
				<fieldset>
					<legend>{words[group]}</legend>
					{filter[group].length === 0 && (
						<p class="quiet small">{group === "all" ? words.noneAll : words.noneAny}</p>
					)}
					{filter[group].map((condition, index) => (
						<Condition
							{...{ c, group, condition }}
							field={sides.sources.get(condition.path)}
							row={index + (group === "any" ? filter.all.length : 0)}
							refusal={refusals[`${group}.${index}`]}
						/>
					))}
				</fieldset>
			))}
			<fieldset class="adding">
				<legend>{words.add}</legend>
				<Field
					name="new_path"
					label={words.field}
					error={wrongPath === null ? undefined : words.fieldInvalid}
				>
					<input
						id="new_path"
						name="new_path"
						list="filterable"
						value={wrongPath ?? ""}
						autocomplete="off"
						spellcheck={false}
						{...(wrongPath === null
							? {}
							: { "aria-invalid": "true" as const, "aria-describedby": "new_path-error", autofocus: true })}
					/>
				</Field>
				{GROUPS.map((group) => (
					<button type="submit" name="do" value={`add.${group}`} class="second">
						{words.addTo[group]}
					</button>
				))}
			</fieldset>
			<FieldList id="filterable" fields={filterable} />
		</OrgForm>
	);
}

const MAX_OPTIONS = 40;

function Condition(props: {
	c: PageContext;
	group: Group;
	row: number;
	condition: FilterCondition;
	field: SourceField | undefined;
	refusal: string | undefined;
}) {
	const { c, group, row, condition, field, refusal } = props;
	const { filter: words, operators, filterRefusals, types } = messagesFor(c).syncSettings;
	const label = field?.label ?? condition.path;
	const allowed = field ? operatorsFor(field.type) : [condition.operator];
	const shown = allowed.includes(condition.operator) ? allowed : [condition.operator, ...allowed];
	const about = `about-${row}`;
	const invalid = refusal ? { "aria-invalid": "true" as const, autofocus: true } : {};
	const options = field?.options.slice(0, MAX_OPTIONS).map(({ value }) => value) ?? [];
	return (
		<div class="condition">
			<input type="hidden" name={`group.${row}`} value={group} />
			<input type="hidden" name={`path.${row}`} value={condition.path} />
			<div>
				<strong>{label}</strong>
				<div class="quiet small">
					{[condition.path, field && types[field.type]].filter(Boolean).join(" · ")}
				</div>
			</div>
			<select name={`operator.${row}`} aria-label={`${label}: ${words.operator}`}>
				{shown.map((operator) => (
					<option value={operator} selected={operator === condition.operator}>
						{operators[operator]}
					</option>
				))}
			</select>
			<div>
				{field?.type === "boolean" ? (
					<select name={`values.${row}`} aria-label={`${label}: ${words.values}`} {...invalid}>
						<option value="true" selected={condition.values[0] !== "false"}>
							{words.yes}
						</option>
						<option value="false" selected={condition.values[0] === "false"}>
							{words.no}
						</option>
					</select>
				) : (
					<>
						<textarea
							name={`values.${row}`}
							rows={Math.min(8, Math.max(1, condition.values.length))}
							aria-label={`${label}: ${words.values}`}
							aria-describedby={about}
							{...invalid}
						>
							{condition.values.join("\n")}
						</textarea>
						<p class="help" id={about}>
							{words.valuesHelp} {options.length > 0 && words.options(options.join(", "))}
						</p>
					</>
				)}
				{refusal && <p class="error">{filterRefusals[refusal] ?? refusal}</p>}
			</div>
			<button
				type="submit"
				name="do"
				value={`remove.${row}`}
				class="plain"
				aria-label={words.removeNamed(label)}
			>
				{words.remove}
			</button>
		</div>
	);
}
