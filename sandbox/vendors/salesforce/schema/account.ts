import { addressFields, type Field, field, readOnly, reference, values } from "./field.ts";
import { type ObjectShape, systemFields } from "./schema.ts";

export const INDUSTRIES = [
	"Agriculture",
	"Banking",
	"Education",
	"Electronics",
	"Energy",
	"Manufacturing",
	"Retail",
	"Technology",
	"Transportation",
] as const;

export function accountShape({ personAccounts }: { personAccounts: boolean }): ObjectShape {
	return {
		name: "Account",
		label: "Account",
		labelPlural: "Accounts",
		keyPrefix: "001",
		mergeable: true,
		fields: [
			...systemFields({ owned: true }),
			reference("MasterRecordId", "Master Record ID", ["Account"], readOnly),
			field("Name", "Account Name", "string", { nillable: false, isName: true }),
			field("Type", "Account Type", "picklist", {
				values: values(["Prospect", "Customer", "Partner", "Other"]),
			}),
			reference("ParentId", "Parent Account ID", ["Account"]),
			...addressFields("Billing", "Billing"),
			...addressFields("Shipping", "Shipping"),
			field("Phone", "Account Phone", "phone"),
			field("Fax", "Account Fax", "phone"),
			field("Website", "Website", "url"),
			field("Industry", "Industry", "picklist", { values: values(INDUSTRIES) }),
			field("AnnualRevenue", "Annual Revenue", "currency", { scale: 0 }),
			field("NumberOfEmployees", "Employees", "int"),
			field("Description", "Account Description", "textarea", { length: 32_000 }),
			field("AccountSource", "Account Source", "picklist", { values: values(["Web", "Referral", "Event"]) }),
			field("LastActivityDate", "Last Activity", "date", readOnly),
			...(personAccounts ? personFields() : []),
			...customFields(),
		],
	};
}

function customFields(): Field[] {
	return [
		field("Tier__c", "Tier", "picklist", {
			restricted: true,
			values: values([
				["gold", "Gold"],
				["silver", "Silver"],
				["bronze", "Bronze"],
			]),
		}),
		field("Regions__c", "Regions", "multipicklist", {
			restricted: true,
			values: values(["EMEA", "APAC", "AMER", "Japan"]),
		}),
		field("Health__c", "Health Score", "percent", { scale: 1 }),
		field("Contract_Value__c", "Contract Value", "currency"),
		field("Seats__c", "Seats", "double", { scale: 0 }),
		field("Portal__c", "Customer Portal", "url"),
		field("Renewal_Date__c", "Renewal Date", "date"),
		field("Last_Review__c", "Last Review", "datetime"),
		field("Is_Reference__c", "Reference Customer", "boolean"),
		field("Support_Notes__c", "Support Notes", "textarea", { length: 32_768 }),
		field("Support_Email__c", "Support E-mail", "email", { idLookup: false }),
		reference("Partner__c", "Partner", ["Account"]),
		field("Customer_Number__c", "Customer Number", "string", { length: 20, externalId: true }),
		field("Desk_Organization_Id__c", "Desk Organization ID", "string", {
			length: 120,
			externalId: true,
			unique: true,
		}),
		field("Place__c", "Place", "string", {
			length: 1300,
			formula: ({ values: of }) =>
				[of.BillingCity, of.BillingCountry].filter((part) => typeof part === "string").join(", ") || null,
		}),
		field("Owner_Email__c", "Owner E-mail", "string", {
			length: 1300,
			formula: ({ values: of }, find) => find(String(of.OwnerId ?? ""))?.values.Email ?? null,
		}),
	];
}

/** A person account's own columns; its name and mail are those of its contact. */
function personFields(): Field[] {
	const mirrored = (name: string, label: string, type: Field["type"], from: string) =>
		field(name, label, type, {
			filterable: true,
			formula: ({ values: of }, find) => find(String(of.PersonContactId ?? ""))?.values[from] ?? null,
		});
	return [
		field("IsPersonAccount", "Is Person Account", "boolean", readOnly),
		reference("PersonContactId", "Person Contact ID", ["Contact"], readOnly),
		mirrored("PersonEmail", "Email", "email", "Email"),
		mirrored("PersonTitle", "Title", "string", "Title"),
		mirrored("PersonMobilePhone", "Mobile", "phone", "MobilePhone"),
	];
}
