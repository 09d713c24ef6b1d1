import type { SimField } from "./fields.ts";

/** What the portal keeps of its customers, one of every kind that a CRM's value can go to. */
const ACCOUNT_FIELDS: readonly SimField[] = [
	{ apiName: "accountName", label: "Account Name", type: "Text", maxLength: 200, mandatoryIn: "all" },
	{ apiName: "email", label: "Email", type: "Email", maxLength: 255 },
	{ apiName: "phone", label: "Phone", type: "Phone", maxLength: 30 },
	{ apiName: "fax", label: "Fax", type: "Fax", maxLength: 30 },
	{ apiName: "website", label: "Website", type: "URL", maxLength: 120 },
	{
		apiName: "industry",
		label: "Industry",
		type: "Picklist",
		maxLength: 120,
		values: ["-None-", "Manufacturing", "Logistics", "Technology", "Other"],
	},
	{ apiName: "annualrevenue", label: "Annual Revenue", type: "Currency", maxLength: 100 },
	{ apiName: "description", label: "Description", type: "Textarea", maxLength: 65_535 },
	{ apiName: "street", label: "Street", type: "Text", maxLength: 250 },
	{ apiName: "city", label: "City", type: "Text", maxLength: 30 },
	{ apiName: "state", label: "State", type: "Text", maxLength: 30 },
	{ apiName: "code", label: "Code", type: "Text", maxLength: 30 },
	{ apiName: "country", label: "Country", type: "Text", maxLength: 30 },
	{ apiName: "cf_external_id", label: "External ID", type: "Text", maxLength: 50 },
	{ apiName: "cf_account_owner", label: "担当営業", type: "Text", maxLength: 120 },
	{
		apiName: "cf_tier",
		label: "Tier",
		type: "Picklist",
		maxLength: 120,
		values: ["-None-", "Gold", "Silver", "Bronze"],
	},
	{ apiName: "cf_employees", label: "Employees", type: "Number", maxLength: 9 },
	{ apiName: "cf_discount", label: "Discount", type: "Decimal", maxLength: 16 },
	{ apiName: "cf_key_account", label: "Key account", type: "Boolean", maxLength: 10 },
	{ apiName: "cf_renewal_on", label: "Renewal", type: "Date", maxLength: 100 },
	{ apiName: "cf_notes", label: "Notes", type: "LargeText", maxLength: 50_000 },
];

const CONTACT_FIELDS: readonly SimField[] = [
	{ apiName: "lastName", label: "Last Name", type: "Text", maxLength: 200, mandatoryIn: "all" },
	{ apiName: "firstName", label: "First Name", type: "Text", maxLength: 40 },
	{ apiName: "accountId", label: "Account Name", type: "LookUp", maxLength: 300 },
	{ apiName: "email", label: "Email", type: "Email", maxLength: 255 },
	{ apiName: "secondaryEmail", label: "Secondary Email", type: "Email", maxLength: 100 },
	{ apiName: "phone", label: "Phone", type: "Phone", maxLength: 50 },
	{ apiName: "mobile", label: "Mobile", type: "Phone", maxLength: 50 },
	{
		apiName: "type",
		label: "Type",
		type: "Picklist",
		maxLength: 100,
		values: ["-None-", "paidUser", "freeUser"],
	},
	{ apiName: "title", label: "Title", type: "Text", maxLength: 100 },
	{ apiName: "description", label: "Description", type: "Textarea", maxLength: 65_535 },
	{ apiName: "street", label: "Street", type: "Text", maxLength: 250 },
	{ apiName: "city", label: "City", type: "Text", maxLength: 30 },
	{ apiName: "state", label: "State", type: "Text", maxLength: 30 },
	{ apiName: "zip", label: "Zip", type: "Text", maxLength: 30 },
	{ apiName: "country", label: "Country", type: "Text", maxLength: 30 },
	{ apiName: "facebook", label: "Facebook", type: "Text", maxLength: 100 },
	{ apiName: "twitter", label: "Twitter", type: "Text", maxLength: 100 },
	{ apiName: "cf_external_id", label: "External ID", type: "Text", maxLength: 50 },
	{ apiName: "cf_job_title", label: "役職", type: "Text", maxLength: 120 },
	{
		apiName: "cf_interests",
		label: "Interests",
		type: "Multiselect",
		maxLength: 1000,
		values: ["Hardware", "Cloud", "研修"],
	},
	{ apiName: "cf_seats", label: "Seats", type: "Number", maxLength: 9 },
	{ apiName: "cf_newsletter", label: "Newsletter", type: "Boolean", maxLength: 10 },
	{ apiName: "cf_customer_since", label: "Customer since", type: "Date", maxLength: 100 },
	{ apiName: "cf_last_seen", label: "Last seen", type: "DateTime", maxLength: 100 },
];

export function directoryFieldsOf(module: "accounts" | "contacts"): readonly SimField[] {
	return module === "accounts" ? ACCOUNT_FIELDS : CONTACT_FIELDS;
}
