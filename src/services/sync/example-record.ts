import type { FieldMapping } from "../../core/sync/fields.ts";
import { pathsOf } from "../../core/sync/map-record.ts";
import type { CrmObject, CrmRecord } from "../../core/sync/record.ts";
import { isVendorError } from "../../lib/errors.ts";
import type { BothSides } from "./both-sides.ts";

/** A record that the filter lets through, to show what a mapping makes of it; null where there is none to be read. */
export async function findExample(
	{ open, sources }: BothSides,
	object: CrmObject,
	mappings: readonly FieldMapping[],
	now: number,
): Promise<CrmRecord | null> {
	const fields = pathsOf(mappings).filter((path) => sources.has(path));
	const { filter } = open.settings.objects[object];
	const query = { object, fields, filter, from: 0, to: now, after: null, limit: EXAMPLES };
	try {
		const [page] = await open.crm.changes([query]);
		return page?.records.find(({ isDeleted, convertedTo }) => !isDeleted && !convertedTo) ?? null;
	} catch (error) {
		// The page is there without it.
		if (isVendorError(error)) return null;
		throw error;
	}
}

/** Deleted and converted records come along. */
const EXAMPLES = 5;
