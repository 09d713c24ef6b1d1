/** What people write into a desk, in the product's own words. Ids are the desk's own values as text. */
import type { PriorityLevel, StatusCategory } from "./ticket.ts";

/** A status that a ticket may be given. */
export interface StatusChoice {
	id: string;
	/** The desk's own label where it has one; null where the category says it all. */
	label: string | null;
	category: StatusCategory;
}

export interface PriorityChoice {
	id: string;
	label: string | null;
	level: PriorityLevel | null;
}

export type FormFieldKind = "text" | "long_text" | "number" | "date" | "choice" | "choices" | "checkbox";

/** A field that a new ticket of a department must have, beside subject, description and requester. */
export interface FormField {
	id: string;
	label: string;
	kind: FormFieldKind;
	options: { id: string; label: string }[];
	maxLength: number | null;
}

export interface TicketForm {
	/** Only what the desk makes mandatory. */
	fields: FormField[];
	priorities: PriorityChoice[];
}

/** Text for most kinds, several ids for `choices`, true or false for `checkbox`; dates as 2026-11-20. */
export type FieldValue = string | string[] | boolean;

export interface NewTicket {
	departmentId: string;
	subject: string;
	/** Plain text. */
	description: string;
	requester: { email: string; name: string | null };
	/** A `PriorityChoice` id. */
	priority: string | null;
	fields: Record<string, FieldValue>;
	/** What `upload` answered. */
	attachments: string[];
}

/** A public reply goes to people: who they are is shown before it is sent. */
export interface ReplyTargets {
	/** The desk's sending address, where it tells. */
	from: string | null;
	to: { name: string | null; address: string }[];
	cc: { name: string | null; address: string }[];
}

export interface NewMessage {
	/** Plain text. */
	text: string;
	attachments: string[];
}

export interface NewReply extends NewMessage {
	/** A `StatusChoice` id to set with it; null leaves the status alone. */
	status: string | null;
	/** The targets as the person confirmed them: a desk that picks recipients itself must still pick these. */
	targets: ReplyTargets;
}

/** Only what is to change. null unassigns. */
export interface TicketChanges {
	status?: string;
	priority?: string;
	assigneeId?: string | null;
	departmentId?: string;
	addTags?: string[];
	removeTags?: string[];
}

/** A blueprint as the person who asks may see it. */
export interface Blueprint {
	name: string;
	state: string;
	/** What may be done next, in the desk's words; only what a person starts and whose conditions hold. */
	transitions: { id: string; name: string; toState: string | null; mine: boolean; owners: string[] }[];
	/** Whether plain status changes are refused while it lasts. */
	restrictsStatus: boolean;
}

/** null: the desk doesn't tell. */
export interface DeskStats {
	open: number | null;
	unassigned: number | null;
	overdue: number | null;
	createdToday: number | null;
	closedToday: number | null;
	/** Good ratings of the last 30 days, as a share of all. */
	satisfaction: { good: number; rated: number } | null;
}

/** A customer as the desk knows them, with their open tickets. */
export interface Customer {
	kind: "person" | "organization";
	id: string;
	name: string;
	email: string | null;
	organization: string | null;
	url: string | null;
}
