import type { FieldMapping } from "../../core/sync/fields.ts";
import type { Filter, FilterCondition, MatchRule } from "../../core/sync/settings.ts";

type Told = string | number | boolean | null;

/** What differs, for the log: `name.from` and `name.to`; of lists only the entries that are not on both sides. */
export function tellDifference(before: object, after: object): Record<string, Told> {
	const told: Record<string, Told> = {};
	const were: Record<string, unknown> = { ...before };
	for (const [name, value] of Object.entries(after)) {
		const from = toLines(name, were[name]);
		const to = toLines(name, value);
		if (JSON.stringify(from) === JSON.stringify(to)) continue;
		told[`${name}.from`] = toTold(from, to);
		told[`${name}.to`] = toTold(to, from);
	}
	return told;
}

/** Lists by line; one that only changed its order is told whole. */
function toTold(own: Told | string[], other: Told | string[]): Told {
	if (!Array.isArray(own)) return own;
	const others = new Set(Array.isArray(other) ? other : []);
	const only = own.filter((line) => !others.has(line));
	const isSameSet = Array.isArray(other) && own.length === other.length && only.length === 0;
	return cut((isSameSet ? own : only).join("; "));
}

const MAX_TOLD = 2000;

function cut(text: string): string {
	return text.length > MAX_TOLD ? `${text.slice(0, MAX_TOLD)}…` : text;
}

function toLines(name: string, value: unknown): Told | string[] {
	if (name === "fields") return (value as readonly FieldMapping[]).map(tellMapping);
	if (name === "matchRules") return (value as readonly MatchRule[]).map(tellRule);
	if (name === "filter") {
		const { all, any } = value as Filter;
		return [...all.map((one) => tellCondition("all", one)), ...any.map((one) => tellCondition("any", one))];
	}
	if (Array.isArray(value)) return value.map(String);
	return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}

function tellMapping({ target, source, policy, choices }: FieldMapping): string {
	const from = source.kind === "field" ? source.path : source.text;
	const pairs = Object.entries(choices).map(([theirs, ours]) => `${theirs}=${ours}`);
	return `${target} ← ${from} (${[policy, ...pairs].join(", ")})`;
}

function tellRule(rule: MatchRule): string {
	if (rule.by === "external_id") return rule.by;
	return rule.by === "field" ? `${rule.path} = ${rule.target}` : `${rule.path} = ${rule.by}`;
}

function tellCondition(group: "all" | "any", { path, operator, values }: FilterCondition): string {
	return `${group}: ${[path, operator, values.join(" | ")].join(" ").trim()}`;
}
