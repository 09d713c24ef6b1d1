import type { Account, TicketRecord, UserRecord } from "./state.ts";

export function maySee(user: UserRecord, ticket: TicketRecord): boolean {
	if (user.role === "end-user") return false;
	if (user.role === "admin" || !user.ownGroupsOnly) return true;
	return ticket.assigneeId === user.id || (ticket.groupId !== null && user.groups.includes(ticket.groupId));
}

export function visibleTickets(account: Account, user: UserRecord): TicketRecord[] {
	return [...account.tickets.values()].filter((ticket) => maySee(user, ticket));
}
