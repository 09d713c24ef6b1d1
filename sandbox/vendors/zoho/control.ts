import type { Clock } from "../../vendor.ts";
import { blueprintOf } from "./blueprints.ts";
import { contactOf } from "./journal.ts";
import { addNewTicket } from "./new-ticket.ts";
import {
	type SimActor,
	type SimAgent,
	type SimItem,
	type SimMail,
	type SimTicket,
	setStatus,
	statusTypeOf,
	textWithNames,
	toHtml,
	type ZohoState,
} from "./state.ts";

export interface PanelPerson {
	id: string;
	name: string;
	email: string;
	role: SimAgent["role"];
	orgId: string;
}

export interface PanelTicket {
	id: string;
	number: string;
	orgId: string;
	subject: string;
	status: string;
	priority: string | null;
	requester: string | null;
	requesterId: string | null;
	organization: string | null;
	assignee: string | null;
	assigneeId: string | null;
	department: string;
	departmentId: string;
	updatedAt: number;
	tags: string[];
	/** The blueprint the ticket is in, by its name. */
	blueprint: string | null;
}

export interface PanelMessage {
	author: string;
	kind: "customer" | "reply" | "comment";
	text: string;
	at: number;
}

export interface AgentAction {
	/** Id or number. */
	ticketId: string;
	agentId: string;
	text?: string;
	/** Answer the customer (default) or comment. */
	public?: boolean;
	status?: string;
	assigneeId?: string | null;
	priority?: string | null;
	departmentId?: string;
}

export interface NewTicket {
	subject: string;
	text: string;
	departmentId?: string;
	contactEmail?: string;
	priority?: string | null;
	assigneeId?: string | null;
}

/** What a customer's mail program adds: other people, another address to answer. */
export interface MailHeaders {
	from?: string;
	replyTo?: string;
	cc?: string;
	canReply?: boolean;
}

/** Acting as people of the desk, without its API. */
export function createControl(state: () => ZohoState, clock: Clock, changed: (by: SimActor) => void) {
	const find = (ticketId: string) => findTicket(state(), ticketId);
	const requireAgent = (agentId: string, orgId: string) => findAgent(state(), agentId, orgId);

	function addItem(
		ticket: SimTicket,
		text: string,
		by: Pick<SimItem, "kind" | "agentId" | "isPublic"> & MailHeaders,
	): void {
		const direction = by.agentId === null ? "in" : "out";
		const id = state().nextId();
		const at = clock.now();
		ticket.items.push({
			...by,
			id,
			direction,
			isDraft: false,
			text,
			html: toHtml(text),
			at,
			attachments: [],
		});
	}

	function touch(ticket: SimTicket, by: SimActor): PanelTicket {
		ticket.modifiedAt = clock.now();
		changed(by);
		return toPanelTicket(state(), ticket);
	}

	return {
		people: (): PanelPerson[] =>
			state().agents.map(({ id, name, email, role, orgId }) => ({ id, name, email, role, orgId })),
		tickets: (): PanelTicket[] =>
			[...state().tickets.values()]
				.sort((a, b) => b.modifiedAt - a.modifiedAt)
				.map((ticket) => toPanelTicket(state(), ticket)),
		ticket(ticketId: string): PanelTicket & { messages: PanelMessage[] } {
			const ticket = find(ticketId);
			const messages = ticket.items
				.filter(({ isDraft }) => !isDraft)
				.map((item) => toPanelMessage(state(), ticket, item));
			return { ...toPanelTicket(state(), ticket), messages };
		},
		/** Mails that left for customers, of one ticket (id or number) or all; oldest first. */
		outbox(ticketId?: string): SimMail[] {
			const { outbox } = state();
			if (ticketId === undefined) return [...outbox];
			const { id } = find(ticketId);
			return outbox.filter((mail) => mail.ticketId === id);
		},
		/** A customer's answer reopens a closed ticket. */
		actAsCustomer({
			ticketId,
			text,
			...headers
		}: { ticketId: string; text: string } & MailHeaders): PanelTicket {
			const ticket = find(ticketId);
			addItem(ticket, text, { kind: "thread", agentId: null, isPublic: true, ...headers });
			if (statusTypeOf(ticket.status) === "Closed") setStatus(ticket, "Open", clock.now());
			return touch(ticket, contactOf(ticket));
		},
		actAsAgent(action: AgentAction): PanelTicket {
			const ticket = find(action.ticketId);
			const agent = requireAgent(action.agentId, ticket.orgId);
			const isPublic = action.public ?? true;
			const { text, status, assigneeId, priority, departmentId } = action;
			const changes = [status, assigneeId, priority, departmentId].some((value) => value !== undefined);
			if (agent.role === "light" && (changes || (text && isPublic))) {
				throw new Error("a light agent may only write comments");
			}
			if (text) addItem(ticket, text, { kind: isPublic ? "thread" : "comment", agentId: agent.id, isPublic });
			if (status !== undefined) setStatus(ticket, status, clock.now());
			if (assigneeId !== undefined) {
				ticket.assigneeId = assigneeId === null ? null : requireAgent(assigneeId, ticket.orgId).id;
			}
			if (priority !== undefined) ticket.priority = priority;
			if (departmentId !== undefined) ticket.departmentId = departmentId;
			return touch(ticket, agentActor(agent));
		},
		createTicket(input: NewTicket): PanelTicket {
			const { contacts, departments, organizations } = state();
			const department = departments.find(({ id }) => id === input.departmentId) ?? departments[0];
			const orgId = department?.orgId ?? organizations[0]?.id ?? "";
			const ticket = addNewTicket(state(), clock.now(), {
				orgId,
				subject: input.subject,
				priority: input.priority ?? null,
				departmentId: department?.id ?? "",
				contact: contacts.find(({ email }) => email === input.contactEmail) ?? contacts[0] ?? null,
				assigneeId: input.assigneeId ?? null,
			});
			addItem(ticket, input.text, { kind: "thread", agentId: null, isPublic: true });
			return touch(ticket, contactOf(ticket));
		},
	};
}

/** By id or number. */
export function findTicket({ tickets }: ZohoState, ticketId: string): SimTicket {
	const ticket = tickets.get(ticketId) ?? [...tickets.values()].find(({ number }) => number === ticketId);
	if (!ticket) throw new Error(`no ticket ${ticketId} in the simulated Zoho Desk`);
	return ticket;
}

/** Any of a person's agent records will do: the one of the ticket's organisation acts. */
export function findAgent({ agents }: ZohoState, agentId: string, orgId: string): SimAgent {
	const zuid = agents.find(({ id }) => id === agentId)?.zuid;
	const agent = agents.find((one) => one.zuid === zuid && one.orgId === orgId);
	if (!agent) throw new Error(`no agent ${agentId} in organisation ${orgId}`);
	return agent;
}

export const agentActor = ({ id, name }: SimAgent): SimActor => ({ type: "Agent", id, name });

function toPanelTicket(state: ZohoState, ticket: SimTicket): PanelTicket {
	const { id, number, orgId, subject, status, priority, assigneeId, departmentId, modifiedAt } = ticket;
	return {
		id,
		number,
		orgId,
		subject,
		status,
		priority,
		requester: customerName(ticket),
		requesterId: ticket.contact?.id ?? null,
		organization: ticket.contact?.account?.name ?? null,
		assignee: state.agents.find((agent) => agent.id === assigneeId)?.name ?? null,
		assigneeId,
		department: state.departments.find((department) => department.id === departmentId)?.name ?? "",
		departmentId,
		updatedAt: modifiedAt,
		tags: ticket.tags.map(({ name }) => name),
		blueprint: blueprintOf(ticket)?.name ?? null,
	};
}

function toPanelMessage(state: ZohoState, ticket: SimTicket, item: SimItem): PanelMessage {
	const agent = state.agents.find(({ id }) => id === item.agentId);
	return {
		author: agent?.name ?? customerName(ticket) ?? "Customer",
		kind: item.kind === "comment" ? "comment" : agent ? "reply" : "customer",
		text: textWithNames(state, item),
		at: item.at,
	};
}

function customerName({ contact }: SimTicket): string | null {
	return contact ? [contact.firstName, contact.lastName].filter(Boolean).join(" ") : null;
}

export type ZohoControl = ReturnType<typeof createControl>;
