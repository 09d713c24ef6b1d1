import { type Field, field, readOnly, reference } from "./field.ts";

export interface ObjectSchema {
	name: string;
	label: string;
	labelPlural: string;
	/** null: its rows have no ids of their own kind. */
	keyPrefix: string | null;
	custom: boolean;
	/** Set-up objects are read, never written by this API. */
	writable: boolean;
	/** Whether rows can be deleted softly and merged. */
	hasRecycleBin: boolean;
	mergeable: boolean;
	/** By lower-cased name, in the order of describe. */
	fields: Map<string, Field>;
	/** Of a field that an administrator added or took away. Milliseconds since 1970. */
	changedAt: number;
}

export type Schema = Map<string, ObjectSchema>;

export interface ObjectShape {
	name: string;
	label: string;
	labelPlural: string;
	keyPrefix: string | null;
	writable?: boolean;
	mergeable?: boolean;
	fields: readonly Field[];
}

export function createObject(shape: ObjectShape, changedAt: number): ObjectSchema {
	const writable = shape.writable ?? true;
	return {
		name: shape.name,
		label: shape.label,
		labelPlural: shape.labelPlural,
		keyPrefix: shape.keyPrefix,
		custom: false,
		writable,
		hasRecycleBin: writable,
		mergeable: shape.mergeable ?? false,
		fields: new Map(shape.fields.map((one) => [one.name.toLowerCase(), one])),
		changedAt,
	};
}

/** What every row has; rows with a recycle bin are marked there. */
export function systemFields({ deletable = true, owned = false } = {}): Field[] {
	return [
		field("Id", "Record ID", "id", { nillable: false }),
		...(deletable ? [field("IsDeleted", "Deleted", "boolean", readOnly)] : []),
		...(owned
			? [reference("OwnerId", "Owner ID", ["User"], { nillable: false, relationshipName: "Owner" })]
			: []),
		field("CreatedDate", "Created Date", "datetime", { ...readOnly, nillable: false }),
		reference("CreatedById", "Created By ID", ["User"], { ...readOnly, nillable: false }),
		field("LastModifiedDate", "Last Modified Date", "datetime", { ...readOnly, nillable: false }),
		reference("LastModifiedById", "Last Modified By ID", ["User"], { ...readOnly, nillable: false }),
		field("SystemModstamp", "System Modstamp", "datetime", { ...readOnly, nillable: false }),
	];
}

export function findObject(schema: Schema, name: string): ObjectSchema | null {
	const exact = schema.get(name);
	if (exact) return exact;
	const wanted = name.toLowerCase();
	for (const object of schema.values()) if (object.name.toLowerCase() === wanted) return object;
	return null;
}
