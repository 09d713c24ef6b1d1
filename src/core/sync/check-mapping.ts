import { canMap } from "./convert-value.ts";
import type { FieldMapping, SourceField, TargetField } from "./fields.ts";
import { pathsOf } from "./map-record.ts";

export type MappingRefusal = "no_source" | "source_gone" | "target_gone" | "cannot_map" | "twice";

/** Why a mapping can't be saved, by its place in the list. */
export function checkMappings(
	mappings: readonly FieldMapping[],
	sources: ReadonlyMap<string, SourceField>,
	targets: ReadonlyMap<string, TargetField>,
): Map<number, MappingRefusal> {
	const refusals = new Map<number, MappingRefusal>();
	const seen = new Set<string>();
	for (const [index, mapping] of mappings.entries()) {
		const refusal = seen.has(mapping.target) ? "twice" : checkMapping(mapping, sources, targets);
		if (refusal) refusals.set(index, refusal);
		seen.add(mapping.target);
	}
	return refusals;
}

function checkMapping(
	mapping: FieldMapping,
	sources: ReadonlyMap<string, SourceField>,
	targets: ReadonlyMap<string, TargetField>,
): MappingRefusal | null {
	const target = targets.get(mapping.target);
	if (!target) return "target_gone";
	const { source } = mapping;
	if ((source.kind === "field" ? source.path : source.text).trim() === "") return "no_source";
	const paths = pathsOf([mapping]);
	if (paths.some((path) => !sources.has(path))) return "source_gone";
	const types = paths.flatMap((path) => sources.get(path)?.type ?? []);
	if (source.kind === "field") return types.every((type) => canMap(type, target.type)) ? null : "cannot_map";
	return types.includes("other") || !canMap("text", target.type) ? "cannot_map" : null;
}

/** Fields that a desk's record can't do without and that nothing is written to; a name is always one. */
export function findUnmapped(
	mappings: readonly FieldMapping[],
	targets: readonly TargetField[],
): TargetField[] {
	const mapped = new Set(mappings.map(({ target }) => target));
	return targets.filter((target) => isNeeded(target) && !mapped.has(target.id));
}

export function isNeeded({ isRequired, role }: TargetField): boolean {
	return isRequired || role === "name";
}

/** The choices that a source's value can be, where those are known. */
export function choicesOf(source: SourceField | undefined): readonly { value: string; label: string }[] {
	if (source?.type !== "boolean") return source?.options ?? [];
	return [
		{ value: "true", label: "true" },
		{ value: "false", label: "false" },
	];
}

/** Whether somebody has to say what each of the source's choices is at the desk. */
export function hasChoices(target: TargetField | undefined): boolean {
	return target?.type === "choice" || target?.type === "choices" || target?.type === "tags";
}

/** Choices of the source that would make an issue of their records: the desk has none like them. */
export function findUnknownChoices(
	mapping: FieldMapping,
	source: SourceField | undefined,
	target: TargetField | undefined,
): string[] {
	if (!target || target.type === "tags" || !hasChoices(target)) return [];
	const known = new Set(
		target.options.flatMap(({ value, label }) => [value, value.toLowerCase(), label.toLowerCase()]),
	);
	return choicesOf(source)
		.map(({ value }) => value)
		.filter((value) => {
			const wanted = Object.hasOwn(mapping.choices, value) ? (mapping.choices[value] ?? "") : value;
			return wanted !== "" && !known.has(wanted) && !known.has(wanted.toLowerCase());
		});
}
