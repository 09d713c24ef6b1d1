import type { CrmObject } from "../../core/sync/record.ts";
import type { Filter } from "../../core/sync/settings.ts";
import { isVendorError } from "../../lib/errors.ts";
import type { BothSides } from "./both-sides.ts";

export type RecordCount =
	| { is: "counted"; fits: number; total: number }
	/** By the condition's place (`all.0`): why it can't be asked. */
	| { is: "refused"; refusals: Readonly<Record<string, string>> }
	| { is: "unknown" };

const EVERYTHING: Filter = { all: [], any: [] };

/** How many records a filter lets through; asking is also what tells whether Salesforce can be asked so. */
export async function countRecords(
	{ open, sources }: BothSides,
	object: CrmObject,
	filter: Filter,
): Promise<RecordCount> {
	const gone = (["all", "any"] as const).flatMap((group) =>
		filter[group].flatMap(({ path }, index) => (sources.has(path) ? [] : [[`${group}.${index}`, "gone"]])),
	);
	if (gone.length > 0) return { is: "refused", refusals: Object.fromEntries(gone) };
	try {
		const [fits, total] = await Promise.all([
			open.crm.count(object, filter),
			open.crm.count(object, EVERYTHING),
		]);
		return { is: "counted", fits, total };
	} catch (error) {
		if (!isVendorError(error)) throw error;
		if (error.code === "INVALID_FILTER") return { is: "refused", refusals: error.fields };
		return { is: "unknown" };
	}
}
