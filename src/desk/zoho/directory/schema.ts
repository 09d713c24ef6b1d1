import * as v from "valibot";
import { flag, id, maybeId, text } from "../schema.ts";

/** What is read of accounts and contacts. A list's rows have fewer of these than one record. */

const customValues = v.nullish(v.record(v.string(), v.unknown()));
const standard = v.nullish(v.union([v.string(), v.number(), v.boolean()]));

export const accountRow = v.looseObject({
	id,
	accountName: text,
	cf: customValues,
	isTrashed: flag,
	isDeleted: flag,
});

export const contactRow = v.looseObject({
	id,
	firstName: text,
	lastName: text,
	email: text,
	secondaryEmail: text,
	accountId: maybeId,
	cf: customValues,
	isTrashed: flag,
	isDeleted: flag,
});

export const accountRows = v.object({ data: v.array(accountRow) });
export const contactRows = v.object({ data: v.array(contactRow) });

/** What was made, or changed. */
export const writtenRow = v.object({ id });

/** What became of each; some mass actions answer with nothing. */
export const massAnswer = v.object({
	results: v.optional(
		v.array(
			v.object({
				id,
				success: flag,
				errors: v.nullish(v.object({ errorCode: text })),
			}),
		),
		[],
	),
});

/** A call that answers with nothing that is needed. */
export const anything = v.unknown();

export const directoryFields = v.object({
	data: v.array(
		v.object({
			apiName: text,
			displayLabel: text,
			type: text,
			isCustomField: flag,
			isMandatory: flag,
			isEncryptedField: flag,
			maxLength: standard,
			allowedValues: v.nullish(v.array(v.unknown())),
		}),
	),
});

export type AccountRow = v.InferOutput<typeof accountRow>;
export type ContactRow = v.InferOutput<typeof contactRow>;
export type DirectoryFieldRow = v.InferOutput<typeof directoryFields>["data"][number];
export type MassAnswer = v.InferOutput<typeof massAnswer>;
