/** The vendor's words → ours. Nothing behind this file knows Zoho's. */
import type {
	Agent,
	PriorityLevel,
	Requester,
	StatusCategory,
	Ticket,
	TicketPriority,
	TicketStatus,
	TicketSummary,
} from "../../core/ticket.ts";
import type { DeskIdentity, Portal } from "../help-desk.ts";
import type { MyInfo, OrganizationRow, PersonRow, TicketRow } from "./schema.ts";

/** What a row alone doesn't tell. */
export interface RowContext {
	now: number;
	/** Where "Open" leads when a ticket comes without an address we may link to. */
	homeUrl: string;
}

export function toTicketSummary(row: TicketRow, { now, homeUrl }: RowContext): TicketSummary {
	const status = toStatus(row);
	const dueAt = toTime(row.dueDate);
	const isPast = dueAt !== null && dueAt < now && status.category !== "closed";
	return {
		id: row.id,
		number: row.ticketNumber,
		subject: row.subject ?? "",
		url: row.webUrl?.startsWith("https://") ? row.webUrl : homeUrl,
		status,
		priority: toPriority(row.priority),
		department: row.department ? { id: row.department.id, name: row.department.name ?? "" } : null,
		assignee: toAssignee(row),
		requester: toRequester(row),
		createdAt: toTime(row.createdTime) ?? 0,
		updatedAt: toTime(row.modifiedTime),
		dueAt,
		// Lists don't carry the flag.
		overdue: row.isOverDue ?? isPast,
	};
}

export function toTicket(row: TicketRow, context: RowContext, lastMessage: Ticket["lastMessage"]): Ticket {
	const account = row.contact?.account;
	return {
		...toTicketSummary(row, context),
		organization: account?.id && account.accountName ? { id: account.id, name: account.accountName } : null,
		lastMessage,
	};
}

/** `statusType` is one of three; the label is the portal's own and may be anything. */
export function toStatus(row: Pick<TicketRow, "status" | "statusType">): TicketStatus {
	const type = (row.statusType ?? row.status ?? "").replaceAll(" ", "").toLowerCase();
	const category: StatusCategory = type === "closed" ? "closed" : type === "onhold" ? "on_hold" : "open";
	return { category, label: row.status || null };
}

const LEVELS: Readonly<Record<string, PriorityLevel>> = {
	urgent: "urgent",
	critical: "urgent",
	緊急: "urgent",
	high: "high",
	高: "high",
	medium: "normal",
	normal: "normal",
	中: "normal",
	low: "low",
	低: "low",
};

export function toPriority(label: string | null | undefined): TicketPriority | null {
	const text = label?.trim();
	// The vendor's placeholder for "none" in pick lists.
	if (!text || text === "-None-") return null;
	const known = text.toLowerCase();
	return { level: Object.hasOwn(LEVELS, known) ? (LEVELS[known] ?? null) : null, label: text };
}

function toAssignee(row: TicketRow): Agent | null {
	const id = row.assignee?.id ?? row.assigneeId;
	if (!id) return null;
	return { id, name: nameOf(row.assignee) ?? "", email: emailOf(row.assignee) };
}

function toRequester(row: TicketRow): Requester | null {
	const id = row.contact?.id ?? row.contactId;
	if (!id) return null;
	const email = emailOf(row.contact) ?? row.email ?? null;
	return { id, name: nameOf(row.contact) ?? email ?? "", email };
}

export function toAgent(row: PersonRow & { id: string }): Agent {
	return { id: row.id, name: nameOf(row) ?? "", email: emailOf(row) };
}

export function toPortal(row: OrganizationRow, deskHost: string): Portal {
	const name = row.companyName || row.alias || row.portalName || row.id;
	const url = row.portalURL?.startsWith("https://") ? row.portalURL : `https://${deskHost}/`;
	return { id: row.id, name, url, edition: row.edition ?? null };
}

/** `isAdminInOrg`: what the list of organisations says; null when it wasn't asked. */
export function toIdentity(row: MyInfo, isAdminInOrg: boolean | null): DeskIdentity {
	return {
		agentId: row.id,
		name: nameOf(row) ?? emailOf(row) ?? row.id,
		email: emailOf(row),
		isAdmin: hasAdminRole(row) || isAdminInOrg === true,
		isAgent: (row.status ?? "ACTIVE") === "ACTIVE" && row.isConfirmed !== false,
		commentsOnly: row.rolePermissionType === "Light" || row.profile?.type === "LIGHT",
		locale: row.langCode?.replaceAll("_", "-") || null,
	};
}

export function hasAdminRole(row: MyInfo): boolean {
	return row.rolePermissionType === "Admin" || row.profile?.type === "ADMIN";
}

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** The vendor keeps first and last name apart; in Japanese, Chinese and Korean the family name comes first. */
export function nameOf(row: Partial<PersonRow> | null | undefined): string | null {
	const [first, last] = [row?.firstName?.trim(), row?.lastName?.trim()];
	const parts = CJK.test(`${first}${last}`) ? [last, first] : [first, last];
	return row?.name?.trim() || parts.filter(Boolean).join(" ") || null;
}

export function emailOf(row: Partial<PersonRow> | null | undefined): string | null {
	return row?.email || row?.emailId || null;
}

/** null for absent or unreadable times. */
export function toTime(value: string | number | null | undefined): number | null {
	if (typeof value === "number") return value;
	if (!value) return null;
	const time = /^\d{10,16}$/.test(value) ? Number(value) : Date.parse(value);
	return Number.isNaN(time) ? null : time;
}
