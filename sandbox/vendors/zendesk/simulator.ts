import { ZENDESK_ACCOUNT } from "../../seed/accounts.ts";
import type { Clock, Vendor } from "../../vendor.ts";
import { createAccounts } from "./accounts.ts";
import { openTicket, replyAsCustomer, workAsAgent } from "./actions.ts";
import { createZendeskApp } from "./app.ts";
import { createDirectoryControl, type DirectoryControl } from "./directory/control.ts";
import { createHearing, type HearingControl } from "./hearing.ts";
import type {
	Account,
	MailRecord,
	Role,
	TicketPriority,
	TicketRecord,
	TicketStatus,
	TicketType,
} from "./state.ts";
import { toCommentView, toTicketView } from "./views.ts";
import type { Deliver } from "./webhook-sender.ts";

/** What the playground and the tests can do with the simulated Zendesk, beside its API. */
export interface ZendeskSimulator extends Vendor, HearingControl, DirectoryControl {
	readonly name: "zendesk";
	/** Everybody of an account, administrators and agents first. */
	people(subdomain?: string): ZendeskPerson[];
	groups(subdomain?: string): { id: number; name: string }[];
	/** Answers its id. */
	addGroup(name: string, subdomain?: string): number;
	/** Newest change first. */
	tickets(subdomain?: string): ZendeskTicketView[];
	ticket(id: number, subdomain?: string): ZendeskTicketDetails | null;
	actAsCustomer(action: CustomerAction): ZendeskTicketView;
	actAsAgent(action: AgentAction): ZendeskTicketView;
	createTicket(input: NewTicket): ZendeskTicketView;
	/** Called after every change of a ticket, and after a reset. Returns the way to stop. */
	subscribe(listener: (change: ZendeskChange) => void): () => void;
	/** Every access token of every account ends now; refresh tokens live on. */
	expireAccessTokens(): void;
	/** The person's sign-ins all end, refresh tokens too. */
	revokeAll(agentId: number): void;
	refreshCount(): number;
	/** Every code, access and refresh token ever handed out since the last reset. */
	issuedTokens(): string[];
	/** Requests per minute and account, until the next reset. */
	setRateLimit(perMinute: number): void;
	/** What customers were mailed by public comments, oldest first. */
	outbox(subdomain?: string): MailRecord[];
	/** Who gets copies of a ticket's public comments. */
	setCopies(ticketId: number, userIds: number[], subdomain?: string): void;
	/** null: a person who is only known by phone. */
	setEmail(userId: number, email: string | null, subdomain?: string): void;
	/** A suspended person's token goes on living, but opens nothing. */
	setSuspended(agentId: number, suspended: boolean): void;
	/** In every account that knows the person. */
	setRole(agentId: number, role: Role): void;
}

export interface ZendeskChange {
	subdomain: string;
	/** null: everything (a reset). */
	ticketId: number | null;
	kind: "created" | "replied" | "changed" | "reset";
}

export interface CustomerAction {
	subdomain?: string;
	ticketId: number;
	text: string;
}

export interface AgentAction {
	subdomain?: string;
	ticketId: number;
	agentId: number;
	text?: string;
	/** A light agent's comment is internal whatever this says. */
	public?: boolean;
	status?: TicketStatus;
	assigneeId?: number | null;
	priority?: TicketPriority | null;
	groupId?: number | null;
}

export interface NewTicket {
	subdomain?: string;
	subject: string;
	text: string;
	/** Somebody unknown becomes an end user. */
	requester: { email: string; name?: string };
	groupId?: number | null;
	assigneeId?: number | null;
	priority?: TicketPriority | null;
	type?: TicketType | null;
	dueAt?: number | null;
}

export interface ZendeskPerson {
	id: number;
	name: string;
	email: string;
	role: Role;
	groups: number[];
	organization: string | null;
}

export interface ZendeskTicketView {
	id: number;
	subdomain: string;
	subject: string;
	status: TicketStatus;
	priority: TicketPriority | null;
	type: TicketType | null;
	requester: { id: number; name: string; organization: string | null };
	assignee: { id: number; name: string } | null;
	group: { id: number; name: string } | null;
	createdAt: number;
	updatedAt: number;
	dueAt: number | null;
}

export interface ZendeskCommentView {
	id: number;
	author: { id: number; name: string; role: Role };
	public: boolean;
	text: string;
	createdAt: number;
	attachments: string[];
}

export interface ZendeskTicketDetails extends ZendeskTicketView {
	/** Oldest first. */
	comments: ZendeskCommentView[];
}

const HOST = /^([a-z0-9-]+)\.zendesk\.com$/;

/** The vendor itself, where no person is behind a change. */
const SYSTEM = -1;

export interface ZendeskOptions {
	clock: Clock;
	/** Where webhooks go; without it nobody is told. */
	deliver?: Deliver;
}

export function createZendesk({ clock, deliver }: ZendeskOptions): ZendeskSimulator {
	const app = createZendeskApp();
	const listeners = new Set<(change: ZendeskChange) => void>();
	let accounts = createAccounts(clock);

	function accountOf(subdomain: string = ZENDESK_ACCOUNT.subdomain): Account {
		const account = accounts.get(subdomain);
		if (!account) throw new RangeError(`no account ${subdomain}`);
		return account;
	}

	function accountAt(host: string): Account | undefined {
		return accounts.get(HOST.exec(host)?.[1] ?? "");
	}

	const hearing = createHearing({
		clock,
		deliver,
		accountOf,
		accounts: () => accounts.values(),
		tell: (account, ticket, by) => void tell(account, ticket, "changed", by),
	});

	function tell(
		account: Account,
		ticket: TicketRecord,
		kind: ZendeskChange["kind"],
		by: number,
	): ZendeskTicketView {
		hearing.noteChange(account, ticket, by);
		for (const listener of listeners) listener({ subdomain: account.subdomain, ticketId: ticket.id, kind });
		return toTicketView(account, ticket);
	}

	return {
		...hearing.control,
		...createDirectoryControl(accountOf, clock),
		name: "zendesk",
		ownsHost: (host) => accountAt(host) !== undefined,
		async fetch(request) {
			const url = new URL(request.url);
			const account = accountAt(url.hostname);
			if (!account) return new Response("No help desk at this address", { status: 404 });
			const told = (ticket: TicketRecord, kind: "created" | "replied" | "changed", by: number) =>
				void tell(account, ticket, kind, by);
			return app.fetch(withoutJsonSuffix(request, url), { account, clock, tell: told });
		},
		reset() {
			hearing.delivery.clear();
			accounts = createAccounts(clock);
			for (const { subdomain } of accounts.values()) {
				for (const listener of listeners) listener({ subdomain, ticketId: null, kind: "reset" });
			}
		},
		async tick() {
			for (const { directory } of accounts.values()) directory.jobs.settle();
			await hearing.delivery.tick();
		},
		people(subdomain) {
			const { users, organizations } = accountOf(subdomain);
			const staffFirst = [...users.values()].sort(
				(a, b) => Number(a.role === "end-user") - Number(b.role === "end-user"),
			);
			return staffFirst.map(({ id, name, email, role, groups, organizationId }) => {
				const organization = organizations.get(organizationId ?? 0)?.name ?? null;
				return { id, name, email, role, groups: [...groups], organization };
			});
		},
		addGroup(name, subdomain) {
			const { groups } = accountOf(subdomain);
			const id = Math.max(...groups.keys()) + 1;
			groups.set(id, { id, name, createdAt: clock.now() });
			return id;
		},
		groups: (subdomain) => [...accountOf(subdomain).groups.values()].map(({ id, name }) => ({ id, name })),
		tickets(subdomain) {
			const account = accountOf(subdomain);
			return [...account.tickets.values()]
				.sort((a, b) => b.updatedAt - a.updatedAt || b.id - a.id)
				.map((ticket) => toTicketView(account, ticket));
		},
		ticket(id, subdomain) {
			const account = accountOf(subdomain);
			const ticket = account.tickets.get(id);
			if (!ticket) return null;
			const comments = ticket.comments.map((comment) => toCommentView(account, comment));
			return { ...toTicketView(account, ticket), comments };
		},
		actAsCustomer(action) {
			const account = accountOf(action.subdomain);
			const ticket = replyAsCustomer(account, clock, action);
			return tell(account, ticket, "replied", ticket.requesterId);
		},
		actAsAgent(action) {
			const account = accountOf(action.subdomain);
			const ticket = workAsAgent(account, clock, action);
			return tell(account, ticket, action.text ? "replied" : "changed", action.agentId);
		},
		createTicket(input) {
			const account = accountOf(input.subdomain);
			const ticket = openTicket(account, clock, input);
			return tell(account, ticket, "created", ticket.requesterId);
		},
		subscribe(listener) {
			listeners.add(listener);
			return () => void listeners.delete(listener);
		},
		expireAccessTokens() {
			for (const { tokens } of accounts.values()) tokens.expireAccessTokens();
		},
		revokeAll(agentId) {
			for (const { tokens } of accounts.values()) tokens.revokeAll(agentId);
		},
		refreshCount: () => [...accounts.values()].reduce((sum, { tokens }) => sum + tokens.refreshCount(), 0),
		issuedTokens: () => [...accounts.values()].flatMap(({ tokens }) => tokens.issued()),
		setRateLimit(perMinute) {
			for (const { rate } of accounts.values()) rate.setLimit(perMinute);
		},
		outbox: (subdomain) => accountOf(subdomain).outbox.map((mail) => ({ ...mail })),
		setCopies(ticketId, userIds, subdomain) {
			const account = accountOf(subdomain);
			const ticket = account.tickets.get(ticketId);
			if (!ticket) throw new RangeError(`no ticket ${ticketId}`);
			ticket.copyIds = [...userIds];
			ticket.updatedAt = clock.now();
			tell(account, ticket, "changed", SYSTEM);
		},
		setEmail(userId, email, subdomain) {
			const { users, directory } = accountOf(subdomain);
			const user = users.get(userId);
			if (!user) throw new RangeError(`no person ${userId}`);
			user.email = email ?? "";
			directory.lookup.noteUser(user);
		},
		setSuspended(agentId, suspended) {
			for (const { users } of accounts.values()) {
				const user = users.get(agentId);
				if (user) user.suspended = suspended;
			}
		},
		setRole(agentId, role) {
			for (const { users } of accounts.values()) {
				const user = users.get(agentId);
				if (user) user.role = role;
			}
		},
	};
}

/** `/tickets/1042.json` and `/tickets/1042` are the same. */
function withoutJsonSuffix(request: Request, url: URL): Request {
	if (!url.pathname.endsWith(".json")) return request;
	url.pathname = url.pathname.slice(0, -".json".length);
	return new Request(url, request);
}
