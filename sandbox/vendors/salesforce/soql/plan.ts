import { toSortKey } from "../ids.ts";
import type { SimRecord } from "../store/record.ts";
import type { Table } from "../store/table.ts";
import type { Operand, Test } from "./compare.ts";
import type { CompiledCondition } from "./conditions.ts";

/** A compiled condition with everything that narrows the rows to look at. */
export interface Plan {
	test: Test;
	/** No row outside these bounds matches, both inclusive. */
	stamps: { low: number; high: number };
	keys: { low: string; high: string };
	/** The rows that may match, from an index; null: any may. */
	candidates: Iterable<SimRecord>[] | null;
}

const ALL_STAMPS = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
const ALL_KEYS = { low: "", high: "\uffff" };

export function planAll(): Plan {
	return { test: () => true, stamps: ALL_STAMPS, keys: ALL_KEYS, candidates: null };
}

export function planCondition(table: Table, condition: CompiledCondition): Plan {
	const { path, operator, operands, test } = condition;
	const plan: Plan = { ...planAll(), test };
	if (path.steps.length > 0) return plan;
	const { field } = path;
	const [first = null] = operands;
	if (field.name === "SystemModstamp") return { ...plan, stamps: toStamps(operator, first) };
	if (field.name === "Id" && typeof first === "string" && operator !== "IN") {
		if (operator === ">" || operator === ">=") return { ...plan, keys: { ...ALL_KEYS, low: first } };
		if (operator === "<" || operator === "<=") return { ...plan, keys: { ...ALL_KEYS, high: first } };
	}
	const isEquality = operator === "=" || operator === "IN";
	if (!isEquality || field.formula || operands.some((operand) => typeof operand !== "string")) return plan;
	const texts = operands.filter((operand) => typeof operand === "string");
	if (field.name === "Id") {
		const rows = texts.map((key) => findByKey(table, key));
		return { ...plan, candidates: [rows.filter((row) => row !== null)] };
	}
	const isIndexed =
		field.type === "reference" || field.type === "email" || field.externalId || field.idLookup;
	if (!isIndexed && !field.isName) return plan;
	// A sort key of a sort key is the id again.
	const toText = (text: string) => (field.type === "reference" ? toSortKey(text) : text);
	return { ...plan, candidates: [...new Set(texts)].map((text) => table.lookUp(field, toText(text))) };
}

export function planAnd(plans: readonly Plan[]): Plan {
	const sized = plans.filter(({ candidates }) => candidates !== null);
	return {
		test: (record) => plans.every(({ test }) => test(record)),
		stamps: {
			low: Math.max(...plans.map(({ stamps }) => stamps.low)),
			high: Math.min(...plans.map(({ stamps }) => stamps.high)),
		},
		keys: {
			low:
				plans
					.map(({ keys }) => keys.low)
					.toSorted()
					.at(-1) ?? ALL_KEYS.low,
			high:
				plans
					.map(({ keys }) => keys.high)
					.toSorted()
					.at(0) ?? ALL_KEYS.high,
		},
		candidates: sized[0]?.candidates ?? null,
	};
}

export function planOr(plans: readonly Plan[]): Plan {
	const all = plans.flatMap(({ candidates }) => candidates ?? []);
	return {
		test: (record) => plans.some(({ test }) => test(record)),
		stamps: {
			low: Math.min(...plans.map(({ stamps }) => stamps.low)),
			high: Math.max(...plans.map(({ stamps }) => stamps.high)),
		},
		keys: {
			low:
				plans
					.map(({ keys }) => keys.low)
					.toSorted()
					.at(0) ?? ALL_KEYS.low,
			high:
				plans
					.map(({ keys }) => keys.high)
					.toSorted()
					.at(-1) ?? ALL_KEYS.high,
		},
		candidates: plans.every(({ candidates }) => candidates !== null) ? all : null,
	};
}

export function planNot({ test }: Plan): Plan {
	return { ...planAll(), test: (record) => !test(record) };
}

function toStamps(operator: string, operand: Operand): { low: number; high: number } {
	if (operand === null || (typeof operand !== "string" && typeof operand !== "object")) return ALL_STAMPS;
	const toMs = (time: string) => Date.parse(time.replace("+0000", "Z"));
	const start = toMs(typeof operand === "string" ? operand : operand.start);
	const end = toMs(typeof operand === "string" ? operand : operand.end);
	if (operator === "=") return { low: start, high: end };
	if (operator === ">" || operator === ">=") return { ...ALL_STAMPS, low: start };
	if (operator === "<" || operator === "<=") return { ...ALL_STAMPS, high: end };
	return ALL_STAMPS;
}

/** Rows sorted by id, found by halving. */
export function findByKey(table: Table, key: string): SimRecord | null {
	const rows = table.byKey();
	const row = rows[firstIndex(rows, (one) => one.key >= key)];
	return row?.key === key ? row : null;
}

/** The first place of sorted rows from which on the question is answered with yes. */
export function firstIndex(rows: readonly SimRecord[], isReached: (row: SimRecord) => boolean): number {
	let low = 0;
	let high = rows.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		const row = rows[middle];
		if (row && isReached(row)) high = middle;
		else low = middle + 1;
	}
	return low;
}
