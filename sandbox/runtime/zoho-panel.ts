import type { DeskHappening, DeskPanel, DeskTicketRow } from "../playground/desk-panel.ts";
import { ZOHO_ACCOUNT } from "../seed/accounts.ts";
import type { Clock } from "../vendor.ts";
import type { PanelTicket } from "../vendors/zoho/control.ts";
import type { ZohoSimulator } from "../vendors/zoho/zoho.ts";

const KINDS = { customer: "incoming", reply: "outgoing", comment: "comment" } as const;
const RATINGS = { rated_good: "GOOD", rated_ok: "OK", rated_bad: "BAD" } as const;
const MINUTE_MS = 60_000;

/** The simulated Zoho Desk as the playground shows it: its main organisation. */
export function toZohoPanel(zoho: ZohoSimulator, clock: Clock): DeskPanel {
	const isOurs = ({ orgId }: { orgId: string }) => orgId === ZOHO_ACCOUNT.orgId;

	function happeningsOf({ id, status }: PanelTicket): DeskHappening[] {
		const moves = zoho.transitions(id).map((move): DeskHappening => {
			return { id: move.id, kind: "transition", name: move.name, isPolled: false };
		});
		const kinds =
			status === "Closed"
				? (["rated_good", "rated_ok", "rated_bad"] as const)
				: (["overdue", "escalated"] as const);
		const others = kinds.map((kind): DeskHappening => {
			return { id: kind, kind, name: null, isPolled: kind !== "escalated" };
		});
		return [...moves, ...others];
	}

	return {
		choices: {
			statuses: ["Open", "On Hold", "Escalated", "Waiting on parts", "Closed"],
			priorities: ["Low", "Medium", "High"],
		},
		people: () =>
			zoho
				.people()
				.filter(isOurs)
				.map(({ id, name, role }) => ({ id, name, role })),
		tickets: () => zoho.tickets().filter(isOurs).map(toRow),
		ticket(id) {
			const found = zoho.tickets().find((ticket) => ticket.id === id);
			if (!found) return null;
			const ticket = zoho.ticket(id);
			return {
				...toRow(ticket),
				organization: ticket.organization,
				priority: ticket.priority,
				assigneeId: ticket.assigneeId,
				messages: ticket.messages.map(({ author, kind, text, at }) => {
					return { author, kind: KINDS[kind], text, at };
				}),
				happenings: happeningsOf(ticket),
			};
		},
		actAsCustomer(input) {
			zoho.actAsCustomer(input);
		},
		actAsAgent(input) {
			zoho.actAsAgent(input);
		},
		happen({ ticketId, happeningId, agentId }) {
			if (happeningId === "overdue") zoho.setDueAt(ticketId, clock.now() - MINUTE_MS);
			else if (happeningId === "escalated") zoho.escalate(ticketId);
			else if (isRating(happeningId)) zoho.rate(ticketId, RATINGS[happeningId]);
			else zoho.performTransition(ticketId, happeningId, agentId);
		},
		openTicket: (input) => zoho.createTicket(input).id,
		loseWebhooks: (count) => zoho.setWebhookTrouble({ lose: count }),
		outbox: (id) => zoho.outbox(id),
		subscribe: (listener) => zoho.subscribe(listener),
	};
}

function isRating(id: string): id is keyof typeof RATINGS {
	return Object.hasOwn(RATINGS, id);
}

function toRow({ id, number, subject, status, requester, assignee, department }: PanelTicket): DeskTicketRow {
	return { id, number, subject, status, requester, assignee, department };
}
