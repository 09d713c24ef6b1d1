import type { OrderByClause } from "@jetstreamapp/soql-parser-js";
import type { ObjectSchema } from "../schema/schema.ts";
import { compareKeys, type SimRecord } from "../store/record.ts";
import { toComparable } from "./compare.ts";
import { type QueryContext, resolvePath } from "./paths.ts";
import { malformed } from "./syntax.ts";

export interface Order {
	compare(a: SimRecord, b: SimRecord): number;
	/** The order that the table keeps anyway; null: rows have to be sorted. */
	kept: "stamp" | "key" | null;
}

export function compileOrder(
	context: QueryContext,
	object: ObjectSchema,
	clauses: readonly OrderByClause[],
	alias?: string,
): Order {
	const parts = clauses.map((clause) => {
		if (!("field" in clause)) throw malformed("functions can not be sorted by in this query");
		const { field, steps, read } = resolvePath(context, object, clause.field, alias);
		if (!field.sortable) throw malformed(`field '${field.name}' can not be sorted in a query call`);
		const comparable = toComparable(field);
		const isOwn = steps.length === 0;
		const readKey = (record: SimRecord) => {
			if (isOwn && field.name === "SystemModstamp") return record.stamp;
			return isOwn && field.name === "Id" ? record.key : comparable(read(record));
		};
		const isDescending = clause.order === "DESC";
		const nullsFirst = (clause.nulls ?? (isDescending ? "LAST" : "FIRST")) === "FIRST";
		return { name: isOwn ? field.name : "", readKey, isDescending, nullsFirst };
	});
	const names = parts.map(({ name, isDescending }) => (isDescending ? "" : name)).join(",");
	const isByStamp = names === "SystemModstamp,Id" || names === "SystemModstamp";
	return {
		kept: isByStamp ? "stamp" : names === "Id" || names === "" ? "key" : null,
		compare(a, b) {
			for (const { readKey, isDescending, nullsFirst } of parts) {
				const left = readKey(a);
				const right = readKey(b);
				if (left === right) continue;
				if (left === null || right === null) return (left === null) === nullsFirst ? -1 : 1;
				return left < right === isDescending ? 1 : -1;
			}
			return compareKeys(a, b);
		},
	};
}
