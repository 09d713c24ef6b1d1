import type { SimRecord } from "../store/record.ts";

export type FieldType =
	| "id"
	| "string"
	| "boolean"
	| "int"
	| "double"
	| "currency"
	| "percent"
	| "date"
	| "datetime"
	| "reference"
	| "textarea"
	| "phone"
	| "url"
	| "email"
	| "picklist"
	| "multipicklist"
	| "address";

export type Value = string | number | boolean | null | Record<string, string | number | null>;

export interface PicklistValue {
	value: string;
	label: string;
	isDefault?: boolean;
}

/** Reads another record by its id; null when there is none. */
export type Find = (id: string) => SimRecord | null;

export interface Field {
	name: string;
	label: string;
	type: FieldType;
	length: number;
	nillable: boolean;
	createable: boolean;
	updateable: boolean;
	filterable: boolean;
	sortable: boolean;
	externalId: boolean;
	unique: boolean;
	idLookup: boolean;
	isName: boolean;
	precision: number;
	scale: number;
	restricted: boolean;
	values: readonly PicklistValue[];
	referenceTo: readonly string[];
	relationshipName: string | null;
	/** Deleting the parent deletes this record. */
	cascade: boolean;
	/** What a new record gets where nothing is said. */
	defaultValue: Value;
	/** Worked out when it is read; does not move the stamp. */
	formula: ((record: SimRecord, find: Find) => Value) | null;
	/** The address that this is a part of. */
	compound: string | null;
}

const LENGTHS: Partial<Record<FieldType, number>> = {
	id: 18,
	reference: 18,
	string: 255,
	textarea: 255,
	phone: 40,
	url: 255,
	email: 80,
	picklist: 255,
	multipicklist: 4099,
};

/** Text areas longer than this can neither be filtered nor sorted by. */
const LONG_TEXT = 255;

export function field(name: string, label: string, type: FieldType, more: Partial<Field> = {}): Field {
	const length = more.length ?? LENGTHS[type] ?? 0;
	const isLong = type === "textarea" && length > LONG_TEXT;
	const isCalculated = more.formula !== undefined && more.formula !== null;
	const isWritable = !isCalculated && type !== "address" && type !== "id";
	return {
		name,
		label,
		type,
		length,
		nillable: type !== "boolean",
		createable: isWritable,
		updateable: isWritable,
		filterable: !isLong && type !== "address",
		sortable: !isLong && type !== "address" && type !== "multipicklist",
		externalId: false,
		unique: false,
		idLookup: more.externalId === true || type === "id" || type === "email",
		isName: false,
		precision: ["double", "currency", "percent"].includes(type) ? 18 : 0,
		scale: type === "percent" || type === "currency" ? 2 : 0,
		restricted: false,
		values: [],
		referenceTo: [],
		relationshipName: null,
		cascade: false,
		defaultValue: type === "boolean" ? false : null,
		formula: null,
		compound: null,
		...more,
	};
}

/** A look-up; `Owner` for `OwnerId`, `Partner__r` for `Partner__c`. */
export function reference(
	name: string,
	label: string,
	referenceTo: readonly string[],
	more: Partial<Field> = {},
): Field {
	const relationshipName = name.endsWith("__c") ? name.replace(/__c$/, "__r") : name.replace(/Id$/, "");
	return field(name, label, "reference", { referenceTo, relationshipName, ...more });
}

export const readOnly = { createable: false, updateable: false } as const;

/** `"Hot"` or `["Hot", "有望"]`; the first may be marked as the default. */
export function values(list: readonly (string | [value: string, label: string])[], defaultValue?: string) {
	return list.map((one): PicklistValue => {
		const [value, label] = typeof one === "string" ? [one, one] : one;
		return { value, label, ...(value === defaultValue ? { isDefault: true } : {}) };
	});
}

/** Street, city, state, postal code, country, and the compound of them. */
export function addressFields(prefix: string, label: string): Field[] {
	const compound = `${prefix}Address`;
	const part = (name: string, length: number, type: FieldType = "string") =>
		field(`${prefix}${name}`, `${label} ${name}`.trim(), type, { length, compound });
	const read = (record: SimRecord, name: string) => {
		const value = record.values[`${prefix}${name}`];
		return typeof value === "string" ? value : null;
	};
	const whole = field(compound, `${label} Address`.trim(), "address", {
		formula: (record) => {
			const address = {
				city: read(record, "City"),
				country: read(record, "Country"),
				geocodeAccuracy: null,
				latitude: null,
				longitude: null,
				postalCode: read(record, "PostalCode"),
				state: read(record, "State"),
				street: read(record, "Street"),
			};
			return Object.values(address).some((value) => value !== null) ? address : null;
		},
	});
	return [
		part("Street", 255, "textarea"),
		part("City", 40),
		part("State", 80),
		part("PostalCode", 20),
		part("Country", 80),
		whole,
	];
}
