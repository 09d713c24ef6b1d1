import type { Condition, LiteralType, Operator, ValueQueryCondition } from "@jetstreamapp/soql-parser-js";
import { type ApiError, refuse } from "../errors.ts";
import { parseId, toSortKey } from "../ids.ts";
import type { Field, FieldType, Value } from "../schema/field.ts";
import type { ObjectSchema } from "../schema/schema.ts";
import type { SimRecord } from "../store/record.ts";
import { parseDate, parseTime, toTime } from "../time.ts";
import { toDateRange } from "./date-ranges.ts";
import { readPattern, readString } from "./literals.ts";
import { type Path, type QueryContext, resolvePath } from "./paths.ts";
import { malformed } from "./syntax.ts";

export type Test = (record: SimRecord) => boolean;

/** What a condition allows, and what of it an index can use. */
export interface CompiledCondition {
	path: Path;
	test: Test;
	operator: Operator;
	/** What the field is compared with, as it compares; null for `null`. */
	operands: readonly Operand[];
}

/** A single value, or a span of time that the value lies in. */
export type Operand = string | number | boolean | null | { start: string; end: string };

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

function buildTest(path: Path, op: Operator, operands: readonly Operand[], patterns: RegExp[]): Test {
	const { field, steps, read } = path;
	const isStamp = field.name === "SystemModstamp" && steps.length === 0;
	const [first = null] = operands;
	if (isStamp && typeof first === "string" && op !== "IN" && op !== "NOT IN") {
		return buildStampTest(op, Date.parse(first.replace("+0000", "Z")));
	}
	const comparable = toComparable(field);
	const isOwnId = field.name === "Id" && steps.length === 0;
	const value = (record: SimRecord) => (isOwnId ? record.key : comparable(read(record)));
	if (op === "LIKE") {
		return (record) => {
			const text = read(record);
			return typeof text === "string" && patterns.some((pattern) => pattern.test(text));
		};
	}
	if (op === "INCLUDES" || op === "EXCLUDES") {
		const groups = operands.map((one) => String(one ?? "").split(";"));
		return (record) => {
			const chosen = String(value(record) ?? "").split(";");
			return groups.some((group) => group.every((one) => chosen.includes(one))) === (op === "INCLUDES");
		};
	}
	if (op === "IN" || op === "NOT IN") {
		const set = new Set(operands);
		return (record) => set.has(value(record)) === (op === "IN");
	}
	if (op === "=" || op === "!=") return (record) => isEqual(value(record), first) === (op === "=");
	return (record) => isInOrder(value(record), op, first);
}

function buildStampTest(op: Operator, ms: number): Test {
	switch (op) {
		case "=":
			return ({ stamp }) => stamp === ms;
		case "!=":
			return ({ stamp }) => stamp !== ms;
		case "<":
			return ({ stamp }) => stamp < ms;
		case "<=":
			return ({ stamp }) => stamp <= ms;
		case ">":
			return ({ stamp }) => stamp > ms;
		default:
			return ({ stamp }) => stamp >= ms;
	}
}

type Comparable = string | number | boolean | null;

export function toComparable({ type }: Field): (value: Value) => Comparable {
	if (IDS.includes(type)) return (value) => (typeof value === "string" ? toSortKey(value) : null);
	return (value) => {
		if (typeof value === "string")
			return type === "datetime" || type === "date" ? value : value.toLowerCase();
		return typeof value === "object" ? null : value;
	};
}

function isEqual(value: Comparable, operand: Operand): boolean {
	if (typeof operand === "object" && operand !== null) {
		return typeof value === "string" && value >= operand.start && value < operand.end;
	}
	return value === operand;
}

function isInOrder(value: Comparable, op: Operator, operand: Operand): boolean {
	if (value === null || operand === null) return false;
	if (typeof operand === "object") {
		if (op === "<") return value < operand.start;
		if (op === ">=") return value >= operand.start;
		return op === "<=" ? value < operand.end : value >= operand.end;
	}
	if (op === "<") return value < operand;
	if (op === "<=") return value <= operand;
	return op === ">" ? value > operand : value >= operand;
}
