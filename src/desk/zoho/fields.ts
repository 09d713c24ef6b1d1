import type { PriorityChoice, StatusChoice } from "../../core/ticket-writing.ts";
import { isVendorError, VendorError } from "../../lib/errors.ts";
import { path } from "../../lib/http.ts";
import { readBlueprint, restricts } from "./blueprint.ts";
import { endsTheCall, rowsOf, type ZohoClient } from "./client.ts";
import { toPriority, toStatus } from "./mapper.ts";
import { type TicketRow, ticketRow } from "./schema.ts";
import { countsByField, type FieldRow, fieldList } from "./schema-writing.ts";

/**
 * The department's fields as its administrators set them up. Portals answer one of two addresses, which also need
 * different scopes; [] when neither does.
 */
export async function readFields(client: ZohoClient, departmentId: string | null): Promise<FieldRow[]> {
	for (const address of ["/organizationFields", "/fields"]) {
		try {
			const answer = await client.read({
				operation: `GET ${address}`,
				path: address,
				query: { module: "tickets", departmentId: departmentId ?? undefined },
				schema: fieldList,
			});
			const rows = rowsOf(answer);
			if (rows.length > 0) return rows;
		} catch (error) {
			if (isOver(error)) throw error;
		}
	}
	return [];
}

/** A person without the right or the scope for one way may still have the other. */
function isOver(error: unknown): boolean {
	return endsTheCall(error) || (isVendorError(error) && error.kind === "unavailable");
}

interface Choice {
	value: string;
	statusType: string | null;
}

/** The vendor's "none" is no choice. */
export function choicesOf(field: FieldRow | undefined): Choice[] {
	return (field?.allowedValues ?? []).flatMap((entry) => {
		const value = typeof entry === "string" ? entry : isRow(entry) ? entry.value : null;
		const statusType = isRow(entry) && typeof entry.statusType === "string" ? entry.statusType : null;
		return typeof value === "string" && value !== "" && value !== "-None-" ? [{ value, statusType }] : [];
	});
}

const isRow = (entry: unknown): entry is Record<string, unknown> =>
	typeof entry === "object" && entry !== null;

/** By hand nothing may be set while a strict blueprint holds the status. */
export async function readStatuses(client: ZohoClient, ticketId: string): Promise<StatusChoice[]> {
	const [{ row, fields }, blueprint] = await Promise.all([
		readTicketFields(client, ticketId),
		readBlueprint(client, ticketId).catch((error: unknown) => {
			if (endsTheCall(error)) throw error;
			return null;
		}),
	]);
	if (blueprint && restricts(blueprint, "status")) return [];
	const known = choicesOf(fields.find(({ apiName }) => apiName === "status"));
	const choices = known.length > 0 ? known : await readStatusesInUse(client, row);
	return choices.map(({ value, statusType }) => ({
		id: value,
		label: value,
		category: toStatus({ status: value, statusType }).category,
	}));
}

/** All that is known when a portal keeps its list to itself; without their types, but for the ticket's own. */
async function readStatusesInUse(client: ZohoClient, row: TicketRow): Promise<Choice[]> {
	const counts = await client
		.read({
			operation: "GET /ticketsCountByFieldValues",
			path: "/ticketsCountByFieldValues",
			query: { departmentId: row.departmentId ?? undefined, field: "status" },
			schema: countsByField,
		})
		.catch((error: unknown) => {
			if (endsTheCall(error)) throw error;
			return null;
		});
	const labels = new Set([row.status, ...(counts?.status ?? []).map(({ value }) => value)]);
	return [...labels].flatMap((value) =>
		value ? [{ value, statusType: value === row.status ? (row.statusType ?? null) : null }] : [],
	);
}

export async function readPriorities(client: ZohoClient, ticketId: string): Promise<PriorityChoice[]> {
	const { fields } = await readTicketFields(client, ticketId);
	return toPriorityChoices(fields);
}

export function toPriorityChoices(fields: FieldRow[]): PriorityChoice[] {
	return choicesOf(fields.find(({ apiName }) => apiName === "priority")).flatMap(({ value }) => {
		const priority = toPriority(value);
		return priority ? [{ id: value, label: priority.label, level: priority.level }] : [];
	});
}

async function readTicketFields(
	client: ZohoClient,
	ticketId: string,
): Promise<{ row: TicketRow; fields: FieldRow[] }> {
	const row = await readTicketRow(client, ticketId);
	return { row, fields: await readFields(client, row.departmentId ?? null) };
}

export async function readTicketRow(
	client: ZohoClient,
	ticketId: string,
	include?: string,
): Promise<TicketRow> {
	const operation = "GET /tickets/{id}";
	const address = path`/tickets/${ticketId}`;
	const row = await client.read({ operation, path: address, query: { include }, schema: ticketRow });
	if (!row) throw new VendorError({ vendor: "zoho", kind: "not_found", status: 204, operation });
	return row;
}
