import type { ZendeskCommentView, ZendeskTicketView } from "./simulator.ts";
import type { Account, CommentRecord, TicketRecord } from "./state.ts";

const NOBODY = { name: "?", role: "end-user" } as const;

export function toTicketView(account: Account, ticket: TicketRecord): ZendeskTicketView {
	const { id, status, priority, type, createdAt, updatedAt, dueAt } = ticket;
	return {
		id,
		subdomain: account.subdomain,
		subject: ticket.subject ?? "",
		status,
		priority,
		type,
		requester: {
			id: ticket.requesterId,
			name: account.users.get(ticket.requesterId)?.name ?? NOBODY.name,
			organization: account.organizations.get(ticket.organizationId ?? 0)?.name ?? null,
		},
		assignee: findNamed(account.users, ticket.assigneeId),
		group: findNamed(account.groups, ticket.groupId),
		createdAt,
		updatedAt,
		dueAt,
	};
}

export function toCommentView(account: Account, comment: CommentRecord): ZendeskCommentView {
	const { name, role } = account.users.get(comment.authorId) ?? NOBODY;
	return {
		id: comment.id,
		author: { id: comment.authorId, name, role },
		public: comment.public,
		text: comment.body,
		createdAt: comment.createdAt,
		attachments: comment.attachments.map(({ fileName }) => fileName),
	};
}

function findNamed(records: ReadonlyMap<number, { id: number; name: string }>, id: number | null) {
	const record = id === null ? undefined : records.get(id);
	return record ? { id: record.id, name: record.name } : null;
}
