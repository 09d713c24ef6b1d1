import type { FieldRole, TargetField, TargetType } from "../../../core/sync/fields.ts";
import type { DirectoryKind } from "../../../core/sync/record.ts";
import { rowsOf, type ZohoClient } from "../client.ts";
import { type DirectoryFieldRow, directoryFields } from "./schema.ts";

export const MODULE: Readonly<Record<DirectoryKind, "accounts" | "contacts">> = {
	organization: "accounts",
	person: "contacts",
};

/** The portal's own fields begin with this. */
export const CUSTOM_PREFIX = "cf.";

/** Nothing of Zoho's own holds another system's id: a text field of one of these names does, where it was made. */
const EXTERNAL_ID_FIELDS: readonly string[] = ["cf_external_id", "cf_salesforce_id"];

const TYPES: Readonly<Record<string, TargetType>> = {
	Text: "text",
	Textarea: "long_text",
	LargeText: "long_text",
	Email: "email",
	Phone: "phone",
	Fax: "phone",
	URL: "url",
	Number: "integer",
	Decimal: "decimal",
	Percent: "decimal",
	Currency: "decimal",
	Date: "date",
	DateTime: "moment",
	Picklist: "choice",
	Multiselect: "choices",
	Checkbox: "boolean",
	Boolean: "boolean",
};

type Standard = [id: string, label: string, type: TargetType, length: number];

/** What a record can be made of. Everything else that metadata lists is computed, or another record. */
const STANDARD: Readonly<Record<DirectoryKind, readonly Standard[]>> = {
	organization: [
		["accountName", "Account Name", "text", 200],
		["email", "Email", "email", 255],
		["phone", "Phone", "phone", 30],
		["fax", "Fax", "phone", 30],
		["website", "Website", "url", 120],
		["industry", "Industry", "text", 120],
		["annualrevenue", "Annual Revenue", "decimal", 100],
		["description", "Description", "long_text", 65_535],
		["street", "Street", "text", 250],
		["city", "City", "text", 30],
		["state", "State", "text", 30],
		["code", "Code", "text", 30],
		["country", "Country", "text", 30],
	],
	person: [
		["lastName", "Last Name", "text", 200],
		["firstName", "First Name", "text", 40],
		["email", "Email", "email", 255],
		["secondaryEmail", "Secondary Email", "email", 100],
		["phone", "Phone", "phone", 50],
		["mobile", "Mobile", "phone", 50],
		["type", "Type", "text", 100],
		["title", "Title", "text", 100],
		["description", "Description", "long_text", 65_535],
		["street", "Street", "text", 250],
		["city", "City", "text", 30],
		["state", "State", "text", 30],
		["zip", "Zip", "text", 30],
		["country", "Country", "text", 30],
		["facebook", "Facebook", "text", 100],
		["twitter", "Twitter", "text", 100],
	],
};

/** What the defaults join with the CRM's fields. */
const ROLES: Readonly<Record<string, FieldRole>> = {
	accountName: "name",
	lastName: "last_name",
	firstName: "first_name",
	email: "email",
	phone: "phone",
	mobile: "mobile",
	website: "website",
	title: "title",
	description: "description",
};

/** No record is made without these, whatever the portal's forms say. */
const REQUIRED: readonly string[] = ["accountName", "lastName"];

export interface DirectoryFields {
	fields: TargetField[];
	/** API name of the field that holds our external ids; null: the portal has none. */
	externalIdField: string | null;
}

export async function readFields(client: ZohoClient, kind: DirectoryKind): Promise<DirectoryFields> {
	const answer = await client.read({
		operation: "GET /organizationFields",
		path: "/organizationFields",
		query: { module: MODULE[kind] },
		schema: directoryFields,
	});
	const rows = rowsOf(answer);
	const byName = new Map(rows.map((row) => [row.apiName ?? "", row]));
	const standard = STANDARD[kind].map((one) => toStandardField(one, byName.get(one[0])));
	const custom = rows.filter(({ isCustomField, apiName }) => isCustomField || apiName?.startsWith("cf_"));
	const fields = [...standard, ...custom.flatMap(toCustomField)];
	return { fields, externalIdField: findExternalIdField(fields) };
}

export function findExternalIdField(fields: readonly TargetField[]): string | null {
	const texts = new Set(fields.filter(({ type }) => type === "text").map(({ id }) => id));
	return EXTERNAL_ID_FIELDS.find((name) => texts.has(`${CUSTOM_PREFIX}${name}`)) ?? null;
}

function toStandardField(
	[id, label, type, length]: Standard,
	row: DirectoryFieldRow | undefined,
): TargetField {
	const options = toOptions(row);
	const role = ROLES[id];
	return {
		id,
		...(role && { role }),
		label: row?.displayLabel || label,
		type: options.length > 0 ? "choice" : type,
		isCustom: false,
		isRequired: REQUIRED.includes(id) || row?.isMandatory === true,
		length,
		options,
	};
}

function toCustomField(row: DirectoryFieldRow): TargetField[] {
	const type = TYPES[row.type ?? ""];
	if (!type || !row.apiName) return [];
	const length = Number(row.maxLength ?? 0);
	return [
		{
			id: `${CUSTOM_PREFIX}${row.apiName}`,
			label: row.displayLabel || row.apiName,
			type,
			isCustom: true,
			isRequired: row.isMandatory === true,
			length: ["text", "long_text", "email", "phone", "url"].includes(type) && length > 0 ? length : null,
			options: toOptions(row),
		},
	];
}

/** The vendor's "none" is no choice. */
function toOptions(row: DirectoryFieldRow | undefined): TargetField["options"] {
	return (row?.allowedValues ?? []).flatMap((entry) => {
		const value =
			typeof entry === "object" && entry !== null && "value" in entry ? entry.value : (entry ?? null);
		return typeof value === "string" && value !== "" && value !== "-None-" ? [{ value, label: value }] : [];
	});
}
