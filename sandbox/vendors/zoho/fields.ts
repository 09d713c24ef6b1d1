/** The ticket form of the simulated portal, by department. */
import { ZOHO_DEPARTMENTS } from "../../seed/people.ts";
import { OTHER_DEPARTMENT } from "./seed-people.ts";
import { PRIORITIES, STATUSES } from "./state.ts";

export interface SimField {
	apiName: string;
	label: string;
	type: string;
	maxLength: number;
	values?: readonly string[];
	/** Departments whose form must have it; absent: none. */
	mandatoryIn?: readonly string[] | "all";
	/** Departments that know it; absent: all. */
	in?: readonly string[];
	isReadOnly?: boolean;
}

const { support, billing, japan } = ZOHO_DEPARTMENTS;

const FIELDS: readonly SimField[] = [
	{ apiName: "departmentId", label: "Department", type: "LookUp", maxLength: 50, mandatoryIn: "all" },
	{ apiName: "contactId", label: "Contact Name", type: "LookUp", maxLength: 300, mandatoryIn: "all" },
	{ apiName: "accountId", label: "Account Name", type: "LookUp", maxLength: 300 },
	{ apiName: "email", label: "Email", type: "Email", maxLength: 120, mandatoryIn: [billing] },
	{ apiName: "phone", label: "Phone", type: "Phone", maxLength: 120 },
	{ apiName: "subject", label: "Subject", type: "Text", maxLength: 1000, mandatoryIn: "all" },
	{
		apiName: "description",
		label: "Description",
		type: "Textarea",
		maxLength: 65_535,
		mandatoryIn: [billing],
	},
	{
		apiName: "status",
		label: "Status",
		type: "Picklist",
		maxLength: 120,
		values: Object.keys(STATUSES),
		mandatoryIn: "all",
	},
	{
		apiName: "priority",
		label: "Priority",
		type: "Picklist",
		maxLength: 120,
		values: ["-None-", ...PRIORITIES],
	},
	{ apiName: "assigneeId", label: "Ticket Owner", type: "LookUp", maxLength: 120 },
	{
		apiName: "dueDate",
		label: "Due Date",
		type: "DateTime",
		maxLength: 100,
		mandatoryIn: [OTHER_DEPARTMENT],
	},
	{
		apiName: "classification",
		label: "Classification",
		type: "Picklist",
		maxLength: 100,
		values: ["-None-", "Question", "Problem", "Feature", "Others"],
		mandatoryIn: [japan],
	},
	{ apiName: "cf_station", label: "Station", type: "Number", maxLength: 5, in: [support] },
	{
		apiName: "cf_case_no",
		label: "Case number",
		type: "AutoNumber",
		maxLength: 20,
		in: [billing],
		mandatoryIn: [billing],
		isReadOnly: true,
	},
	{
		apiName: "cf_invoice_number",
		label: "Invoice number",
		type: "Text",
		maxLength: 20,
		in: [billing],
		mandatoryIn: [billing],
	},
	{
		apiName: "cf_reason",
		label: "Reason",
		type: "Picklist",
		maxLength: 120,
		values: ["-None-", "Wrong amount", "Refund", "VAT & duties", "<Other>"],
		in: [billing],
		mandatoryIn: [billing],
	},
	{ apiName: "cf_cost_centre", label: "Cost centre", type: "Text", maxLength: 50, in: [billing] },
	{
		apiName: "cf_visit_date",
		label: "訪問希望日",
		type: "Date",
		maxLength: 100,
		in: [japan],
		mandatoryIn: [japan],
	},
	{
		apiName: "cf_devices",
		label: "対象機器",
		type: "Multiselect",
		maxLength: 1000,
		values: ["ラベルプリンター", "スキャナー", "タブレット"],
		in: [japan],
		mandatoryIn: [japan],
	},
	{
		apiName: "cf_under_warranty",
		label: "保証期間内",
		type: "Boolean",
		maxLength: 10,
		in: [japan],
		mandatoryIn: [japan],
	},
	{
		apiName: "cf_first_seen",
		label: "First seen",
		type: "DateTime",
		maxLength: 100,
		in: [OTHER_DEPARTMENT],
		mandatoryIn: [OTHER_DEPARTMENT],
	},
	{
		apiName: "cf_setup",
		label: "Test setup",
		type: "LargeText",
		maxLength: 50_000,
		in: [OTHER_DEPARTMENT],
		mandatoryIn: [OTHER_DEPARTMENT],
	},
];

export function fieldsOf(departmentId: string | null): (SimField & { isMandatory: boolean })[] {
	return FIELDS.filter((field) => !field.in || departmentId === null || field.in.includes(departmentId)).map(
		(field) => ({
			...field,
			isMandatory:
				field.mandatoryIn === "all" ||
				(departmentId !== null && (field.mandatoryIn ?? []).includes(departmentId)),
		}),
	);
}

export interface SimLayout {
	id: string;
	departmentId: string;
	name: string;
	isDefault: boolean;
	status: "active" | "inactive";
}

/** Research shows nobody a layout: its fields have to be read as an administrator set them up. */
export const LAYOUTS: readonly SimLayout[] = [
	layout("011", support, "Standard", true, "active"),
	layout("012", billing, "Old billing", false, "inactive"),
	layout("013", billing, "Billing", true, "active"),
	layout("014", japan, "日本サポート", true, "active"),
];

function layout(
	end: string,
	departmentId: string,
	name: string,
	isDefault: boolean,
	status: SimLayout["status"],
): SimLayout {
	return { id: `520000000000074${end}`, departmentId, name, isDefault, status };
}

export function layoutIdOf(departmentId: string): string {
	const found = LAYOUTS.find((one) => one.departmentId === departmentId && one.status === "active");
	return found?.id ?? "520000000000074011";
}

/** Whether the text is a value of this kind of field. */
export function fits({ type, values, maxLength }: SimField, text: string): boolean {
	if (text.length > maxLength) return false;
	switch (type) {
		case "Picklist":
			return (values ?? []).includes(text);
		case "Multiselect":
			return text.split(";").every((one) => (values ?? []).includes(one));
		case "Number":
			return /^-?\d+$/.test(text);
		case "Date":
			return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
		case "DateTime":
			return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text) && !Number.isNaN(Date.parse(text));
		case "Boolean":
			return text === "true" || text === "false";
		default:
			return true;
	}
}
