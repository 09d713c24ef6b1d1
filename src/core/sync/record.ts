/** What the CRM holds, in the product's own words. Times are milliseconds since 1970, ids are text. */

/** What is read of an org. A person account is an account and a person in one. */
export const CRM_OBJECTS = ["account", "contact", "lead", "person_account"] as const;
export type CrmObject = (typeof CRM_OBJECTS)[number];

/** What a desk keeps of them: an organization (Zoho: account), a person (Zendesk: end user, Zoho: contact). */
export type DirectoryKind = "organization" | "person";

/** A date is `YYYY-MM-DD`, a moment is ISO 8601 in UTC; several choices are a list. */
export type FieldValue = string | number | boolean | readonly string[] | null;

/** A record as it was read, with the fields that were asked for by path (`Owner.Name`). */
export interface CrmRecord {
	object: CrmObject;
	/** 18 characters. */
	id: string;
	/** When it last changed by its own word; many records may share one. */
	stampAt: number;
	isDeleted: boolean;
	/** The record that this one was merged into. */
	mergedInto: string | null;
	/** What a lead became. */
	convertedTo: { contactId: string | null; accountId: string | null } | null;
	/** A contact's account. */
	accountId: string | null;
	/** What people know it by, for messages to them. */
	name: string;
	fields: Readonly<Record<string, FieldValue>>;
}

/** Where a list of changes goes on: behind this record. */
export interface RecordPosition {
	stampAt: number;
	id: string;
}
