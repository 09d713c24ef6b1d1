import type { DeskPanel, DeskTicketRow } from "../playground/desk-panel.ts";
import { ZENDESK_ACCOUNT, ZOHO_ACCOUNT } from "../seed/accounts.ts";
import type { AgentAction, ZendeskSimulator, ZendeskTicketView } from "../vendors/zendesk/simulator.ts";
import type { PanelTicket } from "../vendors/zoho/control.ts";
import type { ZohoSimulator } from "../vendors/zoho/zoho.ts";

/** The simulated desks as the playground shows them: ids are text, and each shows its main account. */

type ZendeskStatus = NonNullable<AgentAction["status"]>;
type ZendeskPriority = NonNullable<AgentAction["priority"]>;

const ZENDESK_STATUSES: readonly ZendeskStatus[] = ["new", "open", "pending", "hold", "solved"];
const ZENDESK_PRIORITIES: readonly ZendeskPriority[] = ["low", "normal", "high", "urgent"];

function pick<T extends string>(known: readonly T[], value: string): T {
	const found = known.find((one) => one === value);
	if (!found) throw new Error(`“${value}” is not one of ${known.join(", ")}`);
	return found;
}

export function toZendeskPanel(zendesk: ZendeskSimulator): DeskPanel {
	const toRow = ({ id, subject, status, requester, assignee, group }: ZendeskTicketView): DeskTicketRow => ({
		id: String(id),
		number: String(id),
		subject,
		status,
		requester: requester.name,
		assignee: assignee?.name ?? null,
		department: group?.name ?? null,
	});
	return {
		choices: { statuses: ZENDESK_STATUSES, priorities: ZENDESK_PRIORITIES },
		people: () => zendesk.people().map(({ id, name, role }) => ({ id: String(id), name, role })),
		tickets: () => zendesk.tickets(ZENDESK_ACCOUNT.subdomain).map(toRow),
		ticket(id) {
			const ticket = zendesk.ticket(Number(id));
			if (!ticket) return null;
			return {
				...toRow(ticket),
				priority: ticket.priority,
				assigneeId: ticket.assignee ? String(ticket.assignee.id) : null,
				messages: ticket.comments.map(({ author, text, createdAt, public: isPublic }) => ({
					author: author.name,
					kind: author.role === "end-user" ? "incoming" : isPublic ? "outgoing" : "comment",
					text,
					at: createdAt,
				})),
			};
		},
		actAsCustomer({ ticketId, text }) {
			zendesk.actAsCustomer({ ticketId: Number(ticketId), text });
		},
		actAsAgent({ ticketId, agentId, text, public: isPublic, status, assigneeId, priority }) {
			zendesk.actAsAgent({
				ticketId: Number(ticketId),
				agentId: Number(agentId),
				...(text === undefined ? {} : { text }),
				...(isPublic === undefined ? {} : { public: isPublic }),
				...(status === undefined ? {} : { status: pick(ZENDESK_STATUSES, status) }),
				...(assigneeId === undefined ? {} : { assigneeId: assigneeId === null ? null : Number(assigneeId) }),
				...(priority === undefined ? {} : { priority: pick(ZENDESK_PRIORITIES, priority) }),
			});
		},
		outbox: (id) =>
			zendesk.outbox(ZENDESK_ACCOUNT.subdomain).filter(({ ticketId }) => String(ticketId) === id),
		subscribe: (listener) => zendesk.subscribe(() => listener()),
	};
}

const ZOHO_KINDS = { customer: "incoming", reply: "outgoing", comment: "comment" } as const;

export function toZohoPanel(zoho: ZohoSimulator): DeskPanel {
	const toRow = (ticket: PanelTicket): DeskTicketRow => {
		const { id, number, subject, status, requester, assignee, department } = ticket;
		return { id, number, subject, status, requester, assignee, department };
	};
	return {
		choices: {
			statuses: ["Open", "On Hold", "Escalated", "Waiting on parts", "Closed"],
			priorities: ["Low", "Medium", "High"],
		},
		people: () =>
			zoho
				.people()
				.filter(({ orgId }) => orgId === ZOHO_ACCOUNT.orgId)
				.map(({ id, name, role }) => ({ id, name, role })),
		tickets: () =>
			zoho
				.tickets()
				.filter(({ orgId }) => orgId === ZOHO_ACCOUNT.orgId)
				.map(toRow),
		ticket(id) {
			const found = zoho.tickets().find((ticket) => ticket.id === id);
			if (!found) return null;
			const ticket = zoho.ticket(id);
			return {
				...toRow(ticket),
				priority: ticket.priority,
				assigneeId: ticket.assigneeId,
				messages: ticket.messages.map(({ author, kind, text, at }) => {
					return { author, kind: ZOHO_KINDS[kind], text, at };
				}),
			};
		},
		actAsCustomer(input) {
			zoho.actAsCustomer(input);
		},
		actAsAgent(input) {
			zoho.actAsAgent(input);
		},
		outbox: (id) => zoho.outbox(id),
		subscribe: (listener) => zoho.subscribe(listener),
	};
}
