import type { TargetValues } from "../../../core/sync/fields.ts";
import type { DirectoryKind, FieldValue } from "../../../core/sync/record.ts";
import type { DirectoryMatch, DirectoryRecord, DirectoryWrite } from "../../desk-directory.ts";
import { CUSTOM_PREFIX } from "./fields.ts";
import type { AccountRow, ContactRow } from "./schema.ts";

type Row = AccountRow | ContactRow;

/** Nobody here works at the desk: agents are kept apart from contacts. */
export function toMatch(row: Row, externalIdField: string | null): DirectoryMatch {
	const externalId = externalIdField === null ? null : row.cf?.[externalIdField];
	return {
		id: row.id,
		name: toName(row) || `#${row.id}`,
		externalId: typeof externalId === "string" && externalId !== "" ? externalId : null,
		isStaff: false,
	};
}

export function toRecord(
	row: Row,
	fields: readonly string[],
	externalIdField: string | null,
): DirectoryRecord {
	const accountId = "accountId" in row && typeof row.accountId === "string" ? row.accountId : null;
	return {
		...toMatch(row, externalIdField),
		values: toValues(row, fields),
		organizationIds: accountId === null ? [] : [accountId],
	};
}

export function toName(row: Row): string {
	if ("accountName" in row) return String(row.accountName ?? "");
	const parts = [row.firstName, row.lastName].map((part) => (typeof part === "string" ? part.trim() : ""));
	return parts.filter(Boolean).join(" ");
}

function toValues(row: Row, fields: readonly string[]): TargetValues {
	return Object.fromEntries(
		fields.flatMap((field): [string, FieldValue][] => {
			const isCustom = field.startsWith(CUSTOM_PREFIX);
			const values: Readonly<Record<string, unknown>> = isCustom ? (row.cf ?? {}) : row;
			const key = isCustom ? field.slice(CUSTOM_PREFIX.length) : field;
			if (!Object.hasOwn(values, key)) return [];
			return [[field, toValue(values[key])]];
		}),
	);
}

function toValue(value: unknown): FieldValue {
	if (Array.isArray(value)) return value.map(String);
	if (typeof value === "string") return value === "" ? null : value;
	return typeof value === "number" || typeof value === "boolean" ? value : null;
}

/** Custom fields take text whatever they hold. */
export function toInput(
	kind: DirectoryKind,
	write: DirectoryWrite,
	externalIdField: string | null,
): Record<string, unknown> {
	const input: Record<string, unknown> = {};
	const cf: Record<string, string | null> = {};
	for (const [field, value] of Object.entries(write.values)) {
		if (field.startsWith(CUSTOM_PREFIX)) cf[field.slice(CUSTOM_PREFIX.length)] = toText(value);
		else input[field] = toText(value);
	}
	if (write.externalId !== null && externalIdField !== null) cf[externalIdField] = write.externalId;
	if (Object.keys(cf).length > 0) input.cf = cf;
	if (kind === "person" && write.organizationId !== undefined) input.accountId = write.organizationId;
	return input;
}

function toText(value: FieldValue): string | null {
	if (value === null) return null;
	// Several choices are one text, parted by semicolons.
	return typeof value === "object" ? value.join(";") || null : String(value);
}
