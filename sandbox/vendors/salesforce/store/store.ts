import { parseId, toId, toId18 } from "../ids.ts";
import type { Schema } from "../schema/schema.ts";
import type { SimRecord } from "./record.ts";
import { createTable, type Table } from "./table.ts";

/** All records of one org. */
export interface Store {
	table(object: string): Table;
	/** 15 or 18 characters; deleted ones too, until they are gone from the recycle bin. */
	get(id: string): SimRecord | null;
	/** Only what is not deleted. */
	find(id: string): SimRecord | null;
	newId(object: string): string;
	insert(record: SimRecord): void;
	change(record: SimRecord, change: (record: SimRecord) => void): void;
	remove(record: SimRecord): void;
	/** Does the work, and undoes all of it when the work says so. */
	attempt<T>(work: (undo: () => void) => T): T;
	/** The same for work that waits; nobody else writes meanwhile. */
	attemptAsync<T>(work: (undo: () => void) => Promise<T>): Promise<T>;
}

/** Rows that the seed has have smaller numbers than those that come later. */
const FIRST_NEW = 5_000_000;

/** `seed` answers an object's first rows, when they are first asked for. */
export function createStore(schema: Schema, pod: string, seed: (object: string) => SimRecord[]): Store {
	const tables = new Map<string, Table>();
	const objects = new Map(
		[...schema.values()].flatMap(({ name, keyPrefix }) => (keyPrefix ? [[keyPrefix, name] as const] : [])),
	);
	const counters = new Map<string, number>();
	let journal: (() => void)[] | null = null;

	function table(object: string): Table {
		let found = tables.get(object);
		if (!found) {
			found = createTable(() => seed(object));
			tables.set(object, found);
		}
		return found;
	}

	function get(id: string): SimRecord | null {
		const object = objects.get(id.slice(0, 3));
		if (!object) return null;
		if (id.length === 18) return table(object).get(id) ?? null;
		const id15 = parseId(id);
		return (id15 && table(object).get(toId18(id15))) || null;
	}

	function openJournal() {
		const outer = journal;
		const own: (() => void)[] = [];
		journal = own;
		return {
			undo() {
				journal = null;
				for (const step of own.splice(0).reverse()) step();
				journal = own;
			},
			close() {
				journal = outer;
				outer?.push(...own);
			},
		};
	}

	return {
		table,
		get,
		find(id) {
			const record = get(id);
			return record && !record.isDeleted ? record : null;
		},
		newId(object) {
			const prefix = schema.get(object)?.keyPrefix;
			if (!prefix) throw new RangeError(`${object} has no ids of its own`);
			const n = counters.get(object) ?? FIRST_NEW;
			counters.set(object, n + 1);
			return toId(prefix, pod, n);
		},
		insert(record) {
			table(record.object).insert(record);
			journal?.push(() => table(record.object).remove(record));
		},
		change(record, change) {
			const { stamp, isDeleted, deletedAt } = record;
			const before = { ...record.values };
			table(record.object).change(record, change);
			journal?.push(() =>
				table(record.object).change(record, (one) =>
					Object.assign(one, { values: before, stamp, isDeleted, deletedAt }),
				),
			);
		},
		remove(record) {
			table(record.object).remove(record);
			journal?.push(() => table(record.object).insert(record));
		},
		attempt(work) {
			const { undo, close } = openJournal();
			try {
				return work(undo);
			} finally {
				close();
			}
		},
		async attemptAsync(work) {
			const { undo, close } = openJournal();
			try {
				return await work(undo);
			} finally {
				close();
			}
		},
	};
}
