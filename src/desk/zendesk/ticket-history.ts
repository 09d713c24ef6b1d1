import type { Ticket } from "../../core/ticket.ts";
import type { EventActor } from "../../core/ticket-event.ts";
import type { TicketField, TicketFields, TicketObservation } from "../desk-feed.ts";
import { toCategory, toPriority } from "./mapper.ts";
import type { ZendeskUser } from "./schema.ts";
import type { ZendeskAudit } from "./schema-feed.ts";

export interface AuditPage {
	audits: readonly ZendeskAudit[];
	/** Whether it goes back to the ticket's beginning. */
	isWhole: boolean;
}

const FIELDS: ReadonlyMap<string, TicketField> = new Map([
	["status", "status"],
	["priority", "priority"],
	["assignee_id", "assignee"],
	["group_id", "department"],
]);

interface Change {
	field: TicketField;
	audit: ZendeskAudit;
	before: unknown;
}

/** Who changed what at or after `since`, and what it was before. */
export function toHistory(
	{ audits, isWhole }: AuditPage,
	ticket: Ticket,
	since: number,
	users: readonly ZendeskUser[],
): Pick<TicketObservation, "changes" | "earlier"> {
	const oldestFirst = audits.toSorted((a, b) => a.created_at - b.created_at || Number(a.id) - Number(b.id));
	const first = oldestFirst[0];
	const changes: TicketObservation["changes"] = {};
	const earlier: TicketObservation["earlier"] = {};
	// What a field was before the oldest change of this page is what it was at `since` only if none is missing.
	const reachesBack = isWhole || (first !== undefined && first.created_at < since);
	for (const { field, audit, before } of toChanges(oldestFirst, since)) {
		if (reachesBack && !(field in earlier)) Object.assign(earlier, toEarlier(field, before));
		changes[field] = { at: audit.created_at, actor: toActor(audit.author_id, users) };
	}
	if (ticket.createdAt >= since) {
		const author = isWhole && first ? toActor(first.author_id, users) : null;
		changes.created = { at: ticket.createdAt, actor: author };
	}
	if (ticket.overdue && ticket.dueAt !== null && ticket.dueAt >= since) {
		changes.overdue = { at: ticket.dueAt, actor: null };
	}
	return { changes, earlier };
}

function toChanges(audits: readonly ZendeskAudit[], since: number): Change[] {
	return audits
		.filter(({ created_at }) => created_at >= since)
		.flatMap((audit) =>
			audit.events.flatMap(({ type, field_name, previous_value }) => {
				const field = type === "Change" ? FIELDS.get(field_name ?? "") : undefined;
				return field ? [{ field, audit, before: previous_value }] : [];
			}),
		);
}

/** Nothing where the value makes no sense: not known is better than wrong. */
function toEarlier(field: TicketField, before: unknown): Partial<TicketFields> {
	const text = before === null || before === undefined || before === "" ? null : String(before);
	switch (field) {
		case "status":
			return text === null ? {} : { status: { category: toCategory(text.toLowerCase()), label: null } };
		case "priority":
			return { priority: toPriority(text?.toLowerCase() ?? null) };
		case "assignee":
			return { assignee: text };
		case "department":
			// Its name isn't written down: nothing says "moved from" a number.
			return { department: text === null ? null : { id: text, name: "" } };
	}
}

/** Zendesk itself is -1. Only people who work on tickets have an agent's id. */
export function toActor(id: string | null, users: readonly ZendeskUser[]): EventActor {
	const user = users.find((candidate) => candidate.id === id);
	if (!user) return { agentId: null, name: null };
	const isStaff = user.role === "agent" || user.role === "admin";
	return { agentId: isStaff ? user.id : null, name: user.name?.trim() || null };
}
