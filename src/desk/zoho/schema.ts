/** What we read of the vendor's answers. Everything else in them is let through unread. */
import * as v from "valibot";

/** Ids have up to 19 digits: text. A number can only be trusted while it is exact. */
export const id = v.union([v.string(), v.pipe(v.number(), v.safeInteger(), v.transform(String))]);
export const maybeId = v.nullish(id);
export const text = v.nullish(v.string());
export const flag = v.nullish(v.boolean());
/** Counters arrive as numbers or as text. */
export const count = v.nullish(v.union([v.number(), v.pipe(v.string(), v.transform(toCount))]));
/** ISO 8601, or milliseconds since 1970 as in the vendor's own examples. */
export const time = v.nullish(v.union([v.string(), v.number()]));

/** `email` in most places, `emailId` for agents and in search rows. */
export const person = v.object({
	id: maybeId,
	name: text,
	firstName: text,
	lastName: text,
	email: text,
	emailId: text,
	zuid: maybeId,
	type: text,
});

const contact = v.object({
	...person.entries,
	account: v.nullish(v.object({ id: maybeId, accountName: text })),
});

/** A ticket: of `/tickets`, `/tickets/search` or by id. Lists leave much of it out. */
export const ticketRow = v.object({
	id,
	ticketNumber: id,
	subject: text,
	status: text,
	statusType: text,
	priority: text,
	createdTime: time,
	modifiedTime: time,
	dueDate: time,
	isOverDue: flag,
	isEscalated: flag,
	isTrashed: flag,
	isDeleted: flag,
	isSpam: flag,
	customerResponseTime: time,
	email: text,
	departmentId: maybeId,
	department: v.nullish(v.object({ id, name: text })),
	contactId: maybeId,
	contact: v.nullish(contact),
	assigneeId: maybeId,
	assignee: v.nullish(person),
	webUrl: text,
});
export type TicketRow = v.InferOutput<typeof ticketRow>;

/** What has to be asked for with a list or a ticket by id; search brings it along. */
export const RELATED = "contacts,assignee,departments";

export const ticketList = v.object({ data: v.array(ticketRow), count });

const attachments = v.nullish(v.array(v.unknown()));

/** One thread or comment, told apart by `type`; also a thread read by itself, which has no `type`. */
export const conversationRow = v.object({
	id,
	type: text,
	// threads
	direction: text,
	visibility: text,
	status: text,
	summary: text,
	plainText: text,
	author: v.nullish(person),
	createdTime: time,
	attachmentCount: count,
	isDescriptionThread: flag,
	// comments
	isPublic: flag,
	commenter: v.nullish(person),
	commenterId: maybeId,
	commentedTime: time,
	attachments,
	// both
	content: text,
	contentType: text,
});
export type ConversationRow = v.InferOutput<typeof conversationRow>;

export const conversationList = v.object({ data: v.array(conversationRow) });

export const mentionList = v.object({
	data: v.array(v.object({ mention: v.nullish(v.array(person)) })),
});

export const organizationList = v.object({
	data: v.array(
		v.object({
			id,
			companyName: text,
			portalName: text,
			alias: text,
			edition: text,
			isAdminInOrg: flag,
			isDefault: flag,
			portalURL: text,
		}),
	),
});
export type OrganizationRow = v.InferOutput<typeof organizationList>["data"][number];

export const myInfo = v.object({
	...person.entries,
	id,
	status: text,
	isConfirmed: flag,
	rolePermissionType: text,
	profile: v.nullish(v.object({ type: text, lightAgentProfile: flag })),
	langCode: text,
});
export type MyInfo = v.InferOutput<typeof myInfo>;

export const departmentList = v.object({ data: v.array(v.object({ id, name: text })) });

export const agentList = v.object({
	data: v.array(v.object({ ...person.entries, id, rolePermissionType: text })),
});

export const errorBody = v.object({
	errorCode: text,
	errors: v.nullish(v.array(v.object({ fieldName: text, errorType: text }))),
});

/** The accounts server answers a refusal with status 200 as well: success is an access token. */
export const tokenAnswer = v.object({
	access_token: v.optional(v.pipe(v.string(), v.nonEmpty())),
	refresh_token: v.nullish(v.pipe(v.string(), v.nonEmpty())),
	expires_in: count,
	scope: text,
	error: text,
});

export type PersonRow = v.InferOutput<typeof person>;

function toCount(digits: string): number | null {
	return /^\d{1,15}$/.test(digits) ? Number(digits) : null;
}
