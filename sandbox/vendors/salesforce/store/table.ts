import type { Field } from "../schema/field.ts";
import { compareKeys, compareStamps, type SimRecord, toLookupKey } from "./record.ts";

/** One object's rows, in memory, with the orders and look-ups that queries ask for. */
export interface Table {
	get(id: string): SimRecord | undefined;
	/** Sorted by id. */
	byKey(): readonly SimRecord[];
	/** Sorted by (SystemModstamp, Id). */
	byStamp(): readonly SimRecord[];
	/** Rows whose field has the value; the index is made when it is first asked for. */
	lookUp(field: Field, value: string): Iterable<SimRecord>;
	insert(record: SimRecord): void;
	/** Changes the row by `change`, which must not touch its id. */
	change(record: SimRecord, change: (record: SimRecord) => void): void;
	remove(record: SimRecord): void;
}

/** Up to here moving rows one by one is quicker than merging them in. */
const FEW = 20;

interface Index {
	field: Field;
	rows: Map<string, Set<SimRecord>>;
}

/** `seed` is called when the table is first needed. */
export function createTable(seed: () => SimRecord[]): Table {
	let rows: Map<string, SimRecord> | null = null;
	let byKey: SimRecord[] = [];
	let byStamp: SimRecord[] | null = null;
	/** Those that `byStamp` has in the wrong place, wrongly, or not at all. */
	let moved = new Set<SimRecord>();
	const indexes = new Map<string, Index>();

	function open(): Map<string, SimRecord> {
		if (rows) return rows;
		byKey = seed().sort(compareKeys);
		rows = new Map(byKey.map((record) => [record.id, record]));
		return rows;
	}

	function addTo(index: Index, record: SimRecord): void {
		const key = toLookupKey(index.field, record.values[index.field.name] ?? null);
		if (key === null) return;
		const found = index.rows.get(key);
		if (found) found.add(record);
		else index.rows.set(key, new Set([record]));
	}

	function takeFrom(index: Index, record: SimRecord): void {
		const key = toLookupKey(index.field, record.values[index.field.name] ?? null);
		if (key !== null) index.rows.get(key)?.delete(record);
	}

	function sortedByStamp(): SimRecord[] {
		const all = open();
		if (!byStamp) byStamp = [...byKey].sort(compareStamps);
		else if (moved.size <= FEW) place(byStamp, moved, all);
		else {
			const kept = byStamp.filter((record) => !moved.has(record));
			byStamp = merge(
				kept,
				[...moved].filter(({ id }) => all.has(id)),
			);
		}
		moved = new Set();
		return byStamp;
	}

	return {
		get: (id) => open().get(id),
		byKey() {
			open();
			return byKey;
		},
		byStamp: sortedByStamp,
		lookUp(field, value) {
			open();
			let index = indexes.get(field.name);
			if (!index) {
				index = { field, rows: new Map() };
				for (const record of byKey) addTo(index, record);
				indexes.set(field.name, index);
			}
			return index.rows.get(toLookupKey(field, value) ?? "") ?? [];
		},
		insert(record) {
			open().set(record.id, record);
			const last = byKey.at(-1);
			byKey.push(record);
			if (last && compareKeys(last, record) > 0) byKey.sort(compareKeys);
			moved.add(record);
			for (const index of indexes.values()) addTo(index, record);
		},
		change(record, change) {
			open();
			for (const index of indexes.values()) takeFrom(index, record);
			change(record);
			for (const index of indexes.values()) addTo(index, record);
			moved.add(record);
		},
		remove(record) {
			if (!open().delete(record.id)) return;
			byKey = byKey.filter((other) => other !== record);
			for (const index of indexes.values()) takeFrom(index, record);
			moved.add(record);
		},
	};
}

/** Puts each of a few rows where it belongs. */
function place(
	sorted: SimRecord[],
	moved: ReadonlySet<SimRecord>,
	all: ReadonlyMap<string, SimRecord>,
): void {
	for (const record of moved) {
		const old = sorted.indexOf(record);
		if (old >= 0) sorted.splice(old, 1);
	}
	for (const record of moved) {
		if (!all.has(record.id)) continue;
		let low = 0;
		let high = sorted.length;
		while (low < high) {
			const middle = (low + high) >>> 1;
			const other = sorted[middle];
			if (other && compareStamps(other, record) < 0) low = middle + 1;
			else high = middle;
		}
		sorted.splice(low, 0, record);
	}
}

function merge(sorted: readonly SimRecord[], added: SimRecord[]): SimRecord[] {
	added.sort(compareStamps);
	const result: SimRecord[] = [];
	let next = 0;
	for (const record of sorted) {
		for (let one = added[next]; one && compareStamps(one, record) < 0; one = added[next]) {
			result.push(one);
			next += 1;
		}
		result.push(record);
	}
	for (const one of added.slice(next)) result.push(one);
	return result;
}
