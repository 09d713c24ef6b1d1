import { toId18, toSortKey } from "../ids.ts";
import type { Field, Find, Value } from "../schema/field.ts";
import { toTime } from "../time.ts";

export interface SimRecord {
	/** 18 characters. */
	readonly id: string;
	/** Compares as ids are sorted. */
	readonly key: string;
	readonly object: string;
	/** Everything but `Id`, `IsDeleted`, `SystemModstamp` and formulas; times as records carry them. */
	values: Record<string, Value>;
	/** SystemModstamp: whole seconds, in milliseconds since 1970. */
	stamp: number;
	isDeleted: boolean;
	deletedAt: number | null;
}

export function createRecord(
	object: string,
	id: string,
	values: Record<string, Value>,
	stamp: number,
): SimRecord {
	return { id, key: toSortKey(id), object, values, stamp, isDeleted: false, deletedAt: null };
}

export function readValue(record: SimRecord, field: Field, find: Find): Value {
	switch (field.name) {
		case "Id":
			return record.id;
		case "IsDeleted":
			return record.isDeleted;
		case "SystemModstamp":
			return toTime(record.stamp);
	}
	if (field.formula) return field.formula(record, find);
	return record.values[field.name] ?? (field.type === "boolean" ? false : null);
}

/** By (SystemModstamp, Id). */
export function compareStamps(a: SimRecord, b: SimRecord): number {
	return a.stamp - b.stamp || compareKeys(a, b);
}

export function compareKeys(a: SimRecord, b: SimRecord): number {
	return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}

/** What look-ups compare: without case, ids without their check letters. */
export function toLookupKey(field: Field, value: Value): string | null {
	if (value === null) return null;
	const text = String(value);
	if (field.type === "id" || field.type === "reference") return toId18(text.slice(0, 15));
	return text.toLowerCase();
}
