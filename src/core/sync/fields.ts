import type { FieldValue } from "./record.ts";

export type SourceType =
	| "text"
	| "long_text"
	| "phone"
	| "email"
	| "url"
	| "choice"
	| "choices"
	| "boolean"
	| "integer"
	| "decimal"
	| "currency"
	| "percent"
	| "date"
	| "moment"
	| "reference"
	/** Encrypted, binary, compound: can't be mapped. */
	| "other";

/** What a standard field stands for on either side: the defaults join them by it. */
export type FieldRole =
	| "name"
	| "first_name"
	| "last_name"
	| "email"
	| "phone"
	| "mobile"
	| "website"
	| "title"
	| "description"
	| "company";

export interface FieldOption {
	value: string;
	label: string;
}

/** A field of the CRM as its describe tells it. */
export interface SourceField {
	/** Name, or path through look-ups: `Owner.Name`. */
	path: string;
	label: string;
	type: SourceType;
	/** Computed: doesn't move its record's stamp when its value changes. */
	isFormula: boolean;
	isFilterable: boolean;
	/** May be written with the connecting user's rights. */
	isWritable: boolean;
	/** No two records share a value. */
	isUnique: boolean;
	/** Characters a text may have; null where that is no limit. */
	length: number | null;
	options: readonly FieldOption[];
	/** Of a reference: what it leads to, in the CRM's names; its fields are read by a path through it. */
	leadsTo: { path: string; objects: readonly string[] } | null;
}

export type TargetType =
	| "text"
	| "long_text"
	| "phone"
	| "email"
	| "url"
	| "choice"
	| "choices"
	| "boolean"
	| "integer"
	| "decimal"
	| "date"
	| "moment"
	/** A list of words beside others'. */
	| "tags";

/** A field of a desk's organizations or people that may be written. */
export interface TargetField {
	/** The desk's own name of it, as the desk's directory takes it back. */
	id: string;
	label: string;
	type: TargetType;
	role?: FieldRole;
	isCustom: boolean;
	isRequired: boolean;
	length: number | null;
	options: readonly FieldOption[];
}

/** What becomes of a value that the desk has already, and of one that the CRM no longer has. */
export const FIELD_POLICIES = ["overwrite", "only_if_empty", "append", "never_clear"] as const;
export type FieldPolicy = (typeof FIELD_POLICIES)[number];

/** One target and where its value comes from. */
export interface FieldMapping {
	target: string;
	/** A path, or words with paths in braces: `{Name} ({Owner.Name})`. */
	source: { kind: "field"; path: string } | { kind: "template"; text: string };
	policy: FieldPolicy;
	/** The CRM's choice → the desk's, where they differ. */
	choices: Readonly<Record<string, string>>;
}

/** What is written to a desk: the desk's name of a field → its value; null clears. */
export type TargetValues = Readonly<Record<string, FieldValue>>;
