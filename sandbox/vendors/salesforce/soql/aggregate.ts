import type { Query, FieldType as Selected } from "@jetstreamapp/soql-parser-js";
import type { Value } from "../schema/field.ts";
import type { ObjectSchema } from "../schema/schema.ts";
import type { SimRecord } from "../store/record.ts";
import { type QueryContext, resolvePath } from "./paths.ts";
import type { Shown } from "./select.ts";
import { malformed } from "./syntax.ts";

export function isAggregate(query: Query): boolean {
	const isFunction = (one: Selected) => one.type === "FieldFunctionExpression" && one.isAggregateFn === true;
	return query.groupBy !== undefined || (query.fields ?? []).some(isFunction);
}

/** `SELECT COUNT() FROM …`: only the number is answered. */
export function isPlainCount({ fields = [] }: Query): boolean {
	const [only, ...more] = fields;
	return (
		only?.type === "FieldFunctionExpression" &&
		only.functionName.toUpperCase() === "COUNT" &&
		only.parameters.length === 0 &&
		more.length === 0
	);
}

export function aggregate(
	context: QueryContext,
	object: ObjectSchema,
	query: Query,
	rows: readonly SimRecord[],
): Shown[] {
	const clauses = [query.groupBy ?? []].flat();
	if (query.having) throw malformed("HAVING is not understood here");
	const keys = clauses.map((clause) => {
		if (!("field" in clause)) throw malformed("functions can not be grouped by in this query");
		return resolvePath(context, object, clause.field);
	});
	const groups = new Map<string, SimRecord[]>();
	if (keys.length === 0) groups.set("", [...rows]);
	else {
		for (const row of rows) {
			const key = JSON.stringify(keys.map(({ read }) => read(row)));
			const group = groups.get(key);
			if (group) group.push(row);
			else groups.set(key, [row]);
		}
	}
	const columns = toColumns(context, object, query.fields ?? []);
	return [...groups.values()].map((group) => {
		const shown: Shown = { attributes: { type: "AggregateResult" } };
		for (const { name, of } of columns) shown[name] = of(group);
		return shown;
	});
}

interface Column {
	name: string;
	of(group: readonly SimRecord[]): Value;
}

function toColumns(context: QueryContext, object: ObjectSchema, selected: readonly Selected[]): Column[] {
	let unnamed = 0;
	return selected.map((one): Column => {
		if (one.type === "Field") {
			const { field, read } = resolvePath(context, object, one.field);
			return { name: one.alias ?? field.name, of: ([first]) => (first ? read(first) : null) };
		}
		if (one.type === "FieldRelationship") {
			const { field, read } = resolvePath(context, object, [...one.relationships, one.field].join("."));
			return { name: field.name, of: ([first]) => (first ? read(first) : null) };
		}
		if (one.type !== "FieldFunctionExpression") throw malformed(`${one.type} can not be grouped`);
		const name = one.alias ?? `expr${unnamed++}`;
		const [parameter = "Id"] = one.parameters;
		if (typeof parameter !== "string") throw malformed("functions of functions are not understood here");
		const { read } = resolvePath(context, object, parameter);
		const kind = one.functionName.toUpperCase();
		return { name, of: (group) => summarise(kind, group.map(read)) };
	});
}

function summarise(kind: string, all: readonly Value[]): Value {
	const present = all.filter((value) => value !== null);
	const numbers = present.filter((value) => typeof value === "number");
	const sum = numbers.reduce((total, value) => total + value, 0);
	const sorted = [...present].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
	switch (kind) {
		case "COUNT":
			return present.length;
		case "COUNT_DISTINCT":
			return new Set(present).size;
		case "SUM":
			return numbers.length > 0 ? sum : null;
		case "AVG":
			return numbers.length > 0 ? sum / numbers.length : null;
		case "MIN":
			return sorted[0] ?? null;
		case "MAX":
			return sorted.at(-1) ?? null;
		default:
			throw malformed(`unexpected token: ${kind}`);
	}
}
