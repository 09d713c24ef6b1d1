import { field, readOnly, reference, values } from "./field.ts";
import { type ObjectShape, systemFields } from "./schema.ts";

export interface Stage {
	name: string;
	probability: number;
	isClosed: boolean;
	isWon: boolean;
	forecast: string;
}

export const STAGES: readonly Stage[] = [
	{ name: "Prospecting", probability: 10, isClosed: false, isWon: false, forecast: "Pipeline" },
	{ name: "Proposal/Price Quote", probability: 60, isClosed: false, isWon: false, forecast: "Pipeline" },
	{ name: "Negotiation/Review", probability: 85, isClosed: false, isWon: false, forecast: "Best Case" },
	{ name: "Closed Won", probability: 100, isClosed: true, isWon: true, forecast: "Closed" },
	{ name: "Closed Lost", probability: 0, isClosed: true, isWon: false, forecast: "Omitted" },
];

export const CASE_STATUSES = [
	{ name: "New", isClosed: false, isDefault: true },
	{ name: "Working", isClosed: false, isDefault: false },
	{ name: "Escalated", isClosed: false, isDefault: false },
	{ name: "Closed", isClosed: true, isDefault: false },
] as const;

const stageOf = (name: unknown) => STAGES.find((stage) => stage.name === name);

export function opportunityShape(): ObjectShape {
	return {
		name: "Opportunity",
		label: "Opportunity",
		labelPlural: "Opportunities",
		keyPrefix: "006",
		fields: [
			...systemFields({ owned: true }),
			reference("AccountId", "Account ID", ["Account"], { cascade: true }),
			reference("ContactId", "Contact ID", ["Contact"]),
			field("Name", "Name", "string", { length: 120, nillable: false, isName: true }),
			field("Description", "Description", "textarea", { length: 32_000 }),
			field("StageName", "Stage", "picklist", {
				nillable: false,
				values: values(STAGES.map(({ name }) => name)),
			}),
			field("Amount", "Amount", "currency"),
			field("Probability", "Probability (%)", "percent", {
				scale: 0,
				formula: ({ values: of }) => stageOf(of.StageName)?.probability ?? null,
			}),
			field("CloseDate", "Close Date", "date", { nillable: false }),
			field("Type", "Opportunity Type", "picklist", { values: values(["New Business", "Renewal"]) }),
			field("NextStep", "Next Step", "string"),
			field("LeadSource", "Lead Source", "picklist", { values: values(["Web", "Phone Inquiry", "Other"]) }),
			field("IsClosed", "Closed", "boolean", {
				formula: ({ values: of }) => stageOf(of.StageName)?.isClosed ?? false,
			}),
			field("IsWon", "Won", "boolean", {
				formula: ({ values: of }) => stageOf(of.StageName)?.isWon ?? false,
			}),
			field("ForecastCategoryName", "Forecast Category", "string", {
				formula: ({ values: of }) => stageOf(of.StageName)?.forecast ?? null,
			}),
			field("LastActivityDate", "Last Activity", "date", readOnly),
		],
	};
}

export function caseShape(): ObjectShape {
	const fromContact = (name: string, label: string, type: "email" | "phone", from: string) =>
		field(name, label, type, {
			idLookup: false,
			formula: ({ values: of }, find) => find(String(of.ContactId ?? ""))?.values[from] ?? null,
		});
	return {
		name: "Case",
		label: "Case",
		labelPlural: "Cases",
		keyPrefix: "500",
		mergeable: true,
		fields: [
			...systemFields(),
			reference("OwnerId", "Owner ID", ["Group", "User"], { nillable: false, relationshipName: "Owner" }),
			reference("MasterRecordId", "Master Record ID", ["Case"], readOnly),
			field("CaseNumber", "Case Number", "string", {
				...readOnly,
				length: 30,
				isName: true,
				idLookup: true,
				nillable: false,
			}),
			reference("ContactId", "Contact ID", ["Contact"]),
			reference("AccountId", "Account ID", ["Account"]),
			reference("ParentId", "Parent Case ID", ["Case"]),
			field("SuppliedName", "Name", "string", { length: 80 }),
			field("SuppliedEmail", "Email Address", "email", { idLookup: false }),
			field("SuppliedPhone", "Phone", "string", { length: 40 }),
			field("SuppliedCompany", "Company", "string", { length: 80 }),
			field("Type", "Case Type", "picklist", { values: values(["Problem", "Feature Request", "Question"]) }),
			field("Status", "Status", "picklist", {
				nillable: false,
				defaultValue: "New",
				values: values(
					CASE_STATUSES.map(({ name }) => name),
					"New",
				),
			}),
			field("Reason", "Case Reason", "picklist", { values: values(["User Error", "Defect", "Other"]) }),
			field("Origin", "Case Origin", "picklist", { values: values(["Email", "Phone", "Web", "Slack"]) }),
			field("Subject", "Subject", "string"),
			field("Priority", "Priority", "picklist", {
				restricted: true,
				defaultValue: "Medium",
				values: values(["High", "Medium", "Low"], "Medium"),
			}),
			field("Description", "Description", "textarea", { length: 32_000 }),
			field("IsClosed", "Closed", "boolean", {
				formula: ({ values: of }) => CASE_STATUSES.find(({ name }) => name === of.Status)?.isClosed ?? false,
			}),
			field("ClosedDate", "Closed Date", "datetime", readOnly),
			fromContact("ContactEmail", "Contact Email", "email", "Email"),
			fromContact("ContactPhone", "Contact Phone", "phone", "Phone"),
			field("Desk_Ticket_Key__c", "Desk Ticket Key", "string", {
				length: 120,
				externalId: true,
				unique: true,
			}),
			field("Desk_Ticket_Url__c", "Desk Ticket URL", "url"),
			field("Desk_Ticket_Status__c", "Desk Ticket Status", "string", { length: 80 }),
			field("Desk_Assignee__c", "Desk Assignee", "string", { length: 120 }),
			field("Desk_Synced_At__c", "Desk Synced At", "datetime"),
		],
	};
}

const activityFields = (who: readonly string[]) => [
	...systemFields({ owned: true }),
	reference("WhoId", "Name ID", who),
	reference("WhatId", "Related To ID", ["Account", "Opportunity", "Case"]),
	reference("AccountId", "Account ID", ["Account"], readOnly),
	field("Subject", "Subject", "string", { isName: true }),
	field("ActivityDate", "Due Date Only", "date"),
	field("Description", "Description", "textarea", { length: 32_000 }),
];

export function taskShape(): ObjectShape {
	return {
		name: "Task",
		label: "Task",
		labelPlural: "Tasks",
		keyPrefix: "00T",
		fields: [
			...activityFields(["Contact", "Lead"]),
			field("Status", "Status", "picklist", {
				nillable: false,
				defaultValue: "Not Started",
				values: values(["Not Started", "In Progress", "Completed"], "Not Started"),
			}),
			field("Priority", "Priority", "picklist", {
				nillable: false,
				defaultValue: "Normal",
				values: values(["High", "Normal", "Low"], "Normal"),
			}),
			field("IsClosed", "Closed", "boolean", { formula: ({ values: of }) => of.Status === "Completed" }),
		],
	};
}

export function eventShape(): ObjectShape {
	return {
		name: "Event",
		label: "Event",
		labelPlural: "Events",
		keyPrefix: "00U",
		fields: [
			...activityFields(["Contact", "Lead"]),
			field("Location", "Location", "string"),
			field("StartDateTime", "Start Date Time", "datetime"),
			field("DurationInMinutes", "Duration", "int"),
		],
	};
}
