import type { Clock } from "../../vendor.ts";
import { recordBreach, recordMetrics } from "./metric-events.ts";
import type { Account, TicketRecord, WebhookRecord } from "./state.ts";
import {
	createWebhookDelivery,
	type Invocation,
	type WebhookDelivery,
	type WebhookTrouble,
} from "./webhook-delivery.ts";
import { buildWebhookEvents } from "./webhook-events.ts";
import type { Deliver } from "./webhook-sender.ts";

/** What can be done with webhooks, service levels and ratings from outside the API. */
export interface HearingControl {
	/** Oldest first. */
	webhooks(subdomain?: string): WebhookView[];
	/** What goes wrong with the next deliveries, and how many webhooks the account may have. */
	setWebhooks(trouble: WebhookTrouble & { limit?: number | null }, subdomain?: string): void;
	/** Switches a webhook off, as an administrator or the vendor may. */
	setWebhookStatus(id: string, status: "active" | "inactive", subdomain?: string): void;
	/** Every attempt since the last reset, in the order of their answers. */
	invocations(): Invocation[];
	/** Resolves when no webhook is under way. */
	settle(): Promise<void>;
	/** A promise of the ticket's service level is broken now. */
	breachSla(ticketId: number, subdomain?: string): void;
	/** The requester answers "How was it?". */
	rate(ticketId: number, score: "good" | "bad", comment?: string, subdomain?: string): void;
	/** How many tickets one page of an export has. */
	setExportPageSize(size: number): void;
}

export interface WebhookView {
	id: string;
	name: string;
	status: "active" | "inactive";
	endpoint: string;
	subscriptions: string[];
	secret: string;
}

export interface Hearing {
	control: HearingControl;
	/** A ticket was written: history, service levels and webhooks follow. */
	noteChange(account: Account, ticket: TicketRecord, by: number): void;
	delivery: WebhookDelivery;
}

export interface HearingOptions {
	clock: Clock;
	deliver: Deliver | undefined;
	accountOf: (subdomain?: string) => Account;
	accounts: () => Iterable<Account>;
	/** As after any other change. */
	tell: (account: Account, ticket: TicketRecord, by: number) => void;
}

export function createHearing(options: HearingOptions): Hearing {
	const { clock, deliver, accountOf, accounts, tell } = options;
	const delivery = createWebhookDelivery(clock, deliver);

	return {
		delivery,
		noteChange(account, ticket, by) {
			const change = account.history.record(ticket, by, clock.now());
			if (!change) return;
			recordMetrics(account, ticket, change);
			delivery.send(account, buildWebhookEvents(account, ticket, change));
		},
		control: {
			webhooks: (subdomain) => [...accountOf(subdomain).webhooks.values()].map(toView),
			setWebhooks({ limit, ...trouble }, subdomain) {
				if (limit !== undefined) accountOf(subdomain).maxWebhooks = limit;
				delivery.setTrouble(trouble);
			},
			setWebhookStatus(id, status, subdomain) {
				const webhook = accountOf(subdomain).webhooks.get(id);
				if (!webhook) throw new RangeError(`no webhook ${id}`);
				webhook.status = status;
			},
			invocations: delivery.invocations,
			settle: delivery.settle,
			breachSla(ticketId, subdomain) {
				const account = accountOf(subdomain);
				recordBreach(account, requireTicket(account, ticketId), clock.now());
			},
			rate(ticketId, score, comment, subdomain) {
				const account = accountOf(subdomain);
				const ticket = requireTicket(account, ticketId);
				rateTicket(account, ticket, { score, comment: comment ?? null, at: clock.now() });
				tell(account, ticket, ticket.requesterId);
			},
			setExportPageSize(size) {
				for (const account of accounts()) account.exportPageSize = size;
			},
		},
	};
}

/** Answers the offer that is open for the ticket; without one, a rating is made. */
function rateTicket(
	account: Account,
	ticket: TicketRecord,
	{ score, comment, at }: { score: "good" | "bad"; comment: string | null; at: number },
): void {
	const offer = account.ratings.findLast(
		(rating) => rating.ticketId === ticket.id && rating.score === "offered",
	);
	const highest = Math.max(31_000, ...account.ratings.map(({ id }) => id));
	const rating = offer ?? {
		id: highest + 1,
		ticketId: ticket.id,
		requesterId: ticket.requesterId,
		assigneeId: ticket.assigneeId,
		groupId: ticket.groupId,
		score,
		createdAt: at,
	};
	Object.assign(rating, { score, comment, updatedAt: at });
	if (!offer) account.ratings.push(rating);
	ticket.satisfaction = { id: rating.id, score, comment };
	ticket.updatedAt = at;
}

function requireTicket(account: Account, ticketId: number): TicketRecord {
	const ticket = account.tickets.get(ticketId);
	if (!ticket) throw new RangeError(`no ticket ${ticketId}`);
	return ticket;
}

function toView({ id, name, status, endpoint, subscriptions, secret }: WebhookRecord): WebhookView {
	return { id, name, status, endpoint, subscriptions: [...subscriptions], secret };
}
