import { accountShape } from "./account.ts";
import { field } from "./field.ts";
import { JAPANESE_LABELS } from "./labels-ja.ts";
import { contactShape, leadShape } from "./people.ts";
import { createObject, type ObjectSchema, type ObjectShape, type Schema } from "./schema.ts";
import { accountContactRelationShape, setupShapes } from "./setup.ts";
import { caseShape, eventShape, opportunityShape, taskShape } from "./work.ts";

export interface SchemaOptions {
	personAccounts: boolean;
	/** Labels, and the order of a person's names. */
	language: "en" | "ja";
}

export function buildSchema({ personAccounts, language }: SchemaOptions, changedAt: number): Schema {
	const familyFirst = language === "ja";
	const shapes = [
		accountShape({ personAccounts }),
		contactShape({ personAccounts, familyFirst }),
		leadShape({ familyFirst }),
		opportunityShape(),
		caseShape(),
		taskShape(),
		eventShape(),
		accountContactRelationShape(),
		...setupShapes(),
	];
	return new Map(
		shapes.map((shape) => {
			const labelled = language === "ja" ? toJapanese(shape) : shape;
			return [shape.name, createObject(labelled, changedAt)];
		}),
	);
}

function toJapanese(shape: ObjectShape): ObjectShape {
	const label = JAPANESE_LABELS[shape.name] ?? shape.label;
	const fields = shape.fields.map((one) => ({
		...one,
		label: JAPANESE_LABELS[`${shape.name}.${one.name}`] ?? JAPANESE_LABELS[`.${one.name}`] ?? one.label,
	}));
	return { ...shape, label, labelPlural: label, fields };
}

/** What an owner or a related record is when it may be of several kinds. */
export function buildNameObject(): ObjectSchema {
	return createObject(
		{
			name: "Name",
			label: "Name",
			labelPlural: "Names",
			keyPrefix: null,
			writable: false,
			fields: [
				field("Id", "Record ID", "id"),
				field("Name", "Name", "string", { isName: true, formula: (record) => record.values.Name ?? null }),
				field("FirstName", "First Name", "string"),
				field("LastName", "Last Name", "string"),
				field("Email", "Email", "email"),
				field("Phone", "Phone", "phone"),
				field("Title", "Title", "string"),
				field("Username", "Username", "string"),
				field("Type", "Type", "picklist", { formula: (record) => record.object }),
				field("IsActive", "Active", "boolean"),
			],
		},
		0,
	);
}
