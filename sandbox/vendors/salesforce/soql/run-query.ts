import { aggregate, isAggregate, isPlainCount } from "./aggregate.ts";
import { findRows } from "./find-rows.ts";
import { openObject, type QueryContext } from "./paths.ts";
import { compileSelect, type Shown } from "./select.ts";
import { malformed, parseSoql } from "./syntax.ts";

/** What a query found. Rows are shown when they are asked for: later pages may never be. */
export interface QueryResult {
	totalSize: number;
	show(from: number, to: number): Shown[];
}

export function runQuery(context: QueryContext, soql: string, all: boolean): QueryResult {
	const query = parseSoql(soql);
	const object = openObject(context, query.sObject ?? "");
	if (!query.fields || query.fields.length === 0) throw malformed("unexpected token: FROM");
	const fields = query.fields;
	if (isPlainCount(query)) {
		return { totalSize: findRows(context, object, query, all).length, show: () => [] };
	}
	if (isAggregate(query)) {
		const { limit, offset = 0, orderBy: _, ...unlimited } = query;
		const groups = aggregate(context, object, query, findRows(context, object, unlimited, all));
		const shown = groups.slice(offset, limit === undefined ? undefined : offset + limit);
		return { totalSize: shown.length, show: (from, to) => shown.slice(from, to) };
	}
	const show = compileSelect(context, object, fields, query.sObjectAlias);
	const rows = findRows(context, object, query, all);
	return { totalSize: rows.length, show: (from, to) => rows.slice(from, to).map(show) };
}
