import { defaultMappings, defaultRules } from "./default-settings.ts";
import type { FieldRole, SourceField, TargetField } from "./fields.ts";
import type { DirectoryKind } from "./record.ts";
import type { MatchRule, ObjectSettings } from "./settings.ts";

type Fitted = Pick<ObjectSettings, "fields" | "matchRules">;

/**
 * An object's mappings and rules once it becomes other kinds of record: without those of a kind that it becomes no more,
 * and with the usual ones of a kind that is new. `kinds` are the new ones with the desk's fields of each.
 */
export function fitToKinds(
	own: Fitted & Pick<ObjectSettings, "becomes">,
	kinds: ReadonlyMap<DirectoryKind, readonly TargetField[]>,
	paths: Partial<Record<FieldRole, string>>,
	sources: readonly SourceField[],
): Fitted {
	const targets = new Set([...kinds.values()].flat().map(({ id }) => id));
	const fields = own.fields.filter(({ target }) => targets.has(target));
	const matchRules = own.matchRules.filter((rule) => suits(rule, kinds, targets));
	for (const [kind, deskFields] of kinds) {
		if (own.becomes.includes(kind)) continue;
		const mapped = new Set(fields.map(({ target }) => target));
		fields.push(...defaultMappings(paths, sources, deskFields).filter(({ target }) => !mapped.has(target)));
		const known = new Set(matchRules.map((rule) => JSON.stringify(rule)));
		matchRules.push(...defaultRules(kind, paths).filter((rule) => !known.has(JSON.stringify(rule))));
	}
	return { fields, matchRules };
}

function suits(
	rule: MatchRule,
	kinds: ReadonlyMap<DirectoryKind, unknown>,
	targets: ReadonlySet<string>,
): boolean {
	if (rule.by === "email") return kinds.has("person");
	return rule.by !== "field" || targets.has(rule.target);
}
