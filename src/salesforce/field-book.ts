import type { SourceField } from "../core/sync/fields.ts";
import type { CrmObject } from "../core/sync/record.ts";
import { VendorError } from "../lib/errors.ts";
import type { CrmMemory } from "./crm.ts";
import type { Shapes } from "./describe.ts";
import { throughLookUps } from "./fields.ts";
import { apiName, hasObject } from "./objects.ts";

/** An object's fields by path. Empty where the org has no such records. */
export type FieldMap = ReadonlyMap<string, SourceField>;

export interface FieldBook {
	list(object: CrmObject): Promise<SourceField[]>;
	/**
	 * By path, of several objects. Where one of the paths is not among what is remembered, the org is asked as it is now.
	 * Throws `VendorError` kind `forbidden`, code `object_hidden`, where the user may not read an object.
	 */
	open(wanted: readonly { object: CrmObject; paths: readonly string[] }[]): Promise<FieldMap[]>;
	/** What is remembered has turned out to be old. */
	forget(): Promise<void>;
}

export function createFieldBook(shapes: Shapes, memory: CrmMemory): FieldBook {
	const maps = new Map<CrmObject, FieldMap>();
	/** Read from the org by this book: asking once more would tell nothing new. */
	const current = new Set<CrmObject>();
	let turn: Promise<unknown> = Promise.resolve();

	/** One after the other: questions that run beside each other would each read the same. */
	function inTurn<T>(work: () => Promise<T>): Promise<T> {
		const mine = turn.then(work, work);
		turn = mine;
		return mine;
	}

	async function load(objects: readonly CrmObject[]): Promise<void> {
		const missing: CrmObject[] = [];
		for (const object of new Set(objects)) {
			const known = maps.has(object) ? undefined : memory.recall(object);
			if (known) maps.set(object, toMap(known));
			if (!maps.has(object)) missing.push(object);
		}
		await read(missing);
	}

	async function read(objects: readonly CrmObject[]): Promise<void> {
		if (objects.length === 0) return;
		const loaded = await shapes.load(objects.map(apiName));
		const found = loaded.filter((shape) => shape !== null);
		if (found.length < objects.length) throw hidden();
		const lists = await throughLookUps(shapes, found);
		for (const [index, object] of objects.entries()) {
			const list = hasObject(object, found[index]) ? (lists[index] ?? []) : [];
			memory.keep(object, list);
			maps.set(object, toMap(list));
			current.add(object);
		}
	}

	async function forget(): Promise<void> {
		for (const object of maps.keys()) memory.forget(object);
		maps.clear();
		await shapes.forget();
	}

	return {
		list: (object) =>
			inTurn(async () => {
				await load([object]);
				return [...(maps.get(object)?.values() ?? [])];
			}),
		open: (wanted) =>
			inTurn(async () => {
				await load(wanted.map(({ object }) => object));
				const outdated = wanted.filter(
					({ object, paths }) => !current.has(object) && lacks(maps.get(object), paths),
				);
				if (outdated.length > 0) {
					await shapes.forget();
					await read(outdated.map(({ object }) => object));
				}
				return wanted.map(({ object }) => maps.get(object) ?? new Map());
			}),
		forget: () => inTurn(forget),
	};
}

/** An org that has no records of a kind lacks nothing. */
function lacks(fields: FieldMap | undefined, paths: readonly string[]): boolean {
	if (!fields || fields.size === 0) return false;
	return paths.some((path) => !fields.has(path));
}

function toMap(fields: readonly SourceField[]): FieldMap {
	return new Map(fields.map((field) => [field.path, field]));
}

function hidden(): VendorError {
	return new VendorError({
		vendor: "salesforce",
		kind: "forbidden",
		code: "object_hidden",
		operation: "describe",
	});
}
