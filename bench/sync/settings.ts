import type { DeskKind } from "../../test/support/sign-in.ts";

/** What of a contact is written: the desk's field, and Salesforce's. */
const PERSON: Readonly<Record<DeskKind, [target: string, path: string][]>> = {
	zendesk: [
		["name", "Name"],
		["email", "Email"],
		["phone", "Phone"],
		["details", "Title"],
	],
	zoho: [
		["lastName", "LastName"],
		["firstName", "FirstName"],
		["email", "Email"],
		["phone", "Phone"],
		["title", "Title"],
	],
};
const ORGANIZATION: Readonly<Record<DeskKind, [target: string, path: string][]>> = {
	zendesk: [["name", "Name"]],
	zoho: [["accountName", "Name"]],
};

/** Accounts and contacts of one city, as an administrator would have chosen them. */
export function chooseCity(desk: DeskKind, city: string): { settings: string; features: string } {
	const account = {
		isOn: true,
		filter: onlyWhere("BillingCity", city),
		fields: toMappings(ORGANIZATION[desk]),
		matchRules: [{ by: "external_id" }, { by: "name", path: "Name" }],
	};
	const contact = {
		isOn: true,
		filter: onlyWhere("MailingCity", city),
		fields: toMappings(PERSON[desk]),
		matchRules: [{ by: "external_id" }, { by: "email", path: "Email" }],
	};
	return {
		settings: JSON.stringify({ objects: { account, contact } }),
		features: JSON.stringify({ accounts: true, people: true }),
	};
}

function onlyWhere(path: string, value: string) {
	return { all: [{ path, operator: "is", values: [value] }], any: [] };
}

function toMappings(fields: readonly [target: string, path: string][]) {
	return fields.map(([target, path]) => ({
		target,
		source: { kind: "field", path },
		policy: "overwrite",
		choices: {},
	}));
}
