import type { Operator } from "@jetstreamapp/soql-parser-js";
import { toSortKey } from "../ids.ts";
import type { Field, Value } from "../schema/field.ts";
import type { SimRecord } from "../store/record.ts";
import type { Path } from "./paths.ts";

export type Test = (record: SimRecord) => boolean;

/** A single value, or a span of time that the value lies in. */
export type Operand = string | number | boolean | null | { start: string; end: string };

/** Whether a record's field and what it is compared with are as the operator says. */
export function buildTest(path: Path, op: Operator, operands: readonly Operand[], patterns: RegExp[]): Test {
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
	if (type === "id" || type === "reference")
		return (value) => (typeof value === "string" ? toSortKey(value) : null);
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
