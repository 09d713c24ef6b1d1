import type { TicketSummary } from "../../core/ticket.ts";
import type { FieldValue, NewTicket } from "../../core/ticket-writing.ts";
import { isVendorError, VendorError } from "../../lib/errors.ts";
import { path } from "../../lib/http.ts";
import type { ZohoClient } from "./client.ts";
import { renameFields, withUnknownOutcome } from "./failure.ts";
import { readTicketRow } from "./fields.ts";
import { type RowContext, toTicketSummary } from "./mapper.ts";
import { RELATED, ticketRow } from "./schema.ts";
import { anyObject } from "./schema-writing.ts";
import { apiNameOf, isTimeField } from "./ticket-form.ts";

const OPERATION = "POST /tickets";
/** Several values of one field, as the vendor writes them. */
const VALUE_SEPARATOR = ";";

/** The vendor recognises no repeat: sent once. */
export async function createTicket(
	client: ZohoClient,
	ticket: NewTicket,
	context: RowContext,
): Promise<TicketSummary> {
	const json = toBody(ticket);
	const row = await client
		.write({ operation: OPERATION, method: "POST", path: "/tickets", json, schema: ticketRow })
		.catch((error: unknown) => {
			throw renameFields(error, fieldNames(ticket));
		});
	if (!row)
		throw withUnknownOutcome(new VendorError({ vendor: "zoho", kind: "malformed", operation: OPERATION }));
	if (ticket.attachments.length > 0) await attach(client, row.id, ticket.attachments);
	// The answer names neither department nor contact. It exists by now, whatever becomes of this call.
	const full = await readTicketRow(client, row.id, RELATED).catch(() => row);
	return toTicketSummary(full, context);
}

/**
 * A new ticket takes no files, a change of one does. A failure is none of the whole: the ticket is there, so the
 * status is null, and the code says what is missing.
 */
async function attach(client: ZohoClient, ticketId: string, uploads: string[]): Promise<void> {
	const operation = "PATCH /tickets/{id}";
	const address = path`/tickets/${ticketId}`;
	try {
		await client.write({ operation, method: "PATCH", path: address, json: { uploads }, schema: anyObject });
	} catch (error) {
		if (!isVendorError(error)) throw error;
		const code = "attachments_missing";
		throw new VendorError({ vendor: "zoho", kind: "unavailable", status: null, code, operation });
	}
}

function toBody(ticket: NewTicket): Record<string, unknown> {
	const top: Record<string, string> = {};
	const custom: Record<string, string> = {};
	for (const [fieldId, value] of Object.entries(ticket.fields)) {
		const name = apiNameOf(fieldId);
		(name.startsWith("cf_") ? custom : top)[name] = toFieldText(fieldId, value);
	}
	return {
		...top,
		subject: ticket.subject,
		departmentId: ticket.departmentId,
		contact: toContact(ticket.requester),
		email: ticket.requester.email,
		description: toDescription(ticket.description),
		...(ticket.priority === null ? {} : { priority: ticket.priority }),
		...(Object.keys(custom).length > 0 ? { cf: custom } : {}),
	};
}

function toFieldText(fieldId: string, value: FieldValue): string {
	if (typeof value === "boolean") return String(value);
	if (Array.isArray(value)) return value.join(VALUE_SEPARATOR);
	return isTimeField(fieldId) && /^\d{4}-\d\d-\d\d$/.test(value) ? `${value}T00:00:00.000Z` : value;
}

/** A contact of this address is taken as it is; only a new one gets the name. */
function toContact({ email, name }: NewTicket["requester"]): Record<string, string> {
	const words = (name ?? "").trim().split(/\s+/).filter(Boolean);
	const familyFirst = /\p{Script=Han}/u.test(words[0] ?? "");
	const last = (familyFirst ? words[0] : words.at(-1)) ?? email.split("@")[0] ?? email;
	const first = (familyFirst ? words.slice(1) : words.slice(0, -1)).join(" ");
	return {
		lastName: cut(last, 200),
		...(first ? { firstName: cut(first, 40) } : {}),
		email,
	};
}

function cut(text: string, length: number): string {
	return [...text].slice(0, length).join("");
}

/** Descriptions are shown as HTML, and a person's text is none. */
export function toDescription(text: string): string {
	return text
		.replaceAll("&", "&amp;")
		.replaceAll("<", "&lt;")
		.replaceAll(">", "&gt;")
		.replaceAll('"', "&quot;")
		.replace(/\r\n?|\n/g, "<br>");
}

function fieldNames(ticket: NewTicket): Record<string, string> {
	const own = Object.keys(ticket.fields).flatMap((fieldId) => {
		const name = apiNameOf(fieldId);
		return [
			[name, fieldId],
			[`cf/${name}`, fieldId],
		];
	});
	return {
		...Object.fromEntries(own),
		contact: "requester",
		contactId: "requester",
		email: "requester",
	};
}
