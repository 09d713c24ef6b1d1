/** What the playground needs of a simulated desk: its tickets, and the people who act on them. */
export interface DeskPanel {
	/** What a ticket's status and priority may be set to, in the desk's own labels. */
	readonly choices: { statuses: readonly string[]; priorities: readonly string[] };
	people(): DeskPerson[];
	/** Newest change first. */
	tickets(): DeskTicketRow[];
	ticket(id: string): DeskTicketDetail | null;
	actAsCustomer(input: { ticketId: string; text: string }): void | Promise<void>;
	/** Throws with a sentence for the person when the desk refuses. */
	actAsAgent(input: AgentAction): void | Promise<void>;
	/** One of the ticket's `happenings`. `agentId`: who moves it along, where somebody does. */
	happen(input: { ticketId: string; happeningId: string; agentId: string }): void | Promise<void>;
	/** A customer writes to the desk. Answers the new ticket's id. */
	openTicket(input: { subject: string; text: string }): string | Promise<string>;
	/** So many of the next webhooks never arrive. */
	loseWebhooks(count: number): void;
	/** Mails the desk sent for this ticket, oldest first; absent: this desk keeps none. */
	outbox?(ticketId: string): DeskMail[];
	/** Called after every change of a ticket. Returns the way to stop. */
	subscribe(listener: () => void): () => void;
}

export interface DeskPerson {
	id: string;
	name: string;
	/** The desk's own word, such as `admin` or `agent`; who cannot be assigned a ticket has `end-user`. */
	role: string;
}

export interface DeskTicketRow {
	id: string;
	number: string;
	subject: string;
	status: string;
	requester: string | null;
	assignee: string | null;
	department: string | null;
}

export interface DeskTicketDetail extends DeskTicketRow {
	/** The requester's. */
	organization: string | null;
	priority: string | null;
	assigneeId: string | null;
	/** Oldest first. */
	messages: DeskMessage[];
	/** What may happen to it now, beside what people write and set. */
	happenings: DeskHappening[];
}

export interface DeskHappening {
	id: string;
	kind: "rated_good" | "rated_ok" | "rated_bad" | "overdue" | "escalated" | "transition";
	/** A transition's own name. */
	name: string | null;
	/** No webhook tells of it: it is found by the next poll. */
	isPolled: boolean;
}

export interface DeskMessage {
	author: string | null;
	kind: "incoming" | "outgoing" | "comment";
	text: string;
	/** Milliseconds since 1970. */
	at: number;
}

/** What a customer finds in their mailbox. */
export interface DeskMail {
	from: string;
	to: readonly string[];
	cc: readonly string[];
	subject: string;
	text: string;
	/** Milliseconds since 1970. */
	at: number;
	attachments: readonly string[];
}

/** Only what is given changes. `assigneeId: null` takes the ticket from whoever has it. */
export interface AgentAction {
	ticketId: string;
	agentId: string;
	text?: string;
	public?: boolean;
	status?: string;
	assigneeId?: string | null;
	priority?: string;
}
