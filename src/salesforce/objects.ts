import type { CrmObject } from "../core/sync/record.ts";
import { compare, name, type Soql, truth } from "./soql.ts";

/** Where a product's object is kept. A person account is an account that has a contact of its own. */
const API_NAMES: Readonly<Record<CrmObject, "Account" | "Contact" | "Lead">> = {
	account: "Account",
	contact: "Contact",
	lead: "Lead",
	person_account: "Account",
};

/** What every record brings along, where the org has it. */
const OWN_FIELDS = [
	"Id",
	"Name",
	"SystemModstamp",
	"IsDeleted",
	"MasterRecordId",
	"AccountId",
	"IsConverted",
	"ConvertedContactId",
	"ConvertedAccountId",
] as const;

const PERSON_MARK = "IsPersonAccount";

/** The fields that an object has, as far as it matters here. */
interface Fields {
	has(path: string): boolean;
}

export function apiName(object: CrmObject): "Account" | "Contact" | "Lead" {
	return API_NAMES[object];
}

export function ownFields(fields: Fields): string[] {
	return OWN_FIELDS.filter((field) => fields.has(field));
}

/** Whether an org has such records at all: person accounts are switched on by the org, for ever. */
export function hasObject(object: CrmObject, shape: { fields: Fields } | null | undefined): boolean {
	return shape != null && (object !== "person_account" || shape.fields.has(PERSON_MARK));
}

/** What tells the object from others in the same place. Both rows of a person account say that they are one. */
export function scope(object: CrmObject, fields: Fields): Soql[] {
	if (object === "lead" || !fields.has(PERSON_MARK)) return [];
	return [compare(name(PERSON_MARK), "=", truth(object === "person_account"))];
}
