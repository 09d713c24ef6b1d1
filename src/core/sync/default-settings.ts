import { canMap } from "./convert-value.ts";
import type { FieldMapping, FieldRole, SourceField, TargetField } from "./fields.ts";
import type { DirectoryKind } from "./record.ts";
import type { MatchRule } from "./settings.ts";

/** A phone number that agents added stays; a name is the CRM's. */
const POLICIES: Partial<Record<FieldRole, FieldMapping["policy"]>> = {
	phone: "never_clear",
	mobile: "never_clear",
	email: "never_clear",
};

/** What is mapped before anybody chose: what both sides have under names of their own. */
export function defaultMappings(
	paths: Partial<Record<FieldRole, string>>,
	sources: readonly SourceField[],
	targets: readonly TargetField[],
): FieldMapping[] {
	const byPath = new Map(sources.map((source) => [source.path, source]));
	return targets.flatMap((target): FieldMapping[] => {
		const own = target.role && paths[target.role];
		// A person without a last name of their own, as far as the describe tells, is called by the whole name.
		const path = target.role === "last_name" && !(own && byPath.has(own)) ? paths.name : own;
		const source = path ? byPath.get(path) : undefined;
		if (!path || !target.role || !source || !canMap(source.type, target.type)) return [];
		const policy = POLICIES[target.role] ?? "overwrite";
		return [{ target: target.id, source: { kind: "field", path }, policy, choices: {} }];
	});
}

/** The link comes before any rule; then the id that we leave at the desk, then what people know it by. */
export function defaultRules(kind: DirectoryKind, paths: Partial<Record<FieldRole, string>>): MatchRule[] {
	const { email, name } = paths;
	const rules: MatchRule[] = [{ by: "external_id" }];
	if (kind === "person" && email) rules.push({ by: "email", path: email });
	if (kind === "organization" && name) rules.push({ by: "name", path: name });
	return rules;
}
