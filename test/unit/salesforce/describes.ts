/** Describes, cut down to what the adapter reads and a little more. */

interface Extra {
	label?: string;
	updateable?: boolean;
	filterable?: boolean;
	calculated?: boolean;
	unique?: boolean;
	length?: number;
	referenceTo?: string[];
	relationshipName?: string | null;
	picklistValues?: object[];
}

export function field(name: string, type = "string", extra: Extra = {}): object {
	return {
		name,
		label: name,
		type,
		calculated: false,
		filterable: true,
		updateable: true,
		unique: false,
		length: type === "string" ? 80 : 0,
		referenceTo: [],
		relationshipName: null,
		picklistValues: [],
		soapType: "xsd:string",
		...extra,
	};
}

export function lookUp(name: string, to: string[], relationshipName: string, label = name): object {
	return field(name, "reference", { referenceTo: to, relationshipName, length: 18, label });
}

export function described(name: string, fields: object[], extra: object = {}): object {
	return { name, label: name, queryable: true, createable: true, updateable: true, fields, ...extra };
}

const readOnly = { updateable: false };

const SYSTEM = [
	field("Id", "id", { ...readOnly, length: 18 }),
	field("IsDeleted", "boolean", readOnly),
	field("SystemModstamp", "datetime", readOnly),
	field("CreatedDate", "datetime", readOnly),
	lookUp("OwnerId", ["User"], "Owner", "Owner ID"),
];

const option = (value: string, active = true) => ({ value, label: `${value} label`, active });

export const ACCOUNT_FIELDS = [
	...SYSTEM,
	field("Name", "string", { length: 255 }),
	lookUp("MasterRecordId", ["Account"], "MasterRecord"),
	lookUp("ParentId", ["Account"], "Parent", "Parent Account ID"),
	field("Phone", "phone", { length: 40 }),
	field("Website", "url", { length: 255 }),
	field("Description", "textarea", { length: 32000, filterable: false }),
	field("Industry", "picklist", { picklistValues: [option("Energy"), option("Gone", false)] }),
	field("AnnualRevenue", "currency"),
	field("NumberOfEmployees", "int"),
	field("LastActivityDate", "date", readOnly),
	field("BillingAddress", "address", readOnly),
	field("Tiers__c", "multipicklist", { picklistValues: [option("A"), option("B")] }),
	field("Active__c", "boolean"),
	field("Score__c", "double", { calculated: true, updateable: false }),
	field("Share__c", "percent"),
	field("Desk_Id__c", "string", { unique: true, length: 40 }),
	field("Desk_Number__c", "double"),
];

export const PERSON_MARK = field("IsPersonAccount", "boolean", readOnly);

const CONTACT_FIELDS = [
	...SYSTEM,
	field("Name", "string", readOnly),
	field("Email", "email", { length: 80 }),
	field("Title"),
	lookUp("AccountId", ["Account"], "Account", "Account ID"),
	lookUp("MasterRecordId", ["Contact"], "MasterRecord"),
	field("LastActivityDate", "date", readOnly),
	field("Birthdate", "date"),
];

const LEAD_FIELDS = [
	...SYSTEM.slice(0, 4),
	lookUp("OwnerId", ["Group", "User"], "Owner", "Owner ID"),
	field("Name", "string", readOnly),
	field("Email", "email"),
	field("Title"),
	field("Status", "picklist", { picklistValues: [option("Open")] }),
	lookUp("MasterRecordId", ["Lead"], "MasterRecord"),
	field("IsConverted", "boolean", readOnly),
	lookUp("ConvertedContactId", ["Contact"], "ConvertedContact"),
	lookUp("ConvertedAccountId", ["Account"], "ConvertedAccount"),
];

const OPPORTUNITY_FIELDS = [
	...SYSTEM,
	field("Name"),
	field("StageName", "picklist"),
	field("Amount", "currency"),
	field("CloseDate", "date"),
	field("IsClosed", "boolean", readOnly),
	lookUp("AccountId", ["Account"], "Account", "Account ID"),
	field("CurrencyIsoCode", "picklist"),
];

const USER_FIELDS = [
	field("Id", "id", readOnly),
	field("Name", "string", readOnly),
	field("Email", "email"),
	lookUp("ManagerId", ["User"], "Manager", "Manager ID"),
	field("TimeZoneSidKey", "picklist", {
		picklistValues: Array.from({ length: 400 }, (_, index) => option(`Zone/${index}`)),
	}),
];

const RELATION_FIELDS = [
	field("Id", "id", readOnly),
	lookUp("AccountId", ["Account"], "Account"),
	lookUp("ContactId", ["Contact"], "Contact"),
	field("IsActive", "boolean"),
	field("IsDirect", "boolean", readOnly),
];

export const DESCRIBES: readonly (readonly [string, object])[] = [
	["Account", described("Account", ACCOUNT_FIELDS)],
	["Contact", described("Contact", CONTACT_FIELDS)],
	["Lead", described("Lead", LEAD_FIELDS)],
	["Opportunity", described("Opportunity", OPPORTUNITY_FIELDS)],
	["Case", described("Case", [field("Id", "id", readOnly)])],
	["User", described("User", USER_FIELDS)],
	["AccountContactRelation", described("AccountContactRelation", RELATION_FIELDS)],
];
