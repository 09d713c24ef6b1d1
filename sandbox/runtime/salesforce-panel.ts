import type { CrmField, CrmPanel, CrmRow } from "../playground/crm-panel.ts";
import type { SalesforceSimulator } from "../vendors/salesforce/simulator.ts";
import type { SalesforceFieldView, SalesforceRecordView } from "../vendors/salesforce/views.ts";

/** The columns that are shown, in this order; others would hide them. */
const SHOWN: Readonly<Record<string, readonly string[]>> = {
	Account: [
		"Name",
		"Website",
		"Phone",
		"Industry",
		"Type",
		"Tier__c",
		"BillingCity",
		"BillingCountry",
		"Renewal_Date__c",
		"Is_Reference__c",
		"Description",
		"Desk_Organization_Id__c",
	],
	Contact: [
		"FirstName",
		"LastName",
		"Email",
		"Phone",
		"MobilePhone",
		"Title",
		"AccountId",
		"Language__c",
		"Is_VIP__c",
		"Description",
		"Desk_User_Id__c",
	],
	Lead: ["FirstName", "LastName", "Company", "Email", "Phone", "Status", "Rating", "IsConverted"],
	Opportunity: ["Name", "AccountId", "StageName", "Amount", "CloseDate", "NextStep"],
	Case: ["CaseNumber", "Subject", "Status", "Priority", "Origin", "ContactId", "AccountId", "Description"],
};
const MOST_ROWS = 60;

/** The simulated Salesforce as the playground shows it; orgs without the API have nothing to show. */
export function toSalesforcePanel(salesforce: SalesforceSimulator): CrmPanel {
	return {
		objects: Object.keys(SHOWN),
		orgs: () => salesforce.orgs().map(({ key, name }) => ({ key, name })),
		records(org, object, search) {
			const options = { search, limit: MOST_ROWS, withDeleted: search !== "" };
			const found = salesforce.records(object, options, org);
			return { total: salesforce.countRecords(object, org), rows: found.map(toRow) };
		},
		record(org, id) {
			const view = salesforce.record(id, org);
			if (!view) return null;
			const { object, isDeleted, fields } = view;
			const all = new Map(salesforce.fields(object, org).map((field) => [field.name, field]));
			const shown = [...(SHOWN[object] ?? []), "OwnerId", "SystemModstamp"].flatMap(
				(name) => all.get(name) ?? [],
			);
			return {
				...toRow(view),
				object,
				fields: shown.map((field) => toField(field, view)),
				canMerge: !isDeleted && ["Account", "Contact", "Lead", "Case"].includes(object),
				canConvert: !isDeleted && object === "Lead" && fields.IsConverted !== true,
			};
		},
		save(org, id, fields) {
			const object = salesforce.record(id, org)?.object ?? "";
			salesforce.editRecord(id, toTyped(salesforce.fields(object, org), fields), org);
		},
		add: (org, object, fields) =>
			salesforce.addRecord(object, toTyped(salesforce.fields(object, org), fields), org),
		remove: (org, id) => salesforce.deleteRecord(id, org),
		restore: (org, id) => salesforce.undeleteRecord(id, org),
		merge: (org, id, otherId) => salesforce.mergeRecords(id, [otherId], org),
		convert: (org, id) => salesforce.convertLead(id, { withOpportunity: true }, org).contactId,
		subscribe: (listener) => salesforce.subscribe(listener),
	};
}

function toRow({ id, name, isDeleted, fields }: SalesforceRecordView): CrmRow {
	const detail = fields.Email ?? fields.Company ?? fields.StageName ?? fields.Subject ?? fields.Website;
	return { id, name, isDeleted, detail: typeof detail === "string" ? detail : "" };
}

function toField(field: SalesforceFieldView, { isDeleted, fields }: SalesforceRecordView): CrmField {
	const { name, label, type, values, updateable } = field;
	const value = fields[name] ?? null;
	return {
		name,
		label,
		kind:
			type === "boolean" ? "check" : type === "picklist" ? "choice" : type === "textarea" ? "long" : "text",
		value: value === null ? "" : String(value),
		options: values.map((one) => ({ value: one.value, label: one.label })),
		isEditable: updateable && !isDeleted,
	};
}

/** Check boxes are the only fields whose text is no value of theirs. */
function toTyped(
	all: readonly SalesforceFieldView[],
	given: Record<string, string>,
): Record<string, string | boolean> {
	const checks = new Set(all.filter(({ type }) => type === "boolean").map(({ name }) => name));
	return Object.fromEntries(
		Object.entries(given).map(([name, value]) => [name, checks.has(name) ? value === "true" : value]),
	);
}
