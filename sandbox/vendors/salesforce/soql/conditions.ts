import type { Condition, LiteralType, Operator, ValueQueryCondition } from "@jetstreamapp/soql-parser-js";
import { type ApiError, refuse } from "../errors.ts";
import { parseId, toSortKey } from "../ids.ts";
import type { Field, FieldType, Value } from "../schema/field.ts";
import type { ObjectSchema } from "../schema/schema.ts";
import { parseDate, parseTime, toTime } from "../time.ts";
import { buildTest, type Operand, type Test, toComparable } from "./compare.ts";
import { toDateRange } from "./date-ranges.ts";
import { readPattern, readString } from "./literals.ts";
import { type Path, type QueryContext, resolvePath } from "./paths.ts";
import { malformed } from "./syntax.ts";

/** What a condition allows, and what of it an index can use. */
export interface CompiledCondition {
	path: Path;
	test: Test;
	operator: Operator;
	/** What the field is compared with, as it compares; null for `null`. */
	operands: readonly Operand[];
}

/** Answers the values that a query in a condition selects. */
export type RunInner = (condition: ValueQueryCondition) => Value[];

const TEXT: readonly FieldType[] = ["string", "textarea", "phone", "url", "email", "picklist"];
const NUMBERS: readonly FieldType[] = ["int", "double", "currency", "percent"];
const IDS: readonly FieldType[] = ["id", "reference"];
const NUMBER_LITERALS: readonly LiteralType[] = [
	"INTEGER",
	"DECIMAL",
	"INTEGER_WITH_CURRENCY_PREFIX",
	"DECIMAL_WITH_CURRENCY_PREFIX",
];

export function compileCondition(
	context: QueryContext,
	object: ObjectSchema,
	condition: Condition | ValueQueryCondition,
	runInner: RunInner,
): CompiledCondition {
	if (!("field" in condition)) throw malformed("functions can not be used in this condition");
	const path = resolvePath(context, object, condition.field);
	const { field } = path;
	const { operator } = condition;
	if (!field.filterable) {
		throw refuse("INVALID_FIELD", `field '${field.name}' can not be filtered in a query call`);
	}
	if ("valueQuery" in condition) {
		const comparable = toComparable(field);
		const operands = runInner(condition)
			.map(comparable)
			.filter((value) => value !== null);
		return { path, operator, operands, test: buildTest(path, operator, operands, []) };
	}
	checkOperator(field, operator);
	const raw = [condition.value].flat();
	const kinds = [condition.literalType ?? []].flat();
	const kindAt = (index: number) => kinds[index] ?? kinds[0] ?? "STRING";
	if (operator === "LIKE") {
		const patterns = raw.map((text, index) => {
			if (kindAt(index) !== "STRING") throw wrongLiteral(field);
			return readPattern(text);
		});
		return { path, operator, operands: [], test: buildTest(path, operator, [], patterns) };
	}
	const operands = raw.map((text, index) => toOperand(field, text, kindAt(index), context.now));
	return { path, operator, operands, test: buildTest(path, operator, operands, []) };
}

function checkOperator(field: Field, operator: Operator): void {
	const isMulti = field.type === "multipicklist";
	const isOrdering = operator === "<" || operator === ">" || operator === "<=" || operator === ">=";
	const isWrong =
		((operator === "INCLUDES" || operator === "EXCLUDES") && !isMulti) ||
		(operator === "LIKE" && !TEXT.includes(field.type)) ||
		(isOrdering && (isMulti || field.type === "boolean"));
	if (isWrong)
		throw refuse("INVALID_QUERY_FILTER_OPERATOR", `invalid operator on ${field.type} field: ${field.name}`);
}

function toOperand(field: Field, text: string, kind: LiteralType, now: number): Operand {
	if (kind === "NULL") return null;
	const { type } = field;
	if (kind === "STRING") {
		const value = readString(text);
		if (value === "" && type !== "boolean") return null;
		if (TEXT.includes(type) || type === "multipicklist") return value.toLowerCase();
		if (!IDS.includes(type)) throw wrongLiteral(field);
		const id = parseId(value);
		if (id === null) throw refuse("INVALID_QUERY_FILTER_OPERATOR", `invalid ID field: ${value}`);
		return toSortKey(id);
	}
	if (kind === "BOOLEAN" && type === "boolean") return text.toUpperCase() === "TRUE";
	if (NUMBER_LITERALS.includes(kind) && NUMBERS.includes(type)) return Number(text.replace(/^[A-Z]{3}/i, ""));
	if (kind === "DATE" && type === "date" && parseDate(text)) return text;
	if (kind === "DATETIME" && type === "datetime") {
		const time = parseTime(text);
		if (time) return time;
	}
	if (kind === "DATE_LITERAL" || kind === "DATE_N_LITERAL") {
		const { start, end } = toDateRange(text, now);
		if (type === "datetime") return { start: toTime(start), end: toTime(end) };
		if (type === "date") return { start: toTime(start).slice(0, 10), end: toTime(end).slice(0, 10) };
	}
	throw wrongLiteral(field);
}

function wrongLiteral({ name, type }: Field): ApiError {
	const isQuoted = TEXT.includes(type) || IDS.includes(type) || type === "multipicklist";
	const rule = isQuoted ? "should be enclosed in quotes" : "should not be enclosed in quotes";
	return refuse(
		"INVALID_FIELD",
		`value of filter criterion for field '${name}' must be of type ${type} and ${rule}`,
	);
}
