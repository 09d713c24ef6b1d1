/** State → the JSON the vendor's documents describe. */
import { ZOHO_ACCOUNT } from "../../seed/accounts.ts";
import { fieldsOf, layoutIdOf } from "./fields.ts";
import {
	answeredAt,
	isOverdue,
	type SimContact,
	type SimTicket,
	statusTypeOf,
	type ZohoState,
} from "./state.ts";

const DESK = `https://desk.zoho.${ZOHO_ACCOUNT.dataCentre}`;

export const iso = (at: number): string => new Date(at).toISOString();
const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at));

const agentOf = (state: ZohoState, id: string | null) =>
	state.agents.find((agent) => agent.id === id) ?? null;
const threadsOf = (ticket: SimTicket) =>
	ticket.items.filter((item) => item.kind === "thread" && !item.isDraft);
const commentsOf = (ticket: SimTicket) => ticket.items.filter((item) => item.kind === "comment");

export function webUrlOf(state: ZohoState, ticket: SimTicket): string {
	return consoleUrlOf(state, ticket.orgId, "Cases", ticket.id);
}

export function consoleUrlOf(
	state: ZohoState,
	orgId: string,
	module: "Cases" | "Contacts" | "Accounts",
	id: string,
): string {
	const portal = state.organizations.find((organization) => organization.id === orgId)?.portal ?? "";
	return `${DESK}/support/${portal}/ShowHomePage.do#${module}/dv/${id}`;
}

/** What every view of a ticket has. */
function commonTicket(state: ZohoState, ticket: SimTicket) {
	return {
		id: ticket.id,
		ticketNumber: ticket.number,
		subject: ticket.subject,
		status: ticket.status,
		statusType: statusTypeOf(ticket.status),
		priority: ticket.priority,
		channel: "Email",
		email: ticket.contact?.email ?? null,
		phone: null,
		createdTime: iso(ticket.createdAt),
		closedTime: isoOrNull(ticket.closedAt),
		onholdTime: statusTypeOf(ticket.status) === "On Hold" ? iso(ticket.modifiedAt) : null,
		dueDate: isoOrNull(ticket.dueAt),
		responseDueDate: null,
		customerResponseTime: iso(answeredAt(ticket)),
		departmentId: ticket.departmentId,
		contactId: ticket.contact?.id ?? null,
		accountId: ticket.contact?.account?.id ?? null,
		productId: null,
		assigneeId: ticket.assigneeId,
		teamId: null,
		threadCount: String(threadsOf(ticket).length),
		commentCount: String(commentsOf(ticket).length),
		webUrl: webUrlOf(state, ticket),
	};
}

export function presentListRow(state: ZohoState, ticket: SimTicket, include: Set<string>) {
	const last = threadsOf(ticket).at(-1);
	return {
		...commonTicket(state, ticket),
		language: "English",
		lastThread: last
			? { channel: "EMAIL", isDraft: false, isForward: false, direction: last.direction }
			: null,
		...related(state, ticket, include),
	};
}

export function presentTicket(state: ZohoState, ticket: SimTicket, include: Set<string>, now: number) {
	return {
		...commonTicket(state, ticket),
		...details(ticket, now),
		language: ticket.details.language ?? "English",
		isTrashed: ticket.isTrashed,
		isDeleted: false,
		isResponseOverdue: false,
		taskCount: "0",
		approvalCount: "0",
		timeEntryCount: "0",
		attachmentCount: String(ticket.items.flatMap((item) => item.attachments).length),
		tagCount: String(ticket.tags.length),
		followerCount: "0",
		isFollowing: false,
		layoutDetails: { id: layoutIdOf(ticket.departmentId), layoutName: "Standard" },
		source: { type: "SYSTEM", appName: null, extId: null, permalink: null, appPhotoURL: null },
		...related(state, ticket, include),
	};
}

/** What a write answers: the ticket without its relations, and without what only reading adds. */
export function presentWrittenTicket(state: ZohoState, ticket: SimTicket, now: number) {
	const { tagCount, followerCount, isFollowing, ...written } = presentTicket(state, ticket, new Set(), now);
	return written;
}

export function presentSearchRow(state: ZohoState, ticket: SimTicket, now: number) {
	const assignee = agentOf(state, ticket.assigneeId);
	return {
		...commonTicket(state, ticket),
		...details(ticket, now),
		language: "English",
		department: presentDepartmentName(state, ticket),
		contact: ticket.contact && presentContact(ticket.contact),
		// Search says `emailId` and the Zoho user id where lists say `email`.
		assignee: assignee && {
			id: assignee.id,
			firstName: assignee.firstName,
			lastName: assignee.lastName,
			emailId: assignee.email,
			zuid: assignee.zuid,
			photoURL: null,
		},
		team: null,
		product: null,
	};
}

function details(ticket: SimTicket, now: number) {
	return {
		description: ticket.items[0]?.html ?? null,
		modifiedTime: iso(ticket.modifiedAt),
		isOverDue: isOverdue(ticket, now),
		isEscalated: ticket.isEscalated || ticket.status === "Escalated",
		isSpam: false,
		isArchived: false,
		category: ticket.details.category ?? null,
		subCategory: ticket.details.subCategory ?? null,
		classification: ticket.details.classification ?? null,
		resolution: ticket.details.resolution ?? null,
		slaId: null,
		layoutId: layoutIdOf(ticket.departmentId),
		sharedDepartments: [],
		secondaryContacts: [],
		entitySkills: [],
		cf: ticket.cf,
		customFields: Object.fromEntries(
			fieldsOf(ticket.departmentId).flatMap(({ apiName, label }) => {
				const value = ticket.cf[apiName];
				return value === undefined ? [] : [[label, value]];
			}),
		),
	};
}

function related(state: ZohoState, ticket: SimTicket, include: Set<string>) {
	const assignee = agentOf(state, ticket.assigneeId);
	return {
		...(include.has("contacts") ? { contact: ticket.contact && presentContact(ticket.contact) } : {}),
		...(include.has("assignee")
			? {
					assignee: assignee && {
						id: assignee.id,
						firstName: assignee.firstName,
						lastName: assignee.lastName,
						email: assignee.email,
						photoURL: null,
					},
				}
			: {}),
		...(include.has("departments") ? { department: presentDepartmentName(state, ticket) } : {}),
		...(include.has("team") ? { team: null } : {}),
		...(include.has("products") ? { product: null } : {}),
		...(include.has("isRead") ? { isRead: true } : {}),
	};
}

function presentDepartmentName(state: ZohoState, ticket: SimTicket) {
	const department = state.departments.find(({ id }) => id === ticket.departmentId);
	return department ? { id: department.id, name: department.name } : null;
}

function presentContact(contact: SimContact) {
	return {
		id: contact.id,
		firstName: contact.firstName,
		lastName: contact.lastName,
		email: contact.email,
		phone: null,
		mobile: null,
		type: null,
		account: contact.account && {
			id: contact.account.id,
			accountName: contact.account.name,
			website: contact.account.website,
		},
	};
}
