import type { EventActor } from "../../core/ticket-event.ts";
import { isVendorError } from "../../lib/errors.ts";
import { path } from "../../lib/http.ts";
import type { TicketField } from "../desk-feed.ts";
import { rowsOf, type ZohoClient } from "./client.ts";
import { toTime } from "./mapper.ts";
import { type HistoryRow, historyList } from "./schema-hearing.ts";

/** The vendor hands out no more at a time. */
const ROWS = 50;

/** A value of a field as the vendor wrote it down; `before` only where it was written down, too. */
export interface FieldChange {
	after: unknown;
	before?: unknown;
}

export interface HistoryEvent {
	name: string;
	at: number;
	actor: EventActor | null;
	source: string | null;
	fields: Partial<Record<TicketField, FieldChange>>;
}

export interface TicketHistory {
	/** Newest first. */
	events: HistoryEvent[];
	/** Whether it goes back to the ticket's beginning. */
	complete: boolean;
}

/** The newest 50 events. Empty where the person may not read it: what happened can be told without who did it. */
export async function readHistory(client: ZohoClient, ticketId: string): Promise<TicketHistory> {
	try {
		const answer = await client.read({
			operation: "GET /tickets/{id}/History",
			path: path`/tickets/${ticketId}/History`,
			// Counts from 0, unlike other lists.
			query: { from: 0, limit: ROWS },
			schema: historyList,
		});
		const rows = rowsOf(answer);
		const events = rows.flatMap((row) => toHistoryEvent(row) ?? []).sort((a, b) => b.at - a.at);
		return { events, complete: rows.length > 0 && rows.length < ROWS };
	} catch (error) {
		if (isVendorError(error) && OPTIONAL.includes(error.kind)) return { events: [], complete: false };
		throw error;
	}
}

/** A failure that passes must not cost us the history: then all is read again. */
const OPTIONAL: readonly string[] = ["forbidden", "missing_scope", "not_found", "malformed", "invalid"];

function toHistoryEvent({ eventName, eventTime, source, actor, eventInfo }: HistoryRow): HistoryEvent | null {
	const at = toTime(eventTime);
	if (at === null) return null;
	const fields: HistoryEvent["fields"] = {};
	for (const { propertyName, propertyValue } of eventInfo ?? []) {
		const field = FIELDS.get(propertyName?.trim().toLowerCase() ?? "");
		if (field) fields[field] = toChange(propertyValue);
	}
	return { name: eventName ?? "", at, actor: toActor(actor), source: source ?? null, fields };
}

/** The vendor's names of properties are labels, and the owner's is still that of an older product. */
const FIELDS: ReadonlyMap<string, TicketField> = new Map<string, TicketField>([
	["status", "status"],
	["priority", "priority"],
	["case owner", "assignee"],
	["ticket owner", "assignee"],
	["assignee", "assignee"],
	["department", "department"],
]);

function toChange(value: unknown): FieldChange {
	if (typeof value !== "object" || value === null) return { after: value ?? null };
	const { updatedValue, previousValue } = value as Record<string, unknown>;
	if (updatedValue === undefined && previousValue === undefined) return { after: value };
	return { after: updatedValue ?? null, before: previousValue ?? null };
}

/** Rules and the system act under names too, which are nobody's: a sentence would make a person of them. */
function toActor(actor: HistoryRow["actor"]): EventActor | null {
	const isAgent = actor?.type === "Agent";
	if (!actor || !(isAgent || actor.type === "Contact")) return null;
	const agentId = isAgent ? (actor.id ?? null) : null;
	const name = actor.name?.trim() || null;
	return agentId === null && name === null ? null : { agentId, name };
}
