import type { SourceField } from "../core/sync/fields.ts";
import type { Filter, FilterCondition } from "../core/sync/settings.ts";
import { VendorError } from "../lib/errors.ts";
import { type Compiled, compileCondition } from "./condition.ts";
import type { FieldMap } from "./field-book.ts";
import { all, any, name, type Soql } from "./soql.ts";

const OPERATION = "filter";

/**
 * null for a filter without conditions. Throws `VendorError` kind `invalid`: code `INVALID_FIELD` with the path of a
 * field that isn't there, `INVALID_FILTER` with each condition's place (`all.0`) and its `FilterRefusal`.
 */
export function compileFilter(filter: Filter, fields: FieldMap): Soql | null {
	const refusals: Record<string, string> = {};
	const gone: Record<string, string> = {};
	const compileGroup = (group: "all" | "any") =>
		filter[group].flatMap((condition, index) => {
			const compiled = compile(condition, fields.get(condition.path));
			if ("gone" in compiled) gone[condition.path] = "gone";
			else if ("refusal" in compiled) refusals[`${group}.${index}`] = compiled.refusal;
			else return [compiled.soql];
			return [];
		});
	const every = compileGroup("all");
	const some = compileGroup("any");
	if (Object.keys(gone).length > 0) throw invalid("INVALID_FIELD", gone);
	if (Object.keys(refusals).length > 0) throw invalid("INVALID_FILTER", refusals);
	const conditions = some.length > 0 ? [...every, any(some)] : every;
	return conditions.length > 0 ? all(conditions) : null;
}

/** Paths a filter asks about. */
export function filterPaths({ all, any }: Filter): string[] {
	return [...all, ...any].map(({ path }) => path);
}

function compile(condition: FilterCondition, field: SourceField | undefined): Compiled | { gone: true } {
	if (!field) return { gone: true };
	if (!field.isFilterable) return { refusal: "not_filterable" };
	return compileCondition(condition, field, name(condition.path));
}

function invalid(code: string, fields: Record<string, string>): VendorError {
	return new VendorError({ vendor: "salesforce", kind: "invalid", code, fields, operation: OPERATION });
}
