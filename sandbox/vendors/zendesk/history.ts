import type { AuditEventRecord, AuditRecord, CommentRecord, TicketRecord } from "./state.ts";

/** What happened to tickets, as the vendor writes it down: one audit for each write that changed something. */
export interface History {
	/** Oldest first. */
	auditsOf(ticketId: number): readonly AuditRecord[];
	/** What is different since the last time; null: nothing is. `by` is -1 for the vendor itself. */
	record(ticket: TicketRecord, by: number, at: number): RecordedChange | null;
}

export interface RecordedChange {
	isNew: boolean;
	by: number;
	at: number;
	comments: readonly CommentRecord[];
	fields: readonly FieldChange[];
}

export interface FieldChange {
	/** As audits call it, such as `assignee_id`. */
	field: string;
	previous: string | string[] | null;
	current: string | string[] | null;
}

type Values = Record<string, FieldChange["current"]>;

interface Shadow {
	values: Values;
	comments: number;
}

/** Comments name their audit by the same distance. */
export const AUDIT_ID_OFFSET = 500_000;
const EVENTS_PER_AUDIT = 100;

export function createHistory(tickets: readonly TicketRecord[], nextId: () => number): History {
	const audits = new Map<number, AuditRecord[]>(tickets.map((ticket) => [ticket.id, seedAudits(ticket)]));
	const shadows = new Map<number, Shadow>(tickets.map((ticket) => [ticket.id, toShadow(ticket)]));

	return {
		auditsOf: (ticketId) => audits.get(ticketId) ?? [],
		record(ticket, by, at) {
			const before = shadows.get(ticket.id);
			const after = toShadow(ticket);
			shadows.set(ticket.id, after);
			const change: RecordedChange = {
				isNew: before === undefined,
				by,
				at,
				comments: ticket.comments.slice(before?.comments ?? 0),
				fields: compare(before?.values ?? {}, after.values),
			};
			if (change.comments.length + change.fields.length === 0) return null;
			const id = (change.comments[0]?.id ?? nextId()) + AUDIT_ID_OFFSET;
			const audit = buildAudit(id, ticket, change);
			audits.set(ticket.id, [...(audits.get(ticket.id) ?? []), audit]);
			return change;
		},
	};
}

function toShadow(ticket: TicketRecord): Shadow {
	const text = (value: string | number | null) => (value === null ? null : String(value));
	return {
		comments: ticket.comments.length,
		values: {
			subject: ticket.subject,
			status: ticket.status,
			priority: ticket.priority,
			type: ticket.type,
			requester_id: text(ticket.requesterId),
			assignee_id: text(ticket.assigneeId),
			group_id: text(ticket.groupId),
			tags: [...ticket.tags],
			due_at: ticket.dueAt === null ? null : new Date(ticket.dueAt).toISOString(),
			satisfaction_score: ticket.satisfaction?.score ?? null,
		},
	};
}

function compare(before: Values, after: Values): FieldChange[] {
	return Object.entries(after)
		.map(([field, current]) => ({ field, previous: before[field] ?? null, current }))
		.filter(({ previous, current }) => toText(previous) !== toText(current));
}

function toText(value: FieldChange["current"]): string {
	return Array.isArray(value) ? value.join(" ") : (value ?? "");
}

function buildAudit(id: number, ticket: TicketRecord, change: RecordedChange): AuditRecord {
	const { isNew, by, at, comments, fields } = change;
	const events: AuditEventRecord[] = [
		...comments.map((comment) => ({ type: "Comment", comment }) as const),
		...fields.map((field) => ({ type: isNew ? "Create" : "Change", ...field }) as const),
	];
	return {
		id,
		ticketId: ticket.id,
		authorId: by,
		channel: ticket.channel,
		createdAt: at,
		events: events.map((event, index) => ({ ...event, id: id * EVENTS_PER_AUDIT + index })),
	};
}

/** What must have happened to a seeded ticket: it was made, talked about, and its last writer left it as it is. */
function seedAudits(ticket: TicketRecord): AuditRecord[] {
	const { values } = toShadow(ticket);
	const [first, ...later] = ticket.comments;
	if (!first) return [];
	const isAsMade = later.length === 0;
	const made: Values = isAsMade ? values : { ...values, status: "new", assignee_id: null };
	const last = later.at(-1);
	return [first, ...later].map((comment) => {
		const isNew = comment === first;
		const fields = isNew ? compare({}, made) : comment === last ? compare(made, values) : [];
		return buildAudit(comment.id + AUDIT_ID_OFFSET, ticket, {
			isNew,
			by: comment.authorId,
			at: comment.createdAt,
			comments: [comment],
			fields,
		});
	});
}
