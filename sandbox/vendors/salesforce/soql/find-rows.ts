import type { Query, Subquery, ValueQueryCondition } from "@jetstreamapp/soql-parser-js";
import { refuse } from "../errors.ts";
import type { Value } from "../schema/field.ts";
import type { ObjectSchema } from "../schema/schema.ts";
import { compareKeys, compareStamps, type SimRecord } from "../store/record.ts";
import type { Table } from "../store/table.ts";
import { compileCondition } from "./conditions.ts";
import { compileOrder, type Order } from "./order.ts";
import { openObject, type QueryContext, resolvePath } from "./paths.ts";
import { firstIndex, type Plan, planAll, planAnd, planCondition, planNot, planOr } from "./plan.ts";
import { type ConditionNode, malformed, toConditionTree } from "./syntax.ts";

const RECYCLE_BIN_MS = 15 * 86_400_000;
const MAX_OFFSET = 2000;

/** The rows of a query, in order. `all`: deleted ones too, while the recycle bin keeps them. */
export function findRows(
	context: QueryContext,
	object: ObjectSchema,
	query: Query | Subquery,
	all: boolean,
	only?: (record: SimRecord) => boolean,
): SimRecord[] {
	const { limit = Number.POSITIVE_INFINITY, offset = 0 } = query;
	if (offset > MAX_OFFSET) {
		throw refuse("NUMBER_OUTSIDE_VALID_RANGE", `Maximum SOQL offset allowed is ${MAX_OFFSET}`);
	}
	const virtual = context.virtualRows(object.name);
	const table = virtual ? null : context.store.table(object.name);
	const plan = query.where ? compile(context, object, toConditionTree(query.where), table) : planAll();
	const clauses = [query.orderBy ?? []].flat();
	const order = compileOrder(context, object, clauses, query.sObjectAlias);
	const matches = (record: SimRecord) =>
		isThere(record, all, context.now) && (only?.(record) ?? true) && plan.test(record);
	const until = offset + limit;
	if (virtual) return virtual.filter(matches).slice(offset, until);
	if (!table) return [];
	return walk(table, plan, order, matches, until).slice(offset, until);
}

function isThere({ isDeleted, deletedAt }: SimRecord, all: boolean, now: number): boolean {
	if (!isDeleted) return true;
	return all && (deletedAt ?? 0) + RECYCLE_BIN_MS > now;
}

function walk(
	table: Table,
	{ candidates, stamps, keys }: Plan,
	order: Order,
	matches: (record: SimRecord) => boolean,
	until: number,
): SimRecord[] {
	if (candidates) {
		const found = new Set<SimRecord>();
		for (const rows of candidates) for (const row of rows) if (matches(row)) found.add(row);
		return [...found].sort(order.compare);
	}
	const byStamp = order.kept === "stamp" || (order.kept === null && Number.isFinite(stamps.low));
	const rows = byStamp ? table.byStamp() : table.byKey();
	const start = byStamp
		? firstIndex(rows, (row) => row.stamp >= stamps.low)
		: firstIndex(rows, (row) => row.key >= keys.low);
	const found: SimRecord[] = [];
	for (let place = start; place < rows.length; place++) {
		const row = rows[place];
		if (!row || (byStamp ? row.stamp > stamps.high : row.key > keys.high)) break;
		if (!matches(row)) continue;
		found.push(row);
		if (order.kept !== null && found.length >= until) break;
	}
	if (order.kept === null) found.sort(order.compare);
	else if (order.kept === "stamp") found.sort(compareStamps);
	else found.sort(compareKeys);
	return found;
}

function compile(
	context: QueryContext,
	object: ObjectSchema,
	node: ConditionNode,
	table: Table | null,
): Plan {
	if (node.kind === "not") return planNot(compile(context, object, node.item, table));
	if (node.kind === "condition") {
		const condition = compileCondition(context, object, node.condition, (inner) => runInner(context, inner));
		return table ? planCondition(table, condition) : { ...planAll(), test: condition.test };
	}
	const plans = node.items.map((item) => compile(context, object, item, table));
	return node.kind === "and" ? planAnd(plans) : planOr(plans);
}

/** `IN (SELECT …)`: one field of another object. */
function runInner(context: QueryContext, { valueQuery }: ValueQueryCondition): Value[] {
	const [selected, ...more] = valueQuery.fields ?? [];
	if (selected?.type !== "Field" || more.length > 0) throw malformed("the inner select must name one field");
	const object = openObject(context, valueQuery.sObject ?? "");
	const path = resolvePath(context, object, selected.field);
	return findRows(context, object, valueQuery, false).map(path.read);
}
