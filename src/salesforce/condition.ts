import type { SourceField, SourceType } from "../core/sync/fields.ts";
import type { FilterCondition, FilterOperator } from "../core/sync/settings.ts";
import { all, among, any, type Comparison, compare, nothing, pattern, type Soql } from "./soql.ts";
import { type Literal, literalKind, toLiteral } from "./typed-value.ts";

/** Why a condition can't be asked. */
export type FilterRefusal = "not_filterable" | "operator" | "value" | "no_value";
export type Compiled = { soql: Soql } | { refusal: FilterRefusal };

const EQUALITY: readonly FilterOperator[] = ["is", "is_not"];
const ORDER: readonly FilterOperator[] = ["less", "at_most", "greater", "at_least"];
const WORDS: readonly FilterOperator[] = ["contains", "starts_with"];

const OPERATORS: Readonly<Record<ReturnType<typeof literalKind>, readonly FilterOperator[]>> = {
	text: [...EQUALITY, ...ORDER, ...WORDS],
	choice: [...EQUALITY, ...WORDS],
	choices: [...EQUALITY, "includes", "excludes"],
	id: EQUALITY,
	boolean: EQUALITY,
	integer: [...EQUALITY, ...ORDER],
	decimal: [...EQUALITY, ...ORDER],
	date: [...EQUALITY, ...ORDER],
	moment: [...EQUALITY, ...ORDER],
	none: [],
};

/** A field that is never empty, or that can't be asked whether it is. */
const NEVER_EMPTY: readonly SourceType[] = ["boolean", "other"];

/** Several values stand for any of them; `is_not` and `excludes` for none of them. */
export function compileCondition(
	{ operator, values }: Pick<FilterCondition, "operator" | "values">,
	field: SourceField,
	path: Soql,
): Compiled {
	if (operator === "is_empty" || operator === "is_not_empty") {
		if (NEVER_EMPTY.includes(field.type)) return { refusal: "operator" };
		return { soql: compare(path, operator === "is_empty" ? "=" : "!=", nothing) };
	}
	const kind = literalKind(field);
	if (!OPERATORS[kind].includes(operator)) return { refusal: "operator" };
	if (values.length === 0) return { refusal: "no_value" };
	if (operator === "contains" || operator === "starts_with") {
		if (values.includes("")) return { refusal: "no_value" };
		const where = operator === "contains" ? "anywhere" : "start";
		return { soql: any(values.map((value) => compare(path, "LIKE", pattern(value, where)))) };
	}
	const literals = values.map((value) => toLiteral(kind, value));
	if (!literals.every((literal) => literal !== null)) return { refusal: "value" };
	return { soql: compileLiterals(path, operator, literals) };
}

function compileLiterals(path: Soql, operator: FilterOperator, literals: readonly Literal[]): Soql {
	if (operator === "includes" || operator === "excludes") {
		const word = operator === "includes" ? "INCLUDES" : "EXCLUDES";
		return among(
			path,
			word,
			literals.map(({ from }) => from),
		);
	}
	const exact = literals.every(({ until }) => until === null);
	if (operator === "is" && exact && literals.length > 1) {
		return among(
			path,
			"IN",
			literals.map(({ from }) => from),
		);
	}
	const conditions = literals.map((literal) => compileOne(path, operator, literal));
	// Not `NOT IN`: only `!=` is sure to count an empty field as different.
	return operator === "is_not" ? all(conditions) : any(conditions);
}

const EXACT: Readonly<Partial<Record<FilterOperator, Comparison>>> = {
	is: "=",
	is_not: "!=",
	less: "<",
	at_most: "<=",
	greater: ">",
	at_least: ">=",
};

function compileOne(path: Soql, operator: FilterOperator, { from, until }: Literal): Soql {
	if (until === null) return compare(path, EXACT[operator] ?? "=", from);
	switch (operator) {
		case "is_not":
			return any([compare(path, "<", from), compare(path, ">=", until), compare(path, "=", nothing)]);
		case "less":
			return compare(path, "<", from);
		case "at_most":
			return compare(path, "<", until);
		case "greater":
			return compare(path, ">=", until);
		case "at_least":
			return compare(path, ">=", from);
		default:
			return all([compare(path, ">=", from), compare(path, "<", until)]);
	}
}
