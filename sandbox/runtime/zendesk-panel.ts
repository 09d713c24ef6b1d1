import type { DeskHappening, DeskPanel, DeskTicketRow } from "../playground/desk-panel.ts";
import { ZENDESK_ACCOUNT } from "../seed/accounts.ts";
import type { AgentAction, ZendeskSimulator, ZendeskTicketView } from "../vendors/zendesk/simulator.ts";

type Status = NonNullable<AgentAction["status"]>;
type Priority = NonNullable<AgentAction["priority"]>;

const STATUSES: readonly Status[] = ["new", "open", "pending", "hold", "solved"];
const PRIORITIES: readonly Priority[] = ["low", "normal", "high", "urgent"];

function pick<T extends string>(known: readonly T[], value: string): T {
	const found = known.find((one) => one === value);
	if (!found) throw new Error(`“${value}” is not one of ${known.join(", ")}`);
	return found;
}

/** The simulated Zendesk as the playground shows it: ids are text, and it is the main account. */
export function toZendeskPanel(zendesk: ZendeskSimulator): DeskPanel {
	return {
		choices: { statuses: STATUSES, priorities: PRIORITIES },
		people: () => zendesk.people().map(({ id, name, role }) => ({ id: String(id), name, role })),
		tickets: () => zendesk.tickets(ZENDESK_ACCOUNT.subdomain).map(toRow),
		ticket(id) {
			const ticket = zendesk.ticket(Number(id));
			if (!ticket) return null;
			return {
				...toRow(ticket),
				organization: ticket.requester.organization,
				priority: ticket.priority,
				assigneeId: ticket.assignee ? String(ticket.assignee.id) : null,
				messages: ticket.comments.map(({ author, text, createdAt, public: isPublic }) => ({
					author: author.name,
					kind: author.role === "end-user" ? "incoming" : isPublic ? "outgoing" : "comment",
					text,
					at: createdAt,
				})),
				happenings: happeningsOf(ticket),
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
				...(status === undefined ? {} : { status: pick(STATUSES, status) }),
				...(assigneeId === undefined ? {} : { assigneeId: assigneeId === null ? null : Number(assigneeId) }),
				...(priority === undefined ? {} : { priority: pick(PRIORITIES, priority) }),
			});
		},
		happen({ ticketId, happeningId }) {
			const id = Number(ticketId);
			if (happeningId === "overdue") zendesk.breachSla(id);
			else if (happeningId === "good") zendesk.rate(id, "good");
			else if (happeningId === "bad") zendesk.rate(id, "bad");
			else throw new Error(`nothing called ${happeningId} happens to this ticket`);
		},
		openTicket({ subject, text }) {
			const [latest] = zendesk.people().filter(({ role, email }) => role === "end-user" && email !== "");
			const requester = { email: latest?.email ?? "customer@example.com" };
			return String(zendesk.createTicket({ subject, text, requester }).id);
		},
		loseWebhooks: (count) => zendesk.setWebhooks({ lose: count }),
		outbox: (id) =>
			zendesk.outbox(ZENDESK_ACCOUNT.subdomain).filter(({ ticketId }) => String(ticketId) === id),
		subscribe: (listener) => zendesk.subscribe(() => listener()),
	};
}

function toRow({ id, subject, status, requester, assignee, group }: ZendeskTicketView): DeskTicketRow {
	return {
		id: String(id),
		number: String(id),
		subject,
		status,
		requester: requester.name,
		assignee: assignee?.name ?? null,
		department: group?.name ?? null,
	};
}

/** Customers judge what was solved; a promise breaks while it is not. Zendesk knows no escalation. */
function happeningsOf({ status }: ZendeskTicketView): DeskHappening[] {
	if (status !== "solved" && status !== "closed") return [happening("overdue", "overdue")];
	return [happening("good", "rated_good"), happening("bad", "rated_bad")];
}

function happening(id: string, kind: DeskHappening["kind"]): DeskHappening {
	return { id, kind, name: null, isPolled: true };
}
