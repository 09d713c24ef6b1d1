import type { Directory } from "./directory/directory.ts";
import type { FieldChange, History } from "./history.ts";
import type { Idempotency } from "./idempotency.ts";
import type { RateWindow, UpdateLimit } from "./rate-limit.ts";
import type { TokenBook } from "./token-book.ts";

/** What one simulated account holds. Ids are numbers, as at the vendor; times are milliseconds since 1970. */
export interface Account {
	readonly subdomain: string;
	/** The default brand's name. */
	readonly name: string;
	readonly users: Map<number, UserRecord>;
	readonly groups: Map<number, GroupRecord>;
	readonly organizations: Map<number, OrganizationRecord>;
	/** What is known of people and organizations beside the records themselves. */
	readonly directory: Directory;
	readonly tickets: Map<number, TicketRecord>;
	readonly tokens: TokenBook;
	readonly rate: RateWindow;
	readonly updates: UpdateLimit;
	/** Incremental exports have a minute of their own, beside the account's. */
	readonly exports: RateWindow;
	/** Tickets on one page of an export. */
	exportPageSize: number;
	readonly idempotency: Idempotency;
	/** In the order of the form. */
	readonly fields: readonly FieldRecord[];
	/** null: the plan has no ticket forms. */
	readonly form: FormRecord | null;
	/** In the order they were made. */
	readonly ratings: RatingRecord[];
	readonly history: History;
	/** In the order they happened. */
	readonly metricEvents: MetricEventRecord[];
	readonly webhooks: Map<string, WebhookRecord>;
	/** null: as many webhooks as anybody wants. */
	maxWebhooks: number | null;
	/** Files that wait for a comment, by token. */
	readonly uploads: Map<string, UploadRecord>;
	/** Mails that public comments sent, oldest first. */
	readonly outbox: MailRecord[];
	nextTicketId: number;
	nextCommentId: number;
	nextUserId: number;
}

export type Role = "admin" | "agent" | "light" | "end-user";

export interface UserRecord {
	id: number;
	name: string;
	/** Empty: they only ever called. */
	email: string;
	role: Role;
	groups: number[];
	/** Sees only the tickets of their groups. */
	ownGroupsOnly: boolean;
	organizationId: number | null;
	locale: string;
	timeZone: string;
	suspended: boolean;
	createdAt: number;
	/** Further addresses, in lower case. */
	otherEmails?: string[];
	phone?: string | null;
	alias?: string | null;
	kept?: KeptDetails;
}

/** What people and organizations have in common that is seldom filled in. */
export interface KeptDetails {
	externalId: string | null;
	details: string | null;
	notes: string | null;
	tags: string[];
	/** By the field's key. */
	fields: Readonly<Record<string, DirectoryValue>>;
	updatedAt: number;
	/** Search doesn't know the record before this. */
	indexedAt: number;
	/** How often the record was written through the API, its making included. */
	writes: number;
}

export type DirectoryValue = string | number | boolean | string[] | null;

export interface DirectoryFieldRecord {
	id: number;
	key: string;
	title: string;
	type: string;
	options: { name: string; value: string }[];
	active: boolean;
}

export interface MembershipRecord {
	id: number;
	userId: number;
	organizationId: number;
	createdAt: number;
}

export interface GroupRecord {
	id: number;
	name: string;
	createdAt: number;
}

export interface OrganizationRecord {
	id: number;
	name: string;
	domains: string[];
	createdAt: number;
	kept?: KeptDetails;
}

export type TicketStatus = "new" | "open" | "pending" | "hold" | "solved" | "closed";
export type TicketPriority = "urgent" | "high" | "normal" | "low";
export type TicketType = "problem" | "incident" | "question" | "task";

export interface TicketRecord {
	id: number;
	subject: string | null;
	status: TicketStatus;
	priority: TicketPriority | null;
	type: TicketType | null;
	requesterId: number;
	assigneeId: number | null;
	groupId: number | null;
	organizationId: number | null;
	tags: string[];
	/** By field id. A drop-down's value is the tag of its option. */
	customFields: Map<number, FieldRecordValue>;
	/** People who get copies of every public comment. */
	copyIds: number[];
	/** Colleagues who are told of everything. */
	followerIds: number[];
	dueAt: number | null;
	channel: "email" | "web" | "api";
	createdAt: number;
	updatedAt: number;
	/** The requester's rating, once there is one. */
	satisfaction?: { id: number; score: "good" | "bad"; comment: string | null };
	/** When it was last solved; null if it never was. */
	solvedAt: number | null;
	/** Search doesn't know the ticket before this. */
	indexedAt: number;
	/** Oldest first; never empty. */
	comments: CommentRecord[];
}

export interface CommentRecord {
	id: number;
	authorId: number;
	public: boolean;
	body: string;
	attachments: AttachmentRecord[];
	createdAt: number;
}

export interface AttachmentRecord {
	id: number;
	fileName: string;
	contentType: string;
	size: number;
}

export type FieldRecordValue = string | string[] | boolean | null;

export interface FieldRecord {
	id: number;
	type: string;
	title: string;
	/** An agent can't solve a ticket without it. */
	required: boolean;
	options: { name: string; value: string }[];
	/** 1 at `status` fields: there is "On hold"; 1 at `priority` fields: there are only two. */
	subType: number;
}

export interface FormRecord {
	id: number;
	name: string;
	fieldIds: number[];
	/** While the parent has the value, the children are shown, and needed to solve. */
	conditions: { parentId: number; value: string; childIds: number[] }[];
}

export interface RatingRecord {
	id: number;
	ticketId: number;
	requesterId: number;
	assigneeId: number | null;
	groupId: number | null;
	score: "offered" | "good" | "bad";
	comment?: string | null;
	createdAt: number;
	/** When it was answered, if later. */
	updatedAt?: number;
}

export interface AuditRecord {
	id: number;
	ticketId: number;
	/** -1: the vendor itself. */
	authorId: number;
	channel: TicketRecord["channel"];
	createdAt: number;
	events: (AuditEventRecord & { id: number })[];
}

export type AuditEventRecord =
	| { type: "Comment"; comment: CommentRecord }
	| ({ type: "Create" | "Change" } & FieldChange);

export interface MetricEventRecord {
	id: number;
	ticketId: number;
	metric: "reply_time" | "requester_wait_time";
	instance: number;
	type: "activate" | "fulfill" | "breach";
	at: number;
	/** A breach that was taken back. */
	deleted: boolean;
}

export interface WebhookRecord {
	id: string;
	name: string;
	status: "active" | "inactive";
	endpoint: string;
	method: string;
	format: string;
	subscriptions: string[];
	secret: string;
	createdBy: number;
	createdAt: number;
	updatedAt: number;
}

export interface UploadRecord {
	token: string;
	attachment: AttachmentRecord;
	expiresAt: number;
}

export interface MailRecord {
	ticketId: number;
	to: string[];
	cc: string[];
	subject: string;
	text: string;
	attachments: string[];
	/** The agent who wrote it. */
	from: string;
	at: number;
}
