import type { CrmObject } from "../../core/sync/record.ts";
import type { MatchRule } from "../../core/sync/settings.ts";
import type { BothSides } from "../../services/sync/both-sides.ts";
import type { Org } from "../../services/sync/find-org.ts";
import type { PageContext } from "../env.ts";
import { Field, SelectField } from "../parts.tsx";
import { messagesFor } from "../render.tsx";
import { FieldList } from "./field-list.tsx";
import { objectPath } from "./frame.tsx";
import { OrgForm } from "./settings-frame.tsx";

/** A rule as it was typed, with what keeps it from being added. */
export interface NewRule {
	by: string;
	path: string;
	target: string;
	refusal: "known" | "pathInvalid" | "targetInvalid";
}

const KINDS: Record<"organization" | "person", readonly MatchRule["by"][]> = {
	organization: ["name", "external_id", "field"],
	person: ["email", "external_id", "name", "field"],
};

export function RulesForm(props: {
	c: PageContext;
	org: Org;
	object: CrmObject;
	sides: BothSides;
	rules: readonly MatchRule[];
	refused: NewRule | null;
}) {
	const { c, org, object, sides, rules, refused } = props;
	const { rules: words, ruleKinds } = messagesFor(c).syncSettings;
	const kinds = [...new Set([...sides.byKind.keys()].flatMap((kind) => KINDS[kind]))];
	const error = (...of: NewRule["refusal"][]) =>
		refused && of.includes(refused.refusal) ? words[refused.refusal] : undefined;
	return (
		<OrgForm c={c} org={org} to={`${objectPath(org, object)}/rules`}>
			{rules.length === 0 && <p class="quiet">{words.none}</p>}
			<ol class="rules">
				{rules.map((rule, index) => (
					<RuleLine {...{ c, sides, rule, index }} isLast={index === rules.length - 1} />
				))}
			</ol>
			<fieldset class="adding">
				<legend>{words.add}</legend>
				<SelectField
					name="new_by"
					label={words.by}
					value={refused?.by ?? ""}
					options={kinds.map((value) => ({ value, label: ruleKinds[value] }))}
				/>
				<Field name="new_path" label={words.path} error={error("pathInvalid", "known")}>
					<input
						id="new_path"
						name="new_path"
						list="sources"
						value={refused?.path ?? ""}
						autocomplete="off"
						spellcheck={false}
						{...(error("pathInvalid", "known")
							? { "aria-invalid": "true" as const, "aria-describedby": "new_path-error", autofocus: true }
							: {})}
					/>
				</Field>
				<SelectField
					name="new_target"
					label={words.target}
					help={words.targetHelp}
					error={error("targetInvalid")}
					value={refused?.target ?? ""}
					empty="–"
					options={[...sides.targets.values()].map(({ id, label }) => ({ value: id, label }))}
				/>
				<button type="submit" name="do" value="add" class="second">
					{words.add}
				</button>
			</fieldset>
			<FieldList id="sources" fields={[...sides.sources.values()].filter(({ type }) => type !== "other")} />
		</OrgForm>
	);
}

function RuleLine(props: {
	c: PageContext;
	sides: BothSides;
	rule: MatchRule;
	index: number;
	isLast: boolean;
}) {
	const { c, sides, rule, index, isLast } = props;
	const { rules: words, ruleKinds } = messagesFor(c).syncSettings;
	const buttons = [
		...(index > 0 ? (["up"] as const) : []),
		...(isLast ? [] : (["down"] as const)),
		"remove" as const,
	];
	return (
		<li>
			<input type="hidden" name={`by.${index}`} value={rule.by} />
			{rule.by !== "external_id" && <input type="hidden" name={`path.${index}`} value={rule.path} />}
			{rule.by === "field" && <input type="hidden" name={`target.${index}`} value={rule.target} />}
			<div class="row">
				<span>{describeRule(rule, sides, ruleKinds, words.withPath)}</span>
				{buttons.map((button) => (
					<button
						type="submit"
						name="do"
						value={`${button}.${index}`}
						class="plain"
						aria-label={words.named(words[button], index + 1)}
					>
						{words[button]}
					</button>
				))}
			</div>
		</li>
	);
}

function describeRule(
	rule: MatchRule,
	{ sources, targets }: BothSides,
	kinds: Readonly<Record<MatchRule["by"], string>>,
	withPath: (path: string, what: string) => string,
): string {
	if (rule.by === "external_id") return kinds.external_id;
	const path = sources.get(rule.path)?.label ?? rule.path;
	const what = rule.by === "field" ? (targets.get(rule.target)?.label ?? rule.target) : kinds[rule.by];
	return withPath(path, what);
}
