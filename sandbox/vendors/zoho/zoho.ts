import type { Clock, Vendor } from "../../vendor.ts";
import { createAccounts } from "./accounts.ts";
import { createApi } from "./api.ts";
import { createControl, type ZohoControl } from "./control.ts";
import { createDeskControl, type ZohoDeskControl } from "./control-desk.ts";
import { createDirectoryControl, type ZohoDirectoryControl } from "./control-directory.ts";
import { createDirectory } from "./directory.ts";
import { createGrants } from "./grants.ts";
import { createJournal } from "./journal.ts";
import { createLimits, type Throttle } from "./limits.ts";
import { seedMailboxes, seedRatings } from "./seed-desk.ts";
import { DEPARTMENTS, ORGANIZATIONS, seedAgents, seedContacts } from "./seed-people.ts";
import { seedTickets } from "./seed-tickets.ts";
import { createIds, type SimActor, type SimAgent, type SimWebhook, type ZohoState } from "./state.ts";
import type { TokenTimes } from "./webhook-signer.ts";
import { createWebhooks, type Deliver, type SimDelivery, type WebhookTrouble } from "./webhooks.ts";

/** Zoho Desk with its accounts server, and what the playground and the tests can do with them beside the API. */
export interface ZohoSimulator extends Vendor, ZohoControl, ZohoDeskControl, ZohoDirectoryControl {
	readonly name: "zoho";
	/** Called after every change of a ticket. Returns the way to stop. */
	subscribe(listener: () => void): () => void;
	/** Every access token is refused from now on; refresh tokens stay good. */
	expireAccessTokens(): void;
	/** The person of this agent takes every consent back. */
	revokeAll(agentId: string): void;
	setRole(agentId: string, role: SimAgent["role"]): void;
	/** Access tokens made from refresh tokens so far. */
	refreshCount(): number;
	/** Every code and token ever made, to look for them where they must not be. */
	issuedTokens(): string[];
	/** The next calls are refused with 429. */
	throttle(throttle: Throttle): void;
	/** Credits left for the day. */
	setCredits(credits: number): void;
	/** What goes wrong with webhooks from now on, until the next reset. */
	setWebhookTrouble(trouble: WebhookTrouble): void;
	/** How webhooks' tokens write their times. */
	setTokenTimes(times: TokenTimes): void;
	/** Every delivery that was made, as it was answered. */
	deliveries(): SimDelivery[];
	webhooks(): SimWebhook[];
	/** Resolves when no webhook is under way. */
	settle(): Promise<void>;
}

export interface ZohoOptions {
	clock: Clock;
	/** To the app: webhooks. Without it nothing is delivered and no address answers. */
	deliver?: Deliver;
	/** How long a delivery may take. */
	answerLimitMs?: number;
}

/** Every data centre answers; the seeded account lives in one of them, and the others know nobody. */
const HOST = /^(accounts|desk)\.(?:zoho\.(?:com|eu|in|com\.au|jp|sa|com\.cn|sg|ae|uk)|zohocloud\.ca)$/;

export function createZoho({ clock, deliver, answerLimitMs }: ZohoOptions): ZohoSimulator {
	let state = seed(clock.now());
	const listeners = new Set<() => void>();
	const current = () => state;
	const webhooks = createWebhooks({
		state: current,
		clock,
		deliver,
		...(answerLimitMs === undefined ? {} : { answerLimitMs }),
	});
	const journal = createJournal({ state: current, clock, tell: webhooks.tell });
	journal.begin();
	const announce = () => {
		for (const listener of listeners) listener();
	};
	const changed = (by: SimActor) => {
		journal.note(by);
		announce();
	};
	const grants = createGrants(clock);
	const limits = createLimits();
	const accounts = createAccounts(current, grants);
	const api = createApi({ state: current, grants, limits, clock, changed, webhooks });

	return {
		name: "zoho",
		...createControl(current, clock, changed),
		...createDeskControl(current, clock, changed),
		...createDirectoryControl(current, clock),
		ownsHost: (host) => HOST.test(host),
		async fetch(request) {
			const kind = HOST.exec(new URL(request.url).host)?.[1];
			if (!kind) return new Response("not a host of Zoho Desk", { status: 421 });
			return kind === "accounts" ? accounts.fetch(request) : api.fetch(request);
		},
		reset() {
			state = seed(clock.now());
			grants.reset();
			limits.reset();
			webhooks.reset();
			journal.begin();
			announce();
		},
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		expireAccessTokens: grants.expireAccessTokens,
		revokeAll(agentId) {
			const zuid = state.agents.find(({ id }) => id === agentId)?.zuid;
			if (zuid) grants.revokeAll(zuid);
		},
		setRole(agentId, role) {
			const agent = state.agents.find(({ id }) => id === agentId);
			if (agent) agent.role = role;
		},
		refreshCount: grants.refreshCount,
		issuedTokens: grants.issuedTokens,
		throttle: limits.setThrottle,
		setCredits: limits.setCredits,
		setWebhookTrouble: webhooks.setTrouble,
		setTokenTimes: webhooks.setTokenTimes,
		deliveries: webhooks.deliveries,
		webhooks: () => state.webhooks.map((webhook) => ({ ...webhook })),
		settle: webhooks.settle,
	};
}

function seed(now: number): ZohoState {
	const contacts = seedContacts();
	const state: ZohoState = {
		organizations: [...ORGANIZATIONS],
		departments: [...DEPARTMENTS],
		agents: seedAgents(),
		contacts,
		directory: createDirectory(contacts),
		tickets: new Map(),
		mailboxes: seedMailboxes(),
		uploads: new Map(),
		ratings: seedRatings(now),
		ratingsNameTickets: false,
		historyShowsBoth: false,
		webhooks: [],
		outbox: [],
		nextId: createIds(),
	};
	seedTickets(state, now);
	return state;
}
