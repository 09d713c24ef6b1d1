import type { SimRecord } from "../store/record.ts";
import { INDUSTRIES } from "./account.ts";
import { addressFields, field, readOnly, reference, values } from "./field.ts";
import { type ObjectShape, systemFields } from "./schema.ts";

const SALUTATIONS = values(["Mr.", "Ms.", "Mrs.", "Dr.", "様"]);
const SOURCES = values(["Web", "Phone Inquiry", "Partner Referral", "Other"]);

/** `familyFirst`: as names are put together in the org's locale. */
const nameFields = (familyFirst: boolean) => [
	field("LastName", "Last Name", "string", { length: 80, nillable: false }),
	field("FirstName", "First Name", "string", { length: 40 }),
	field("Salutation", "Salutation", "picklist", { length: 40, values: SALUTATIONS }),
	field("Name", "Full Name", "string", {
		length: 121,
		isName: true,
		formula: (record) => toFullName(record, familyFirst),
	}),
];

export function toFullName({ values: of }: SimRecord, familyFirst: boolean): string {
	const parts = familyFirst ? [of.LastName, of.FirstName] : [of.FirstName, of.LastName];
	return parts.filter((part) => typeof part === "string" && part !== "").join(" ");
}

export function contactShape(org: { personAccounts: boolean; familyFirst: boolean }): ObjectShape {
	return {
		name: "Contact",
		label: "Contact",
		labelPlural: "Contacts",
		keyPrefix: "003",
		mergeable: true,
		fields: [
			...systemFields({ owned: true }),
			reference("MasterRecordId", "Master Record ID", ["Contact"], readOnly),
			reference("AccountId", "Account ID", ["Account"], { cascade: true }),
			...nameFields(org.familyFirst),
			...addressFields("Mailing", "Mailing"),
			...addressFields("Other", "Other"),
			field("Phone", "Business Phone", "phone"),
			field("MobilePhone", "Mobile Phone", "phone"),
			field("HomePhone", "Home Phone", "phone"),
			reference("ReportsToId", "Reports To ID", ["Contact"]),
			field("Email", "Email", "email"),
			field("Title", "Title", "string", { length: 128 }),
			field("Department", "Department", "string", { length: 80 }),
			field("LeadSource", "Lead Source", "picklist", { values: SOURCES }),
			field("Birthdate", "Birthdate", "date"),
			field("Description", "Contact Description", "textarea", { length: 32_000 }),
			field("HasOptedOutOfEmail", "Email Opt Out", "boolean"),
			field("DoNotCall", "Do Not Call", "boolean"),
			field("LastActivityDate", "Last Activity", "date", readOnly),
			...(org.personAccounts
				? [
						field("IsPersonAccount", "Is Person Account", "boolean", {
							formula: ({ values: of }, find) =>
								find(String(of.AccountId ?? ""))?.values.IsPersonAccount === true,
						}),
					]
				: []),
			field("Language__c", "Language", "picklist", {
				restricted: true,
				values: values([
					["en", "English"],
					["ja", "日本語"],
					["de", "Deutsch"],
				]),
			}),
			field("Interests__c", "Interests", "multipicklist", {
				values: values(["Billing", "Hardware", "Integrations", "Security"]),
			}),
			field("Is_VIP__c", "VIP", "boolean"),
			field("Satisfaction__c", "Satisfaction", "percent", { scale: 0 }),
			field("Profile__c", "Profile", "url"),
			field("Last_Called__c", "Last Called", "datetime"),
			field("Personal_Notes__c", "Personal Notes", "textarea", { length: 32_768 }),
			field("Member_Number__c", "Member Number", "string", { length: 20, externalId: true }),
			field("Desk_User_Id__c", "Desk User ID", "string", { length: 120, externalId: true, unique: true }),
			field("Account_Tier__c", "Account Tier", "string", {
				length: 1300,
				formula: ({ values: of }, find) => find(String(of.AccountId ?? ""))?.values.Tier__c ?? null,
			}),
		],
	};
}

export function leadShape(org: { familyFirst: boolean }): ObjectShape {
	const isConverted = readOnly;
	return {
		name: "Lead",
		label: "Lead",
		labelPlural: "Leads",
		keyPrefix: "00Q",
		mergeable: true,
		fields: [
			...systemFields(),
			reference("OwnerId", "Owner ID", ["Group", "User"], { nillable: false, relationshipName: "Owner" }),
			reference("MasterRecordId", "Master Record ID", ["Lead"], readOnly),
			...nameFields(org.familyFirst),
			field("Title", "Title", "string", { length: 128 }),
			field("Company", "Company", "string", { nillable: false }),
			...addressFields("", ""),
			field("Phone", "Phone", "phone"),
			field("Email", "Email", "email"),
			field("Website", "Website", "url"),
			field("Description", "Lead Description", "textarea", { length: 32_000 }),
			field("LeadSource", "Lead Source", "picklist", { values: SOURCES }),
			field("Status", "Status", "picklist", {
				nillable: false,
				defaultValue: "Open - Not Contacted",
				values: values(
					["Open - Not Contacted", "Working - Contacted", "Closed - Converted", "Closed - Not Converted"],
					"Open - Not Contacted",
				),
			}),
			field("Industry", "Industry", "picklist", { values: values(INDUSTRIES) }),
			field("Rating", "Rating", "picklist", { values: values(["Hot", "Warm", "Cold"]) }),
			field("AnnualRevenue", "Annual Revenue", "currency", { scale: 0 }),
			field("NumberOfEmployees", "Employees", "int"),
			field("IsConverted", "Converted", "boolean", isConverted),
			field("ConvertedDate", "Converted Date", "date", isConverted),
			reference("ConvertedAccountId", "Converted Account ID", ["Account"], isConverted),
			reference("ConvertedContactId", "Converted Contact ID", ["Contact"], isConverted),
			reference("ConvertedOpportunityId", "Converted Opportunity ID", ["Opportunity"], isConverted),
			field("LastActivityDate", "Last Activity", "date", readOnly),
			field("Score__c", "Score", "double", { scale: 0 }),
			field("Language__c", "Language", "picklist", { restricted: true, values: values(["en", "ja", "de"]) }),
			field("Desk_User_Id__c", "Desk User ID", "string", { length: 120, externalId: true, unique: true }),
		],
	};
}
