import type { SourceField, SourceType } from "../core/sync/fields.ts";
import type { SalesforceDescribe, SalesforceField } from "./schema.ts";

/** An object as the connecting user may see it. */
export interface ObjectShape {
	name: string;
	isCreatable: boolean;
	isWritable: boolean;
	/** By name, which is their path from here. */
	fields: ReadonlyMap<string, SourceField>;
	/** Look-ups by the name their record is reached by. */
	lookUps: ReadonlyMap<string, SourceField>;
}

const TYPES: Readonly<Record<string, SourceType>> = {
	string: "text",
	combobox: "text",
	id: "text",
	textarea: "long_text",
	phone: "phone",
	email: "email",
	url: "url",
	picklist: "choice",
	multipicklist: "choices",
	boolean: "boolean",
	int: "integer",
	long: "integer",
	double: "decimal",
	currency: "currency",
	percent: "percent",
	date: "date",
	datetime: "moment",
	reference: "reference",
};

/** Types without a limit of characters tell one nevertheless. */
const LIMITED: ReadonlySet<SourceType> = new Set(["text", "long_text", "phone", "email", "url"]);

/** null where the object can't be queried. */
export function toShape(described: SalesforceDescribe): ObjectShape | null {
	if (described.queryable === false) return null;
	const fields = described.fields.map(toSourceField);
	return {
		name: described.name,
		isCreatable: described.createable === true,
		isWritable: described.updateable === true,
		fields: new Map(fields.map((field) => [field.path, field])),
		lookUps: new Map(fields.flatMap((field) => (field.leadsTo ? [[field.leadsTo.path, field]] : []))),
	};
}

/** Whatever owns or is named by a record of several kinds has a name, and nothing else that they all share. */
export const SHARED_NAME: SourceField = {
	path: "Name",
	label: "Name",
	type: "text",
	isFormula: false,
	isFilterable: true,
	isWritable: false,
	isUnique: false,
	length: null,
	options: [],
	leadsTo: null,
};

function toSourceField(field: SalesforceField): SourceField {
	const type = field.encrypted ? "other" : (TYPES[field.type] ?? "other");
	const targets = field.referenceTo ?? [];
	return {
		path: field.name,
		label: field.label || field.name,
		type,
		isFormula: field.calculated === true,
		isFilterable: field.filterable === true,
		isWritable: field.updateable === true,
		isUnique: field.unique === true || field.type === "id",
		length: LIMITED.has(type) && field.length ? field.length : null,
		options: (field.picklistValues ?? [])
			.filter(({ active }) => active !== false)
			.map(({ value, label }) => ({ value, label: label ?? value })),
		leadsTo:
			field.type === "reference" && field.relationshipName
				? { path: field.relationshipName, objects: targets }
				: null,
	};
}
