import type {
	CommentRecord,
	DirectoryFieldRecord,
	FieldRecord,
	FieldRecordValue,
	FormRecord,
	GroupRecord,
	OrganizationRecord,
	RatingRecord,
	TicketPriority,
	TicketRecord,
	TicketStatus,
	TicketType,
	UserRecord,
} from "../state.ts";

/** What an account starts with. Everything is derived from `now` and fixed numbers: the same every time. */
export interface AccountSeed {
	subdomain: string;
	name: string;
	users: UserRecord[];
	groups: GroupRecord[];
	organizations: OrganizationRecord[];
	organizationFields?: DirectoryFieldRecord[];
	userFields?: DirectoryFieldRecord[];
	tickets: TicketRecord[];
	fields: FieldRecord[];
	form: FormRecord | null;
	ratings: RatingRecord[];
}

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export interface MessageDraft {
	by: number;
	text: string;
	/** Milliseconds before now. */
	ago: number;
	internal?: boolean;
	attachments?: string[];
}

export interface TicketDraft {
	id: number;
	subject: string | null;
	requester: number;
	groupId: number | null;
	messages: [MessageDraft, ...MessageDraft[]];
	status: TicketStatus;
	priority?: TicketPriority | null;
	type?: TicketType | null;
	assigneeId?: number | null;
	/** Milliseconds from now; negative is in the past. */
	dueIn?: number;
	tags?: string[];
	customFields?: [id: number, value: FieldRecordValue][];
	/** Who gets copies of public comments. */
	copies?: number[];
	followers?: number[];
	channel?: TicketRecord["channel"];
}

/** Comment ids leave room for the longest conversation under each ticket. */
const COMMENTS_PER_TICKET = 100;

export function toTicketRecord(
	draft: TicketDraft,
	users: ReadonlyMap<number, UserRecord>,
	now: number,
): TicketRecord {
	const comments = draft.messages.map((message, index) => toComment(draft.id, message, index, now));
	const createdAt = now - draft.messages[0].ago;
	return {
		id: draft.id,
		subject: draft.subject,
		status: draft.status,
		priority: draft.priority ?? null,
		type: draft.type ?? null,
		requesterId: draft.requester,
		assigneeId: draft.assigneeId ?? null,
		groupId: draft.groupId,
		organizationId: users.get(draft.requester)?.organizationId ?? null,
		tags: draft.tags ?? [],
		customFields: new Map(draft.customFields),
		copyIds: draft.copies ?? [],
		followerIds: draft.followers ?? [],
		dueAt: draft.dueIn === undefined ? null : now + draft.dueIn,
		channel: draft.channel ?? "email",
		createdAt,
		updatedAt: comments.at(-1)?.createdAt ?? createdAt,
		solvedAt: isDone(draft.status) ? (comments.at(-1)?.createdAt ?? createdAt) : null,
		indexedAt: 0,
		comments,
	};
}

function isDone(status: TicketStatus): boolean {
	return status === "solved" || status === "closed";
}

function toComment(ticketId: number, message: MessageDraft, index: number, now: number): CommentRecord {
	const id = 8_000_000 + ticketId * COMMENTS_PER_TICKET + index;
	return {
		id,
		authorId: message.by,
		public: !message.internal,
		body: message.text,
		createdAt: now - message.ago,
		attachments: (message.attachments ?? []).map((fileName, position) => ({
			id: id * 10 + position,
			fileName,
			contentType: fileName.endsWith(".png") ? "image/png" : "application/pdf",
			size: 20_480 + position,
		})),
	};
}

export function byId(users: readonly UserRecord[]): Map<number, UserRecord> {
	return new Map(users.map((user) => [user.id, user]));
}
