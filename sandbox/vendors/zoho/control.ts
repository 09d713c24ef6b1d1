import type { Clock } from "../../vendor.ts";
import {
	type SimAgent,
	type SimItem,
	type SimTicket,
	statusTypeOf,
	textWithNames,
	toHtml,
	type ZohoState,
} from "./state.ts";

/** How long after its creation search finds a ticket. */
const INDEX_DELAY = 5_000;

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
	assignee: string | null;
	assigneeId: string | null;
	department: string;
	departmentId: string;
	updatedAt: number;
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

/** Acting as people of the desk, without its API. */
export function createControl(state: () => ZohoState, clock: Clock, changed: () => void) {
	function find(ticketId: string): SimTicket {
		const { tickets } = state();
		const ticket = tickets.get(ticketId) ?? [...tickets.values()].find(({ number }) => number === ticketId);
		if (!ticket) throw new Error(`no ticket ${ticketId} in the simulated Zoho Desk`);
		return ticket;
	}

	/** Any of a person's agent records will do: the one of the ticket's organisation acts. */
	function requireAgent(agentId: string, orgId: string): SimAgent {
		const { agents } = state();
		const zuid = agents.find(({ id }) => id === agentId)?.zuid;
		const agent = agents.find((one) => one.zuid === zuid && one.orgId === orgId);
		if (!agent) throw new Error(`no agent ${agentId} in organisation ${orgId}`);
		return agent;
	}

	function addItem(
		ticket: SimTicket,
		text: string,
		by: Pick<SimItem, "kind" | "agentId" | "isPublic">,
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

	function setStatus(ticket: SimTicket, status: string): void {
		ticket.status = status;
		ticket.closedAt = statusTypeOf(status) === "Closed" ? clock.now() : null;
	}

	function touch(ticket: SimTicket): PanelTicket {
		ticket.modifiedAt = clock.now();
		changed();
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
		/** A customer's answer reopens a closed ticket. */
		actAsCustomer({ ticketId, text }: { ticketId: string; text: string }): PanelTicket {
			const ticket = find(ticketId);
			addItem(ticket, text, { kind: "thread", agentId: null, isPublic: true });
			if (statusTypeOf(ticket.status) === "Closed") setStatus(ticket, "Open");
			return touch(ticket);
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
			if (status !== undefined) setStatus(ticket, status);
			if (assigneeId !== undefined) {
				ticket.assigneeId = assigneeId === null ? null : requireAgent(assigneeId, ticket.orgId).id;
			}
			if (priority !== undefined) ticket.priority = priority;
			if (departmentId !== undefined) ticket.departmentId = departmentId;
			return touch(ticket);
		},
		createTicket(input: NewTicket): PanelTicket {
			const { tickets, contacts, departments, organizations, nextId } = state();
			const department = departments.find(({ id }) => id === input.departmentId) ?? departments[0];
			const orgId = department?.orgId ?? organizations[0]?.id ?? "";
			const now = clock.now();
			const numbers = [...tickets.values()]
				.filter((one) => one.orgId === orgId)
				.map((one) => Number(one.number));
			const ticket: SimTicket = {
				id: nextId(),
				number: String(Math.max(0, ...numbers) + 1),
				orgId,
				subject: input.subject,
				status: "Open",
				priority: input.priority ?? null,
				departmentId: department?.id ?? "",
				contact: contacts.find(({ email }) => email === input.contactEmail) ?? contacts[0] ?? null,
				assigneeId: input.assigneeId ?? null,
				createdAt: now,
				modifiedAt: now,
				dueAt: null,
				closedAt: null,
				indexedAt: now + INDEX_DELAY,
				items: [],
			};
			addItem(ticket, input.text, { kind: "thread", agentId: null, isPublic: true });
			tickets.set(ticket.id, ticket);
			return touch(ticket);
		},
	};
}

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
		assignee: state.agents.find((agent) => agent.id === assigneeId)?.name ?? null,
		assigneeId,
		department: state.departments.find((department) => department.id === departmentId)?.name ?? "",
		departmentId,
		updatedAt: modifiedAt,
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
