import type {
	FormField,
	FormFieldKind,
	PriorityChoice,
	StatusChoice,
	TicketForm,
} from "../../core/ticket-writing.ts";
import { isVendorError } from "../../lib/errors.ts";
import { requireId } from "./address.ts";
import type { ZendeskClient } from "./client.ts";
import { toCategory, toPriorityLevel } from "./mapper.ts";
import {
	ticketFieldsAnswer,
	ticketFormsAnswer,
	type ZendeskField,
	type ZendeskForm,
} from "./schema-writing.ts";
import { readWritableTicket } from "./writable-ticket.ts";

/**
 * Kinds that a person can fill in. Missing on purpose: a card number doesn't belong into Slack, and a look-up wants
 * the id of a record. Everything that Zendesk itself brings along (`subject`, `group`, …) is in the base form.
 */
const KINDS: ReadonlyMap<string, FormFieldKind> = new Map([
	["text", "text"],
	["regexp", "text"],
	["textarea", "long_text"],
	["integer", "number"],
	["decimal", "number"],
	["date", "date"],
	["tagger", "choice"],
	["multiselect", "choices"],
	["checkbox", "checkbox"],
	["tickettype", "choice"],
]);

/** The one field of Zendesk's own that is asked for; it isn't set by its id. */
export const TYPE_FIELD = "type";

/** What sets a ticket apart by hand; `closed` is for ever, so nobody gets to choose it here. */
const STATUSES = ["open", "pending", "hold", "solved"];
const PRIORITIES = ["urgent", "high", "normal", "low"];

/** A `status` or `priority` field of this sub type has "On hold" besides, and lacks "Urgent" and "Low". */
const SUB_TYPE = 1;

/** Every form is the same for all groups: a group only receives tickets. */
export async function readTicketForm(client: ZendeskClient, departmentId: string): Promise<TicketForm> {
	requireId(departmentId);
	const [fields, form] = await Promise.all([readFields(client), readForm(client)]);
	return {
		fields: fields.filter((field) => isMandatory(field, form)).map(toFormField),
		priorities: toPriorities(fields),
	};
}

export async function readPriorities(client: ZendeskClient): Promise<PriorityChoice[]> {
	return toPriorities(await readFields(client));
}

/** A ticket that was worked on doesn't become new again. */
export async function readStatuses(client: ZendeskClient, ticketId: string): Promise<StatusChoice[]> {
	const [fields, { ticket }] = await Promise.all([readFields(client), readWritableTicket(client, ticketId)]);
	if (ticket.status === "closed" || ticket.status === "deleted") return [];
	const field = fields.find(({ type }) => type === "status");
	const isUsed = (status: string) =>
		status !== "hold" || offers(field, "hold", field?.sub_type_id === SUB_TYPE);
	const statuses = ticket.status === "new" ? ["new", ...STATUSES] : STATUSES;
	return statuses.filter(isUsed).map((id) => ({ id, label: null, category: toCategory(id) }));
}

async function readFields(client: ZendeskClient): Promise<ZendeskField[]> {
	// Without paging Zendesk answers with all of them, in the account's own order.
	const { ticket_fields } = await client.read({ pattern: "/ticket_fields", schema: ticketFieldsAnswer });
	return ticket_fields.filter(({ active }) => active !== false);
}

/** The form that a ticket gets when nobody names one; null where the plan has no forms. */
async function readForm(client: ZendeskClient): Promise<ZendeskForm | null> {
	try {
		const query = { active: "true" };
		const { ticket_forms } = await client.read({
			pattern: "/ticket_forms",
			query,
			schema: ticketFormsAnswer,
		});
		const active = ticket_forms
			.filter((form) => form.active !== false)
			.sort((a, b) => a.position - b.position);
		return active.find((form) => form.default) ?? active[0] ?? null;
	} catch (error) {
		if (isVendorError(error) && ["forbidden", "not_found"].includes(error.kind)) return null;
		throw error;
	}
}

/**
 * `required` means "needed to solve"; asking at once spares the agent who solves. A field that a condition of the
 * form shows depends on another's value, and Zendesk asks for it when that value is there.
 */
function isMandatory(field: ZendeskField, form: ZendeskForm | null): boolean {
	if (!field.required || field.agent_can_edit === false || !KINDS.has(field.type)) return false;
	if (!form) return true;
	const conditional = form.agent_conditions.some(({ child_fields }) =>
		child_fields.some(({ id }) => id === field.id),
	);
	return form.ticket_field_ids.includes(field.id) && !conditional;
}

function toFormField(field: ZendeskField): FormField {
	const isType = field.type === "tickettype";
	const options = isType ? field.system_field_options : field.custom_field_options;
	return {
		id: isType ? TYPE_FIELD : field.id,
		label: field.title || `#${field.id}`,
		kind: KINDS.get(field.type) ?? "text",
		options: options
			.filter(({ value }) => value !== "")
			// Nested drop-downs are written as `Hardware::Printer`.
			.map(({ name, value }) => ({ id: value, label: name.replaceAll("::", " › ") || value })),
		maxLength: null,
	};
}

function toPriorities(fields: readonly ZendeskField[]): PriorityChoice[] {
	const field = fields.find(({ type }) => type === "priority");
	const isShort = field?.sub_type_id === SUB_TYPE;
	return PRIORITIES.filter((id) => offers(field, id, !isShort || id === "high" || id === "normal")).map(
		(id) => ({
			id,
			label: null,
			level: toPriorityLevel(id),
		}),
	);
}

function offers(field: ZendeskField | undefined, value: string, otherwise: boolean): boolean {
	const options = field?.system_field_options ?? [];
	return options.length > 0 ? options.some((option) => option.value === value) : otherwise;
}

/** A person's choice comes back from where it was kept; anything else is refused before it's sent. */
export function isStatusChoice(id: string): boolean {
	return id === "new" || STATUSES.includes(id);
}

export function isPriorityChoice(id: string): boolean {
	return PRIORITIES.includes(id);
}
