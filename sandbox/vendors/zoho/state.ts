import type { SimDirectory } from "./directory.ts";

/** What the simulated Zoho Desk remembers. Times are milliseconds since 1970, ids are text. */

export type SimEdition = "ENTERPRISE" | "PROFESSIONAL" | "EXPRESS" | "FREE";

export interface SimOrganization {
	id: string;
	name: string;
	portal: string;
	edition: SimEdition;
}

export interface SimDepartment {
	id: string;
	orgId: string;
	name: string;
	isDefault: boolean;
}

/** One person has one agent record in each organisation; `zuid` is the person. */
export interface SimAgent {
	id: string;
	zuid: string;
	orgId: string;
	name: string;
	firstName: string;
	lastName: string;
	email: string;
	role: "admin" | "agent" | "light";
	departmentIds: string[];
	language: string;
	timeZone: string;
}

export interface SimAccount {
	id: string;
	name: string;
	website: string | null;
	kept?: SimKept;
}

/** What accounts and contacts have in common that is seldom filled in. */
export interface SimKept {
	/** Standard fields by API name; without a value they are missing. */
	details: Readonly<Record<string, string>>;
	cf: Readonly<Record<string, string>>;
	createdAt: number;
	modifiedAt: number;
	/** From when search finds it. */
	indexedAt: number;
	isTrashed: boolean;
	isSpam: boolean;
	/** Accounts beside the contact's own. */
	otherAccountIds: readonly string[];
	/** How often it was written through the API, its making included. */
	writes: number;
}

export interface SimContact {
	id: string;
	firstName: string | null;
	lastName: string;
	email: string | null;
	account: SimAccount | null;
	kept?: SimKept;
}

/** A thread (e-mail in or out) or a comment. `agentId` null: written by the customer. */
export interface SimItem {
	kind: "thread" | "comment";
	id: string;
	direction: "in" | "out";
	isPublic: boolean;
	isDraft: boolean;
	agentId: string | null;
	text: string;
	html: string;
	at: number;
	attachments: string[];
	/** Written as plain text: shown as it is. */
	isPlain?: boolean;
	/** Mail addresses, where they differ from the contact's and the department's own. */
	from?: string;
	replyTo?: string;
	to?: string;
	cc?: string;
	/** false: came in by a way that can't be answered by mail. */
	canReply?: boolean;
}

/** A mail that left the desk for a customer. */
export interface SimMail {
	ticketId: string;
	ticketNumber: string;
	from: string;
	to: string[];
	cc: string[];
	subject: string;
	text: string;
	attachments: string[];
	at: number;
}

/** An address replies may be sent from, once it is verified. */
export interface SimMailbox {
	id: string;
	departmentId: string;
	address: string;
	displayName: string;
	isVerified: boolean;
	isActive: boolean;
}

export interface SimUpload {
	id: string;
	name: string;
	size: number;
	creatorId: string;
	at: number;
}

export interface SimRating {
	id: string;
	departmentId: string;
	rating: "GOOD" | "OK" | "BAD";
	at: number;
	/** null: of a ticket that is long gone. */
	ticketId: string | null;
	feedback: string;
}

/** Who did something to a ticket; an `id` only for people. */
export interface SimActor {
	type: "Agent" | "Contact" | "System" | "Supervise";
	id: string | null;
	name: string;
}

/** An entity, or a plain value; null for none. */
export type SimValue = { id: string; name: string; type: "Agent" | "Department" } | string | boolean | null;

export interface SimProperty {
	name: string;
	type: "Text" | "Entity" | "Boolean";
	after: SimValue;
	/** Absent where it was not there before. */
	before?: SimValue;
}

export interface SimHistoryEvent {
	name: string;
	at: number;
	actor: SimActor;
	source: string | null;
	properties: SimProperty[];
}

/** A filter of one event; null: none. */
export interface SimFilter {
	departmentIds?: string[] | null;
	fields?: string[] | null;
	direction?: "in" | "out" | null;
	includePrevState?: boolean | null;
}

export interface SimWebhook {
	id: string;
	orgId: string;
	name: string;
	url: string;
	description: string;
	isEnabled: boolean;
	includeEventsFrom: string[];
	subscriptions: Record<string, SimFilter | null>;
	createdBy: string;
	createdAt: number;
	modifiedAt: number | null;
}

export interface SimTicket {
	id: string;
	number: string;
	orgId: string;
	subject: string;
	status: string;
	priority: string | null;
	departmentId: string;
	contact: SimContact | null;
	assigneeId: string | null;
	createdAt: number;
	modifiedAt: number;
	dueAt: number | null;
	closedAt: number | null;
	/** From when search finds it. */
	indexedAt: number;
	/** Oldest first. */
	items: SimItem[];
	/** Custom fields by API name; values are text, as the vendor keeps them. */
	cf: Record<string, string>;
	/** Other fields that were given with a value. */
	details: Record<string, string>;
	tags: { id: string; name: string }[];
	/** Key of the blueprint the ticket is in. */
	blueprint: string | null;
	/** The state of the blueprint it reached; null: where the blueprint begins. */
	blueprintState: string | null;
	isEscalated: boolean;
	isTrashed: boolean;
	/** Oldest first. */
	history: SimHistoryEvent[];
}

export interface ZohoState {
	organizations: SimOrganization[];
	departments: SimDepartment[];
	agents: SimAgent[];
	contacts: SimContact[];
	directory: SimDirectory;
	tickets: Map<string, SimTicket>;
	mailboxes: SimMailbox[];
	uploads: Map<string, SimUpload>;
	ratings: SimRating[];
	/** Rows of ratings say which ticket they are about, and what the customer wrote. */
	ratingsNameTickets: boolean;
	/** History shows values as objects of before and after, as portals do, not as text, as documented. */
	historyShowsBoth: boolean;
	webhooks: SimWebhook[];
	/** Every mail to a customer, oldest first. */
	outbox: SimMail[];
	/** The next id, 18 digits. */
	nextId(): string;
}

/** The portal's status labels and the type of each. */
export const STATUSES = {
	Open: "Open",
	Escalated: "Open",
	"On Hold": "On Hold",
	"Waiting on parts": "On Hold",
	Closed: "Closed",
} as const;

export const PRIORITIES = ["High", "Medium", "Low"] as const;

export function statusTypeOf(status: string): "Open" | "On Hold" | "Closed" {
	return Object.hasOwn(STATUSES, status) ? STATUSES[status as keyof typeof STATUSES] : "Open";
}

export function setStatus(ticket: SimTicket, status: string, now: number): void {
	ticket.status = status;
	ticket.closedAt = statusTypeOf(status) === "Closed" ? now : null;
}

/** When the customer last wrote. */
export function answeredAt({ items, createdAt }: SimTicket): number {
	const last = items.findLast(
		({ kind, direction, isDraft }) => kind === "thread" && direction === "in" && !isDraft,
	);
	return last?.at ?? createdAt;
}

export function isOverdue(ticket: SimTicket, now: number): boolean {
	return ticket.dueAt !== null && ticket.dueAt < now && statusTypeOf(ticket.status) !== "Closed";
}

/** How a ticket of nothing but its own fields begins. */
export const UNTOUCHED = {
	blueprint: null,
	blueprintState: null,
	isEscalated: false,
	isTrashed: false,
} as const;

/** A ticket outside the agent's departments doesn't exist for them; an administrator sees all. */
export function maySee(agent: SimAgent, ticket: SimTicket): boolean {
	if (ticket.orgId !== agent.orgId) return false;
	return agent.role === "admin" || agent.departmentIds.includes(ticket.departmentId);
}

export function createIds(): () => string {
	let last = 507_000;
	return () => `520000000${String(++last).padStart(9, "0")}`;
}

/** Plain text as a mail program would send it. */
export function toHtml(text: string): string {
	const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
	return escaped
		.split("\n\n")
		.map((paragraph) => `<div>${paragraph.replaceAll("\n", "<br />")}</div>`)
		.join("<div><br /></div>");
}

/** A message as a person reads it: mentions are ids in the text itself. */
export function textWithNames(state: ZohoState, item: SimItem): string {
	return item.text.replace(/zsu\[@user:(\d+)\]zsu/g, (_whole, zuid: string) => {
		return `@${state.agents.find((agent) => agent.zuid === zuid)?.name ?? zuid}`;
	});
}
