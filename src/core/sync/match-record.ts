import { isEmpty, toText } from "./convert-value.ts";
import type { CrmRecord, FieldValue } from "./record.ts";
import type { MatchRule } from "./settings.ts";

/** What a rule asks a desk about one record. */
export type MatchQuestion =
	| { by: "external_id" | "email" | "name"; value: string }
	| { by: "field"; field: string; value: FieldValue };

/** null: the record has nothing to ask by. */
export function toQuestion(record: Pick<CrmRecord, "id" | "fields">, rule: MatchRule): MatchQuestion | null {
	if (rule.by === "external_id") return { by: "external_id", value: record.id };
	const value = record.fields[rule.path] ?? null;
	if (isEmpty(value)) return null;
	if (rule.by === "field") return { by: "field", field: rule.target, value };
	const text = toText(value);
	return { by: rule.by, value: rule.by === "email" ? text.toLowerCase() : text };
}

/** Every path that the rules read. */
export function pathsOfRules(rules: readonly MatchRule[]): string[] {
	return [...new Set(rules.flatMap((rule) => (rule.by === "external_id" ? [] : [rule.path])))];
}

export interface Candidate {
	id: string;
	name: string;
	isStaff: boolean;
	/** The id of the record that it was made for, where it has one. */
	externalId?: string | null;
}

export type MatchVerdict =
	| { is: "none" }
	| { is: "found"; id: string; externalId: string | null }
	| { is: "staff"; id: string }
	/** Several fit: somebody chooses. */
	| { is: "ambiguous"; candidates: readonly Candidate[] };

/** One rule's answer. A rule that finds anything ends the search: a later rule may not overrule it. */
export function judgeMatches(matches: readonly Candidate[]): MatchVerdict {
	const distinct = [...new Map(matches.map((match) => [match.id, match])).values()];
	const [only, ...others] = distinct;
	if (!only) return { is: "none" };
	if (others.length > 0) return { is: "ambiguous", candidates: distinct };
	if (only.isStaff) return { is: "staff", id: only.id };
	return { is: "found", id: only.id, externalId: only.externalId ?? null };
}
