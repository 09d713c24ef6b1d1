import * as v from "valibot";

/** What is read of Salesforce's answers; unknown fields pass. */

const text = v.nullish(v.string(), null);
const flag = v.nullish(v.boolean(), false);
const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9]{18}$/));

/** Its offset has no colon, which not every engine takes. */
export const time = v.pipe(
	v.string(),
	v.transform((value) => Date.parse(value.replace(/\+0000$/, "Z"))),
	v.number(),
);

export const tokenAnswer = v.object({
	access_token: v.pipe(v.string(), v.minLength(1)),
	refresh_token: v.pipe(
		text,
		v.transform((token) => token || null),
	),
	instance_url: v.string(),
	id: v.string(),
	issued_at: v.pipe(v.string(), v.regex(/^\d{1,15}$/)),
	signature: v.nullish(v.string(), ""),
});

export const record = v.looseObject({ attributes: v.object({ type: v.string() }) });

export const queryAnswer = v.object({
	totalSize: v.number(),
	done: v.boolean(),
	records: v.array(record),
	nextRecordsUrl: text,
});

export const compositeAnswer = v.object({
	compositeResponse: v.array(
		v.object({
			body: v.unknown(),
			httpStatusCode: v.pipe(v.number(), v.integer()),
			referenceId: v.string(),
		}),
	),
});

export const field = v.object({
	name: v.string(),
	label: v.nullish(v.string(), ""),
	type: v.string(),
	calculated: flag,
	encrypted: flag,
	filterable: flag,
	updateable: flag,
	unique: flag,
	idLookup: flag,
	length: v.nullish(v.number(), 0),
	picklistValues: v.nullish(
		v.array(v.object({ active: v.nullish(v.boolean(), true), label: text, value: v.string() })),
		[],
	),
	referenceTo: v.nullish(v.array(v.string()), []),
	relationshipName: text,
});

export const describeAnswer = v.object({
	name: v.string(),
	label: v.nullish(v.string(), ""),
	queryable: v.nullish(v.boolean(), true),
	createable: flag,
	updateable: flag,
	fields: v.array(field),
});

export const deletedAnswer = v.object({
	deletedRecords: v.array(v.object({ id })),
	earliestDateAvailable: time,
	latestDateCovered: time,
});

export const collectionAnswer = v.array(
	v.object({
		success: v.boolean(),
		errors: v.nullish(v.array(v.object({ statusCode: text, errorCode: text })), []),
	}),
);

export const versionsAnswer = v.array(v.object({ version: v.string() }));

export const identityAnswer = v.object({ user_id: id });

export const organizationRow = v.object({
	Id: id,
	Name: v.nullish(v.string(), ""),
	OrganizationType: v.nullish(v.string(), ""),
	IsSandbox: v.boolean(),
	TrialExpirationDate: text,
});

export const permissionsRow = v.object({
	PermissionsApiEnabled: flag,
	PermissionsApiUserOnly: flag,
	PermissionsModifyAllData: flag,
	PermissionsCustomizeApplication: flag,
	PermissionsManageUsers: flag,
});

export const userRow = v.object({
	Id: id,
	Name: v.nullish(v.string(), ""),
	Username: v.nullish(v.string(), ""),
	IsActive: v.boolean(),
});

export type SalesforceRecord = v.InferOutput<typeof record>;
export type QueryAnswer = v.InferOutput<typeof queryAnswer>;
export type SalesforceField = v.InferOutput<typeof field>;
export type SalesforceDescribe = v.InferOutput<typeof describeAnswer>;
