import type {
	Agent,
	Message,
	PriorityLevel,
	StatusCategory,
	Ticket,
	TicketPriority,
	TicketSummary,
} from "../../core/ticket.ts";
import type { DeskIdentity } from "../help-desk.ts";
import { ticketUrl } from "./address.ts";
import type {
	ZendeskComment,
	ZendeskCurrentUser,
	ZendeskSideloads,
	ZendeskTicket,
	ZendeskUser,
} from "./schema.ts";

const CATEGORIES: ReadonlyMap<string, StatusCategory> = new Map([
	["new", "new"],
	["open", "open"],
	["pending", "pending"],
	["hold", "on_hold"],
	["solved", "solved"],
	["closed", "closed"],
	["deleted", "closed"],
]);

const PRIORITIES: readonly PriorityLevel[] = ["urgent", "high", "normal", "low"];

const ROLE_TYPE_LIGHT_AGENT = 1;
const ROLE_TYPE_CONTRIBUTOR = 3;

/** Subjects are optional in Zendesk; its own console then shows the beginning of the first message. */
const SUBJECT_FROM_DESCRIPTION = 80;

export interface MapContext {
	address: string;
	now: number;
}

export function toTicketSummary(
	ticket: ZendeskTicket,
	sideloads: ZendeskSideloads,
	{ address, now }: MapContext,
): TicketSummary {
	const category = toCategory(ticket.status);
	return {
		id: ticket.id,
		number: ticket.id,
		subject: toSubject(ticket),
		url: ticketUrl({ address }, ticket.id),
		status: { category, label: null },
		priority: toPriority(ticket.priority),
		department: findNamed(ticket.group_id, sideloads.groups),
		assignee: findPerson(ticket.assignee_id, sideloads.users),
		requester: findPerson(ticket.requester_id, sideloads.users),
		createdAt: ticket.created_at,
		updatedAt: ticket.updated_at,
		dueAt: ticket.due_at,
		overdue: isPastDue(ticket, category, now),
	};
}

export function toTicket(
	ticket: ZendeskTicket,
	sideloads: ZendeskSideloads,
	lastMessage: Message | null,
	context: MapContext,
): Ticket {
	return {
		...toTicketSummary(ticket, sideloads, context),
		organization: findNamed(ticket.organization_id, sideloads.organizations),
		lastMessage,
	};
}

export function toMessage(comment: ZendeskComment, users: readonly ZendeskUser[]): Message {
	const author = users.find(({ id }) => id === comment.author_id);
	return {
		id: comment.id,
		kind: toMessageKind(comment, author),
		author: author?.name || null,
		text: comment.plain_body ?? comment.body ?? "",
		createdAt: comment.created_at,
		attachments: comment.attachments?.length ?? 0,
	};
}

/** A comment that isn't marked public is treated as internal: the mistake that shows nothing to anybody. */
function toMessageKind(comment: ZendeskComment, author: ZendeskUser | undefined): Message["kind"] {
	if (comment.public !== true) return "comment";
	return author?.role === "agent" || author?.role === "admin" ? "outgoing" : "incoming";
}

export function toAgent({ id, name, email }: Pick<ZendeskUser, "id" | "name" | "email">): Agent {
	return { id, name: nameOr(name, id), email };
}

/** null for the anonymous person that a missing credential is answered with. */
export function toIdentity(user: ZendeskCurrentUser): DeskIdentity | null {
	if (user.id === null) return null;
	const isStaff = user.role === "agent" || user.role === "admin";
	const isUsable = user.active !== false && user.suspended !== true;
	return {
		agentId: user.id,
		name: nameOr(user.name, user.id),
		email: user.email,
		isAdmin: user.role === "admin" && isUsable,
		isAgent: isStaff && isUsable,
		commentsOnly:
			user.only_private_comments === true ||
			user.role_type === ROLE_TYPE_LIGHT_AGENT ||
			user.role_type === ROLE_TYPE_CONTRIBUTOR,
		locale: user.locale,
	};
}

/** A status this code doesn't know is shown as open rather than hidden. */
export function toCategory(status: string): StatusCategory {
	return CATEGORIES.get(status) ?? "open";
}

export function toPriorityLevel(priority: string): PriorityLevel | null {
	return PRIORITIES.find((known) => known === priority) ?? null;
}

export function toPriority(priority: string | null): TicketPriority | null {
	if (priority === null) return null;
	const level = toPriorityLevel(priority);
	return level ? { level, label: null } : { level: null, label: priority };
}

function toSubject({ subject, raw_subject, description }: ZendeskTicket): string {
	const given = subject?.trim() || raw_subject?.trim();
	if (given) return given;
	const firstLine = description?.trim().split("\n")[0] ?? "";
	return [...firstLine].slice(0, SUBJECT_FROM_DESCRIPTION).join("");
}

function isPastDue({ type, due_at }: ZendeskTicket, category: StatusCategory, now: number): boolean {
	return type === "task" && due_at !== null && due_at < now && category !== "solved" && category !== "closed";
}

/** A record that wasn't sideloaded (deleted, or out of the person's sight) keeps its id: something is there. */
function findNamed(
	id: string | null,
	list: readonly { id: string; name: string }[],
): { id: string; name: string } | null {
	if (id === null) return null;
	return { id, name: nameOr(list.find((record) => record.id === id)?.name, id) };
}

function findPerson(id: string | null, users: readonly ZendeskUser[]): Agent | null {
	if (id === null) return null;
	const user = users.find((candidate) => candidate.id === id);
	return user ? toAgent(user) : { id, name: nameOr("", id), email: null };
}

/** A name to show, whatever there is. */
export function nameOr(name: string | undefined, id: string): string {
	return name?.trim() || `#${id}`;
}
