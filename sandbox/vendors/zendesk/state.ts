import type { RateWindow } from "./rate-limit.ts";
import type { TokenBook } from "./token-book.ts";

/** What one simulated account holds. Ids are numbers, as at the vendor; times are milliseconds since 1970. */
export interface Account {
	readonly subdomain: string;
	/** The default brand's name. */
	readonly name: string;
	readonly users: Map<number, UserRecord>;
	readonly groups: Map<number, GroupRecord>;
	readonly organizations: Map<number, OrganizationRecord>;
	readonly tickets: Map<number, TicketRecord>;
	readonly tokens: TokenBook;
	readonly rate: RateWindow;
	nextTicketId: number;
	nextCommentId: number;
	nextUserId: number;
}

export type Role = "admin" | "agent" | "light" | "end-user";

export interface UserRecord {
	id: number;
	name: string;
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
	dueAt: number | null;
	channel: "email" | "web" | "api";
	createdAt: number;
	updatedAt: number;
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
