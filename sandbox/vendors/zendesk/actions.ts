import type { Clock } from "../../vendor.ts";
import type { AgentAction, CustomerAction, NewTicket } from "./simulator.ts";
import type { Account, TicketRecord, UserRecord } from "./state.ts";

/** New tickets stay out of search for this long, as with the vendor's index. */
const INDEX_DELAY_MS = 60_000;

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
	if (action.status !== undefined) ticket.status = action.status;
	// A ticket with an assignee is no longer new.
	if (ticket.status === "new" && ticket.assigneeId !== null) ticket.status = "open";
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
		dueAt: input.dueAt ?? null,
		channel: "email",
		createdAt: now,
		updatedAt: now,
		indexedAt: now + INDEX_DELAY_MS,
		comments: [],
	};
	account.tickets.set(ticket.id, ticket);
	addComment(account, clock, ticket, { authorId: requester.id, text: input.text, isPublic: true });
	return ticket;
}

function addComment(
	account: Account,
	clock: Clock,
	ticket: TicketRecord,
	{ authorId, text, isPublic }: { authorId: number; text: string; isPublic: boolean },
): void {
	ticket.comments.push({
		id: account.nextCommentId++,
		authorId,
		public: isPublic,
		body: text,
		attachments: [],
		createdAt: clock.now(),
	});
	ticket.updatedAt = clock.now();
}

function ensureRequester(account: Account, now: number, requester: NewTicket["requester"]): UserRecord {
	const email = requester.email.toLowerCase();
	const known = [...account.users.values()].find((user) => user.email === email);
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
