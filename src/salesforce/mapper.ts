import type { SourceField } from "../core/sync/fields.ts";
import type { CrmObject, CrmRecord, FieldValue } from "../core/sync/record.ts";
import type { SalesforceRecord } from "./schema.ts";

/** A field that was asked for: by its path, of the type its describe tells. */
export type AskedField = Pick<SourceField, "path" | "type">;

export function toCrmRecord(
	object: CrmObject,
	record: SalesforceRecord,
	asked: readonly AskedField[],
): CrmRecord {
	const contactId = toText(record.ConvertedContactId);
	const accountId = toText(record.ConvertedAccountId);
	const id = toText(record.Id) ?? "";
	return {
		object,
		id,
		stampAt: toTime(record.SystemModstamp) ?? 0,
		isDeleted: record.IsDeleted === true,
		mergedInto: toText(record.MasterRecordId),
		convertedTo: record.IsConverted === true ? { contactId, accountId } : null,
		accountId: object === "contact" ? toText(record.AccountId) : null,
		name: toText(record.Name) ?? id,
		fields: Object.fromEntries(asked.map(({ path, type }) => [path, toValue(valueAt(record, path), type)])),
	};
}

/** A look-up that leads nowhere is null as a whole. */
export function valueAt(record: object, path: string): unknown {
	let value: unknown = record;
	for (const step of path.split(".")) {
		if (typeof value !== "object" || value === null) return null;
		value = (value as Record<string, unknown>)[step];
	}
	return value ?? null;
}

/** Compound values are null: their parts are fields of their own. */
export function toValue(value: unknown, type: SourceField["type"]): FieldValue {
	if (typeof value === "boolean" || typeof value === "number") return value;
	if (typeof value !== "string") return null;
	if (type === "choices") return value.split(";").filter((choice) => choice !== "");
	if (type === "moment") return toIso(value);
	return value;
}

export function toTime(value: unknown): number | null {
	const at = typeof value === "string" ? Date.parse(withColon(value)) : Number.NaN;
	return Number.isNaN(at) ? null : at;
}

export function toText(value: unknown): string | null {
	return typeof value === "string" && value !== "" ? value : null;
}

function toIso(value: string): FieldValue {
	const at = toTime(value);
	return at === null ? null : new Date(at).toISOString();
}

/** Its offset is written without, which not every engine takes. */
function withColon(time: string): string {
	return time.replace(/([+-]\d{2})(\d{2})$/, "$1:$2");
}
