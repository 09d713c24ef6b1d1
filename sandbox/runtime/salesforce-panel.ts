import type { CrmField, CrmPanel, CrmRow } from "../playground/crm-panel.ts";
import type { Clock } from "../vendor.ts";
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
/** What an org asks a new record for at least, and what makes it worth having. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
	Account: ["Name", "Website"],
	Contact: ["FirstName", "LastName", "Email", "AccountId"],
	Lead: ["FirstName", "LastName", "Company", "Email"],
	Opportunity: ["Name", "AccountId", "StageName", "CloseDate"],
	Case: ["Subject", "ContactId"],
};
const MOST_ROWS = 60;

/** A look for changes leaves the last minute to the next one; nobody who tries it should have to wait for that. */
const SETTLED_MS = 90_000;

/** The simulated Salesforce as the playground shows it; orgs without the API have nothing to show. */
export function toSalesforcePanel(salesforce: SalesforceSimulator, clock: Clock): CrmPanel {
	function settled<T>(org: string, work: () => T): T {
		const done: T[] = [];
		salesforce.stampAs(clock.now() - SETTLED_MS, () => void done.push(work()), org);
		return done[0] as T;
	}

	return {
		objects: Object.keys(SHOWN),
		orgs: () => salesforce.orgs().map(({ key, name }) => ({ key, name })),
		records(org, object, search) {
			const options = { search, limit: MOST_ROWS, withDeleted: search !== "" };
			const found = salesforce.records(object, options, org);
			const all = salesforce.fields(object, org);
			const needed = (NEEDED[object] ?? []).flatMap((name) => all.filter((field) => field.name === name));
			return {
				total: salesforce.countRecords(object, org),
				rows: found.map(toRow),
				needed: needed.map((field) => toField(field, null)),
			};
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
			const typed = toTyped(salesforce.fields(object, org), fields);
			settled(org, () => salesforce.editRecord(id, typed, org));
		},
		add: (org, object, fields) =>
			settled(org, () => salesforce.addRecord(object, toTyped(salesforce.fields(object, org), fields), org)),
		// The log of what was deleted goes by the clock.
		remove: (org, id) => salesforce.deleteRecord(id, org),
		restore: (org, id) => settled(org, () => salesforce.undeleteRecord(id, org)),
		merge: (org, id, otherId) => salesforce.mergeRecords(id, [otherId], org),
		convert: (org, id) =>
			settled(org, () => salesforce.convertLead(id, { withOpportunity: true }, org).contactId),
		subscribe: (listener) => salesforce.subscribe(listener),
	};
}

function toRow({ id, name, isDeleted, fields }: SalesforceRecordView): CrmRow {
	const detail = fields.Email ?? fields.Company ?? fields.StageName ?? fields.Subject ?? fields.Website;
	return { id, name, isDeleted, detail: typeof detail === "string" ? detail : "" };
}

/** `record`: null for one that is still to come. */
function toField(field: SalesforceFieldView, record: SalesforceRecordView | null): CrmField {
	const { name, label, type, values, updateable } = field;
	const value = record?.fields[name] ?? null;
	return {
		name,
		label,
		kind:
			type === "boolean" ? "check" : type === "picklist" ? "choice" : type === "textarea" ? "long" : "text",
		value: value === null ? "" : String(value),
		options: values.map((one) => ({ value: one.value, label: one.label })),
		isEditable: updateable && !record?.isDeleted,
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
