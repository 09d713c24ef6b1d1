import { field, readOnly, reference, values } from "./field.ts";
import { type ObjectShape, systemFields } from "./schema.ts";

/** What the app asks about itself, beside `Id`. */
export const PERMISSIONS = [
	"ApiEnabled",
	"ApiUserOnly",
	"ModifyAllData",
	"ViewAllData",
	"CustomizeApplication",
	"ManageUsers",
	"ViewSetup",
	"ModifyMetadata",
	"AuthorApex",
] as const;

export type Permission = (typeof PERMISSIONS)[number];

/** Objects of the org itself: read here, changed in Setup. */
export function setupShapes(): ObjectShape[] {
	const fixed = { writable: false } as const;
	const system = systemFields({ deletable: false });
	const id = field("Id", "Record ID", "id", { nillable: false });
	return [
		{
			...fixed,
			name: "Organization",
			label: "Organization",
			labelPlural: "Organizations",
			keyPrefix: "00D",
			fields: [
				...system,
				field("Name", "Name", "string", { isName: true, nillable: false }),
				field("OrganizationType", "Edition", "picklist", readOnly),
				field("IsSandbox", "Is Sandbox", "boolean", readOnly),
				field("InstanceName", "Instance Name", "string", readOnly),
				field("TrialExpirationDate", "Trial Expiration Date", "datetime", readOnly),
				field("LanguageLocaleKey", "Language", "picklist", readOnly),
				field("DefaultLocaleSidKey", "Locale", "picklist", readOnly),
				field("TimeZoneSidKey", "Time Zone", "picklist", readOnly),
				field("NamespacePrefix", "Namespace Prefix", "string", readOnly),
			],
		},
		{
			...fixed,
			name: "User",
			label: "User",
			labelPlural: "People",
			keyPrefix: "005",
			fields: [
				...system,
				field("Username", "Username", "string", { length: 80, idLookup: true }),
				field("LastName", "Last Name", "string", { length: 80 }),
				field("FirstName", "First Name", "string", { length: 40 }),
				field("Name", "Full Name", "string", { length: 121, isName: true }),
				field("Email", "Email", "email", { length: 128 }),
				field("Title", "Title", "string", { length: 80 }),
				field("Phone", "Phone", "phone"),
				field("IsActive", "Active", "boolean"),
				field("UserType", "User Type", "picklist", { values: values(["Standard", "PowerCustomerSuccess"]) }),
				field("TimeZoneSidKey", "Time Zone", "picklist"),
				field("LanguageLocaleKey", "Language", "picklist"),
				field("LocaleSidKey", "Locale", "picklist"),
				reference("ProfileId", "Profile ID", ["Profile"]),
				reference("ManagerId", "Manager ID", ["User"]),
			],
		},
		{
			...fixed,
			name: "Group",
			label: "Group",
			labelPlural: "Groups",
			keyPrefix: "00G",
			fields: [
				...system,
				field("Name", "Name", "string", { length: 40, isName: true }),
				field("DeveloperName", "Developer Name", "string", { length: 80 }),
				field("Type", "Type", "picklist", { values: values(["Queue", "Regular"]) }),
				field("Email", "Email", "email"),
			],
		},
		{
			...fixed,
			name: "Profile",
			label: "Profile",
			labelPlural: "Profiles",
			keyPrefix: "00e",
			fields: [
				...system,
				field("Name", "Name", "string", { isName: true }),
				reference("UserLicenseId", "User License ID", ["UserLicense"]),
			],
		},
		{
			...fixed,
			name: "UserLicense",
			label: "User License",
			labelPlural: "User Licenses",
			keyPrefix: "100",
			fields: [
				id,
				field("Name", "Name", "string", { isName: true }),
				field("MasterLabel", "Master Label", "string"),
				field("SystemModstamp", "System Modstamp", "datetime", readOnly),
			],
		},
		{
			...fixed,
			name: "CaseStatus",
			label: "Case Status Value",
			labelPlural: "Case Status Values",
			keyPrefix: null,
			fields: [
				...system,
				field("MasterLabel", "Master Label", "string", { isName: true }),
				field("ApiName", "API Name", "string"),
				field("SortOrder", "Sort Order", "int"),
				field("IsDefault", "Is Default", "boolean"),
				field("IsClosed", "Is Closed", "boolean"),
			],
		},
		{
			...fixed,
			name: "OpportunityStage",
			label: "Opportunity Stage",
			labelPlural: "Opportunity Stages",
			keyPrefix: "01J",
			fields: [
				...system,
				field("MasterLabel", "Master Label", "string", { isName: true }),
				field("ApiName", "API Name", "string"),
				field("SortOrder", "Sort Order", "int"),
				field("IsActive", "Is Active", "boolean"),
				field("IsClosed", "Is Closed", "boolean"),
				field("IsWon", "Is Won", "boolean"),
			],
		},
		{
			...fixed,
			name: "UserPermissionAccess",
			label: "User Permission Access",
			labelPlural: "User Permission Access",
			keyPrefix: null,
			fields: [
				id,
				...PERMISSIONS.map((name) => field(`Permissions${name}`, name, "boolean", readOnly)),
				field("LastCacheUpdate", "Last Cache Update", "datetime", readOnly),
			],
		},
	];
}

/** Further accounts of a contact, beside its own. */
export function accountContactRelationShape(): ObjectShape {
	return {
		name: "AccountContactRelation",
		label: "Account Contact Relationship",
		labelPlural: "Account Contact Relationships",
		keyPrefix: "07k",
		fields: [
			...systemFields(),
			reference("AccountId", "Account ID", ["Account"], { nillable: false, cascade: true }),
			reference("ContactId", "Contact ID", ["Contact"], { nillable: false, cascade: true }),
			field("Roles", "Roles", "multipicklist", {
				values: values(["Billing", "Decision Maker", "Technical"]),
			}),
			field("IsDirect", "Direct", "boolean", readOnly),
			field("IsActive", "Active", "boolean", { defaultValue: true }),
			field("StartDate", "Start Date", "date"),
			field("EndDate", "End Date", "date"),
		],
	};
}
