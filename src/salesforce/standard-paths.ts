import type { FieldRole } from "../core/sync/fields.ts";
import type { CrmObject } from "../core/sync/record.ts";

/** Where each object keeps what every desk knows too. */
export const STANDARD_PATHS: Readonly<Record<CrmObject, Partial<Record<FieldRole, string>>>> = {
	account: { name: "Name", phone: "Phone", website: "Website", description: "Description" },
	contact: {
		name: "Name",
		first_name: "FirstName",
		last_name: "LastName",
		email: "Email",
		phone: "Phone",
		mobile: "MobilePhone",
		title: "Title",
	},
	lead: {
		name: "Name",
		first_name: "FirstName",
		last_name: "LastName",
		email: "Email",
		phone: "Phone",
		mobile: "MobilePhone",
		title: "Title",
		company: "Company",
	},
	person_account: {
		name: "Name",
		first_name: "FirstName",
		last_name: "LastName",
		email: "PersonEmail",
		phone: "Phone",
		mobile: "PersonMobilePhone",
		title: "PersonTitle",
	},
};
