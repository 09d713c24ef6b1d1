import type { CrmObject } from "../core/sync/record.ts";
import type { Filter } from "../core/sync/settings.ts";
import { VendorError } from "../lib/errors.ts";
import type { FieldBook, FieldMap } from "./field-book.ts";
import { compileFilter, filterPaths } from "./filter.ts";
import type { AskedField } from "./mapper.ts";
import { apiName, ownFields, scope } from "./objects.ts";
import { any, compare, name, type Soql, truth } from "./soql.ts";

/** What a query of an object selects, and the conditions that its settings set. */
export interface ObjectSelection {
	from: Soql;
	columns: Soql[];
	asked: AskedField[];
	/** What tells the object from others in the same place. */
	scope: Soql[];
	filter: Soql | null;
}

export interface ObjectQuery {
	object: CrmObject;
	/** Paths beyond what every record brings along. */
	fields: readonly string[];
	filter?: Filter;
}

const EVERYTHING: Filter = { all: [], any: [] };

/**
 * null where the org has no such records at all. Throws `VendorError` kind `invalid`, code `INVALID_FIELD`, with the
 * paths that are gone.
 */
export async function selectObjects(
	book: FieldBook,
	queries: readonly ObjectQuery[],
): Promise<(ObjectSelection | null)[]> {
	const maps = await book.open(
		queries.map(({ object, fields, filter = EVERYTHING }) => ({
			object,
			paths: [...fields, ...filterPaths(filter)],
		})),
	);
	return queries.map((query, index) => {
		const map = maps[index];
		return map && map.size > 0 ? selectObject(query, map) : null;
	});
}

function selectObject({ object, fields, filter = EVERYTHING }: ObjectQuery, map: FieldMap): ObjectSelection {
	const asked = findAsked(map, fields);
	// What can't be mapped can't always be selected either.
	const readable = asked.filter(({ type }) => type !== "other").map(({ path }) => path);
	return {
		from: name(apiName(object)),
		columns: [...new Set([...ownFields(map), ...readable])].map(name),
		asked,
		scope: scope(object, map),
		filter: compileFilter(filter, map),
	};
}

/**
 * A filter as changes are read by: what was deleted, merged or converted has to be followed whatever it looks like
 * by then. Conversion, for one, moves a lead's status.
 */
export function orFollowed({ filter, columns }: ObjectSelection): Soql[] {
	if (!filter) return [];
	const followed = columns.filter((column) => column === "IsDeleted" || column === "IsConverted");
	return [any([filter, ...followed.map((column) => compare(column, "=", truth(true)))])];
}

function findAsked(map: FieldMap, paths: readonly string[]): AskedField[] {
	const asked = paths.flatMap((path) => map.get(path) ?? []);
	if (asked.length === paths.length) return asked.map(({ path, type }) => ({ path, type }));
	const gone = paths.filter((path) => !map.has(path)).map((path) => [path, "gone"]);
	throw new VendorError({
		vendor: "salesforce",
		kind: "invalid",
		code: "INVALID_FIELD",
		fields: Object.fromEntries(gone),
		operation: "select",
	});
}
