import type { AgentAction, DeskPanel, DeskTicketDetail } from "../../../../sandbox/playground/desk-panel.ts";

export interface FakeDesk extends DeskPanel {
	readonly actions: (AgentAction | { ticketId: string; text: string })[];
}

export function createFakeDesk(count = 3): FakeDesk {
	const listeners = new Set<() => void>();
	const actions: FakeDesk["actions"] = [];
	const tickets = Array.from({ length: count }, (_, index) => buildTicket(index));
	const changed = () => {
		for (const listener of listeners) listener();
	};
	const find = (id: string) => tickets.find((ticket) => ticket.id === id) ?? null;
	return {
		actions,
		choices: {
			statuses: ["new", "open", "pending", "solved"],
			priorities: ["urgent", "high", "normal", "low"],
		},
		people: () => [
			{ id: "381204417", name: "Mina Kato", role: "admin" },
			{ id: "381204418", name: "Alex Berg", role: "agent" },
			{ id: "381204421", name: "Sam Doyle", role: "end-user" },
		],
		tickets: () => tickets,
		ticket: find,
		actAsCustomer(input) {
			actions.push(input);
			const author = find(input.ticketId)?.requester ?? null;
			find(input.ticketId)?.messages.push({ author, kind: "incoming", text: input.text, at: Date.now() });
			changed();
		},
		actAsAgent(input) {
			if (input.status === "solved" && input.agentId === "381204418") {
				throw new Error("Only an administrator may solve this ticket.");
			}
			actions.push(input);
			const ticket = find(input.ticketId);
			if (ticket && input.status) ticket.status = input.status;
			if (ticket && input.priority) ticket.priority = input.priority;
			if (ticket && input.text) {
				const kind = input.public ? "outgoing" : "comment";
				ticket.messages.push({ author: "Mina Kato", kind, text: input.text, at: Date.now() });
			}
			changed();
		},
		happen({ ticketId, happeningId }) {
			if (!find(ticketId)?.happenings.some(({ id }) => id === happeningId)) {
				throw new Error("That does not happen to this ticket.");
			}
			actions.push({ ticketId, text: happeningId });
			changed();
		},
		openTicket({ subject }) {
			const ticket = { ...buildTicket(tickets.length), subject };
			tickets.unshift(ticket);
			changed();
			return ticket.id;
		},
		loseWebhooks(count) {
			actions.push({ ticketId: "", text: `lose ${count}` });
		},
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
}

const SUBJECTS = [
	"Printer on the third floor stops after two pages and blinks orange",
	"請求書の宛名を変更したい",
	"Refund for order 55810 — <script>alert(1)</script> & *bold*",
];
const STATUSES = ["open", "new", "pending", "solved"];

function buildTicket(index: number): DeskTicketDetail {
	const number = String(1042 + index);
	const at = Date.now() - 3_600_000 * (index + 2);
	return {
		id: number,
		number,
		subject: SUBJECTS[index % SUBJECTS.length] ?? "",
		status: STATUSES[index % STATUSES.length] ?? "open",
		requester: index % 2 ? "佐藤 恵" : "Bob Baker",
		organization: index % 2 ? null : "Globex KK",
		assignee: index % 3 ? "Alex Berg" : null,
		assigneeId: index % 3 ? "381204418" : null,
		department: "Support",
		priority: index % 2 ? "high" : null,
		happenings: [{ id: "overdue", kind: "overdue", name: null, isPolled: true }],
		messages: [
			{
				author: "Bob Baker",
				kind: "incoming",
				text: "It stops after two pages.\nThen it blinks orange & beeps <b>twice</b>.",
				at,
			},
			{
				author: "Alex Berg",
				kind: "comment",
				text: "Same model as last month, see #988.",
				at: at + 600_000,
			},
			{
				author: "Alex Berg",
				kind: "outgoing",
				text: "Thanks, Bob. Could you send a photo of the panel?",
				at: at + 900_000,
			},
		],
	};
}
