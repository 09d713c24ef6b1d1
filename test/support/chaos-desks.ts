import type { Sandbox } from "../../sandbox/runtime/sandbox.ts";
import { ZENDESK_ACCOUNT } from "../../sandbox/seed/accounts.ts";
import { ZENDESK_GROUPS, ZOHO_DEPARTMENTS } from "../../sandbox/seed/people.ts";

export type DeskName = "acme" | "globex" | "zoho";

export interface TicketChange {
	status?: string;
	priority?: string;
	/** null: nobody. */
	assignee?: string | null;
	department?: string;
}

/** A simulated desk as people use it; ids are text at all of them. */
export interface ChaosDesk {
	name: DeskName;
	/** The last one is mapped to no channel. */
	departments: string[];
	/** Who has not linked an account anywhere, or nobody. */
	strangers: (string | null)[];
	/** Who reads direct messages. */
	linked: string[];
	statuses: string[];
	priorities: string[];
	open(input: { subject: string; department: string }): string;
	customerWrites(ticketId: string, text: string): void;
	/** Whether the customer sees it. */
	agentWrites(ticketId: string, text: string, isPublic: boolean): void;
	change(ticketId: string, change: TicketChange): void;
	/** What the desk has by now. */
	show(ticketId: string): { assignee: string | null; department: string | null };
}

const MINA = 381204417;
const ALEX = 381204418;
const DANA = 482300001;
const OKADA = 482300002;

/** Everything the burst needs beyond the seed: departments for twenty channels, one without any at each desk. */
export function furnishDesks(sandbox: Sandbox): Record<DeskName, ChaosDesk> {
	const { zendesk, zoho } = sandbox;
	const { subdomain, otherSubdomain } = ZENDESK_ACCOUNT;
	const acme = [...Object.values(ZENDESK_GROUPS), ...addGroups(sandbox, subdomain, 2)].map(String);
	const globex = [
		...zendesk.groups(otherSubdomain).map(({ id }) => id),
		...addGroups(sandbox, otherSubdomain, 5),
	];
	const more = ["Returns", "Field service", "Archive"].map((name) =>
		zoho.addDepartment(name, ZOHO_DEPARTMENTS.support),
	);
	return {
		acme: {
			...zendeskDesk(sandbox, subdomain, ALEX),
			name: "acme",
			departments: acme,
			strangers: [String(ALEX), null],
			linked: [String(MINA)],
			statuses: ["open", "pending", "hold", "solved"],
		},
		globex: {
			...zendeskDesk(sandbox, otherSubdomain, OKADA),
			name: "globex",
			departments: globex.map(String),
			strangers: [String(OKADA), null],
			linked: [String(DANA)],
			statuses: ["open", "pending", "solved"],
		},
		zoho: { ...zohoDesk(sandbox), departments: [...Object.values(ZOHO_DEPARTMENTS), ...more] },
	};
}

function addGroups({ zendesk }: Sandbox, subdomain: string, count: number): number[] {
	return Array.from({ length: count }, (_, index) => zendesk.addGroup(`Line ${index + 1}`, subdomain));
}

function zendeskDesk({ zendesk }: Sandbox, subdomain: string, agentId: number) {
	return {
		priorities: ["low", "normal", "high", "urgent"],
		open: ({ subject, department }) => {
			const requester = { email: "rin@customer.example", name: "Rin Sato" };
			const groupId = Number(department);
			return String(zendesk.createTicket({ subdomain, subject, text: subject, requester, groupId }).id);
		},
		customerWrites: (id, text) => void zendesk.actAsCustomer({ subdomain, ticketId: Number(id), text }),
		agentWrites: (id, text, isPublic) =>
			void zendesk.actAsAgent({ subdomain, ticketId: Number(id), agentId, text, public: isPublic }),
		change: (id, { status, priority, assignee, department }) =>
			void zendesk.actAsAgent({
				subdomain,
				ticketId: Number(id),
				agentId,
				...(status === undefined ? {} : { status: status as "open" }),
				...(priority === undefined ? {} : { priority: priority as "low" }),
				...(assignee === undefined ? {} : { assigneeId: assignee === null ? null : Number(assignee) }),
				...(department === undefined ? {} : { groupId: Number(department) }),
			}),
		show: (id) => {
			const ticket = zendesk.ticket(Number(id), subdomain);
			return { assignee: toText(ticket?.assignee?.id), department: toText(ticket?.group?.id) };
		},
	} satisfies Partial<ChaosDesk>;
}

const toText = (id: number | undefined) => (id === undefined ? null : String(id));

function zohoDesk({ zoho }: Sandbox) {
	const agentId = "520000000099002";
	return {
		name: "zoho",
		strangers: [agentId, null],
		linked: ["520000000099001", "520000000099005"],
		statuses: ["Open", "Escalated", "On Hold", "Closed"],
		priorities: ["Low", "Medium", "High"],
		open: ({ subject, department }) =>
			zoho.createTicket({ subject, text: subject, departmentId: department }).id,
		customerWrites: (ticketId, text) => void zoho.actAsCustomer({ ticketId, text }),
		agentWrites: (ticketId, text, isPublic) =>
			void zoho.actAsAgent({ ticketId, agentId, text, public: isPublic }),
		change: (ticketId, { assignee, department, ...rest }) =>
			void zoho.actAsAgent({
				ticketId,
				agentId,
				...rest,
				...(assignee === undefined ? {} : { assigneeId: assignee }),
				...(department === undefined ? {} : { departmentId: department }),
			}),
		show: (ticketId) => {
			const { assigneeId, departmentId } = zoho.ticket(ticketId);
			return { assignee: assigneeId, department: departmentId };
		},
	} satisfies Partial<ChaosDesk>;
}
