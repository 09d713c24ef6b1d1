import type { FormField, FormFieldKind, TicketForm } from "../../core/ticket-writing.ts";
import { isVendorError } from "../../lib/errors.ts";
import { endsTheCall, rowsOf, type ZohoClient } from "./client.ts";
import { choicesOf, readFields, toPriorityChoices } from "./fields.ts";
import { type FieldRow, form, layoutList } from "./schema-writing.ts";

/**
 * What every form has already (subject, contact with its e-mail and account, department, description, priority),
 * and what the desk fills in itself.
 */
const LEFT_OUT = new Set([
	"subject",
	"contactId",
	"contact",
	"email",
	"accountId",
	"departmentId",
	"description",
	"priority",
	"status",
	"channel",
	"layoutId",
	"assigneeId",
	"teamId",
]);

const KINDS: Readonly<Record<string, FormFieldKind>> = {
	Text: "text",
	Email: "text",
	Phone: "text",
	URL: "text",
	Textarea: "long_text",
	LargeText: "long_text",
	Number: "number",
	Decimal: "number",
	Percent: "number",
	Currency: "number",
	Date: "date",
	DateTime: "date",
	Picklist: "choice",
	Multiselect: "choices",
	Checkbox: "checkbox",
	Boolean: "checkbox",
};

/** A day is all that is asked for, and a field with a time of day needs to be told apart when it is written. */
const WITH_TIME = "@time";

export const isTimeField = (fieldId: string): boolean => fieldId.endsWith(WITH_TIME) || fieldId === "dueDate";

/** The form's id of a field → the vendor's name. */
export const apiNameOf = (fieldId: string): string => fieldId.replace(/@time$/, "");

/** The form as this person's profile sees it; field metadata where the portal won't show it. */
export async function readTicketForm(client: ZohoClient, departmentId: string): Promise<TicketForm> {
	const own = await readMyForm(client, departmentId);
	const fields = own ?? (await readFields(client, departmentId));
	let priorities = toPriorityChoices(fields);
	if (own && priorities.length === 0) priorities = toPriorityChoices(await readFields(client, departmentId));
	return { fields: fields.flatMap((field) => toFormField(field) ?? []), priorities };
}

async function readMyForm(client: ZohoClient, departmentId: string): Promise<FieldRow[] | null> {
	try {
		const layouts = await client.read({
			operation: "GET /layouts",
			path: "/layouts",
			query: { module: "tickets", departmentId },
			schema: layoutList,
		});
		const active = rowsOf(layouts).filter(({ status }) => status !== "inactive");
		const layout = active.find(({ isDefaultLayout }) => isDefaultLayout) ?? active[0];
		if (!layout) return null;
		const answer = await client.read({
			operation: "GET /myForm",
			path: "/myForm",
			query: { layoutId: layout.id },
			schema: form,
		});
		return answer ? (answer.sections ?? []).flatMap(({ fields }) => fields ?? []) : null;
	} catch (error) {
		if (endsTheCall(error) || (isVendorError(error) && error.kind === "unavailable")) throw error;
		return null;
	}
}

function toFormField(field: FieldRow): FormField | null {
	const { apiName, type } = field;
	if (!field.isMandatory || field.isReadOnly || type === "AutoNumber" || LEFT_OUT.has(apiName)) return null;
	const options = choicesOf(field).map(({ value }) => ({ id: value, label: value }));
	const kind = KINDS[type ?? ""] ?? "text";
	// A choice without anything to choose from could never be answered.
	const isOpen = options.length === 0 && (kind === "choice" || kind === "choices");
	return {
		id: type === "DateTime" && apiName !== "dueDate" ? apiName + WITH_TIME : apiName,
		label: field.displayLabel || field.i18NLabel || apiName,
		kind: isOpen ? "text" : kind,
		options: kind === "choice" || kind === "choices" ? options : [],
		maxLength: (kind === "text" || kind === "long_text") && field.maxLength ? field.maxLength : null,
	};
}
