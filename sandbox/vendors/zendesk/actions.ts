import type { Clock } from "../../vendor.ts";
import { addComment } from "./comments.ts";
import type { AgentAction, CustomerAction, NewTicket } from "./simulator.ts";
import type { Account, TicketRecord, UserRecord } from "./state.ts";
import { setStatus } from "./ticket-changes.ts";

/** New tickets stay out of search for this long, as with the vendor's index. */
export const INDEX_DELAY_MS = 60_000;

/** A reply by e-mail or in the help centre: it reopens what waited for the customer. */
export function replyAsCustomer(
	account: Account,
	clock: Clock,
	{ ticketId, text }: CustomerAction,
): TicketRecord {
	const ticket = requireTicket(account, ticketId);
	refuseClosed(ticket);
	addComment(account, clock, ticket, { authorId: ticket.requesterId, text, isPublic: true });
	if (["pending", "hold", "solved"].includes(ticket.status)) ticket.status = "open";
	return ticket;
}

export function workAsAgent(account: Account, clock: Clock, action: AgentAction): TicketRecord {
	const ticket = requireTicket(account, action.ticketId);
	const agent = requireAgent(account, action.agentId);
	refuseClosed(ticket);
	const isPublic = (action.public ?? true) && agent.role !== "light";
	if (action.text) addComment(account, clock, ticket, { authorId: agent.id, text: action.text, isPublic });
	if (action.groupId !== undefined) ticket.groupId = action.groupId;
	if (action.assigneeId !== undefined) ticket.assigneeId = action.assigneeId;
	if (action.priority !== undefined) ticket.priority = action.priority;
	setStatus(ticket, action.status ?? ticket.status, clock.now());
	ticket.updatedAt = clock.now();
	return ticket;
}

export function openTicket(account: Account, clock: Clock, input: NewTicket): TicketRecord {
	const now = clock.now();
	const requester = ensureRequester(account, now, input.requester);
	const ticket: TicketRecord = {
		id: account.nextTicketId++,
		subject: input.subject,
		status: input.assigneeId ? "open" : "new",
		priority: input.priority ?? null,
		type: input.type ?? null,
		requesterId: requester.id,
		assigneeId: input.assigneeId ?? null,
		groupId: input.groupId ?? null,
		organizationId: requester.organizationId,
		tags: [],
		customFields: new Map(),
		copyIds: [],
		followerIds: [],
		dueAt: input.dueAt ?? null,
		channel: "email",
		createdAt: now,
		updatedAt: now,
		solvedAt: null,
		indexedAt: now + INDEX_DELAY_MS,
		comments: [],
	};
	account.tickets.set(ticket.id, ticket);
	addComment(account, clock, ticket, { authorId: requester.id, text: input.text, isPublic: true });
	return ticket;
}

function ensureRequester(account: Account, now: number, requester: NewTicket["requester"]): UserRecord {
	const email = requester.email.toLowerCase();
	const known = account.users.get(account.directory.lookup.userByEmail(email) ?? 0);
	if (known) return known;
	const user: UserRecord = {
		id: account.nextUserId++,
		name: requester.name ?? email,
		email,
		role: "end-user",
		groups: [],
		ownGroupsOnly: true,
		organizationId: null,
		locale: "en-US",
		timeZone: "UTC",
		suspended: false,
		createdAt: now,
	};
	account.users.set(user.id, user);
	account.directory.lookup.noteUser(user);
	return user;
}

function requireTicket(account: Account, ticketId: number): TicketRecord {
	const ticket = account.tickets.get(ticketId);
	if (!ticket) throw new RangeError(`no ticket ${ticketId}`);
	return ticket;
}

function requireAgent(account: Account, agentId: number): UserRecord {
	const agent = account.users.get(agentId);
	if (!agent || agent.role === "end-user") throw new RangeError(`no agent ${agentId}`);
	return agent;
}

/** Closed is for ever: every later write is refused. */
function refuseClosed({ id, status }: TicketRecord): void {
	if (status === "closed") throw new RangeError(`ticket ${id}: closed prevents ticket update`);
}
