/** The product's own words for what a desk holds. Times are milliseconds since 1970, ids are text. */

/** What a status means, whatever the desk calls it. `pending` waits for the requester, `on_hold` for somebody else. */
export type StatusCategory = "new" | "open" | "pending" | "on_hold" | "solved" | "closed";

export interface TicketStatus {
	category: StatusCategory;
	/** The desk's own label where it has one (Zoho); null where the category says it all (Zendesk). */
	label: string | null;
}

export type PriorityLevel = "urgent" | "high" | "normal" | "low";

export interface TicketPriority {
	/** null when the desk's label fits none of the four. */
	level: PriorityLevel | null;
	/** The desk's own label where it has one. */
	label: string | null;
}

export interface Department {
	id: string;
	name: string;
}

export interface Agent {
	id: string;
	name: string;
	email: string | null;
}

export interface Requester {
	id: string;
	name: string;
	email: string | null;
}

/** One message of a ticket's conversation, as plain text without markup. */
export interface Message {
	id: string;
	/** `incoming`: from the customer; `outgoing`: a public answer; `comment`: internal, never seen by the customer. */
	kind: "incoming" | "outgoing" | "comment";
	author: string | null;
	text: string;
	createdAt: number;
	attachments: number;
}

export interface TicketSummary {
	id: string;
	/** What people type and read: Zoho's ticketNumber, Zendesk's id. */
	number: string;
	subject: string;
	/** The ticket in the desk's own console; always https. */
	url: string;
	status: TicketStatus;
	priority: TicketPriority | null;
	department: Department | null;
	assignee: Agent | null;
	requester: Requester | null;
	createdAt: number;
	updatedAt: number | null;
	dueAt: number | null;
	overdue: boolean;
}

export interface Ticket extends TicketSummary {
	organization: { id: string; name: string } | null;
	lastMessage: Message | null;
}

/** Whose ticket it is. */
export type TicketPeople = Pick<Ticket, "requester" | "organization">;

/** How a person names a ticket. `id` is the desk's internal id. */
export type TicketRef = { by: "number"; number: string } | { by: "id"; id: string };

export type ListKind = "mine" | "unassigned" | "overdue" | "open";

export interface ListQuery {
	kind: ListKind;
	departmentId: string | null;
}

/** `cursor` is opaque: whatever a desk handed out as `next` or `previous`; null means the first page. */
export interface PageRequest {
	cursor: string | null;
	size: number;
}

export interface Page<T> {
	items: T[];
	/** null when the desk doesn't tell. */
	total: number | null;
	next: string | null;
	previous: string | null;
}
