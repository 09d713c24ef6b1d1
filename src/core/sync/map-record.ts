import { convertValue, isEmpty, toText } from "./convert-value.ts";
import type { FieldMapping, TargetField, TargetValues } from "./fields.ts";
import type { CrmRecord, FieldValue } from "./record.ts";
import type { IssueReason } from "./run.ts";

export interface MappingProblem {
	target: string;
	reason: Extract<IssueReason, "invalid_value" | "unknown_choice" | "required_missing" | "field_gone">;
	/** The value that didn't fit. */
	value: string;
}

export interface MappedRecord {
	values: TargetValues;
	/** With any of these the record is not written. */
	problems: readonly MappingProblem[];
}

const PLACEHOLDER = /\{([A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z][A-Za-z0-9_]*){0,5})\}/g;

/** Every path that the mappings read. */
export function pathsOf(mappings: readonly FieldMapping[]): string[] {
	const paths = mappings.flatMap(({ source }) =>
		source.kind === "field"
			? [source.path]
			: [...source.text.matchAll(PLACEHOLDER)].map((match) => match[1] ?? ""),
	);
	return [...new Set(paths)];
}

/** What a desk's record shall hold. Of two mappings onto one target the last counts. */
export function mapRecord(
	record: CrmRecord,
	mappings: readonly FieldMapping[],
	targets: ReadonlyMap<string, TargetField>,
): MappedRecord {
	const values: Record<string, FieldValue> = {};
	const problems = new Map<string, MappingProblem>();
	for (const mapping of mappings) {
		const target = targets.get(mapping.target);
		problems.delete(mapping.target);
		if (!target) {
			problems.set(mapping.target, { target: mapping.target, reason: "field_gone", value: "" });
			continue;
		}
		const value = readSource(record, mapping.source);
		const converted = convertValue(value, target, mapping.choices);
		if (!converted.ok) {
			problems.set(target.id, { target: target.id, reason: converted.reason, value: toText(value) });
		} else if (target.isRequired && isEmpty(converted.value)) {
			problems.set(target.id, { target: target.id, reason: "required_missing", value: "" });
		} else if (!(mapping.policy === "never_clear" && isEmpty(converted.value))) {
			values[target.id] = converted.value;
		}
	}
	return { values, problems: [...problems.values()] };
}

function readSource({ fields }: CrmRecord, source: FieldMapping["source"]): FieldValue {
	if (source.kind === "field") return fields[source.path] ?? null;
	const paths = pathsOf([{ target: "", source, policy: "overwrite", choices: {} }]);
	// A template whose fields are all empty is empty: its words alone say nothing.
	if (paths.length > 0 && paths.every((path) => isEmpty(fields[path] ?? null))) return null;
	return source.text.replace(PLACEHOLDER, (_, path: string) => toText(fields[path] ?? null)).trim();
}
