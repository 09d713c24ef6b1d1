import type { Clock, Vendor } from "../../vendor.ts";
import { createAccounts } from "./accounts.ts";
import { createApi } from "./api.ts";
import { createControl, type ZohoControl } from "./control.ts";
import { createGrants } from "./grants.ts";
import { createLimits, type Throttle } from "./limits.ts";
import { seedMailboxes, seedRatings } from "./seed-desk.ts";
import { DEPARTMENTS, ORGANIZATIONS, seedAgents, seedContacts } from "./seed-people.ts";
import { seedTickets } from "./seed-tickets.ts";
import { createIds, type ZohoState } from "./state.ts";

/** Zoho Desk with its accounts server, and what the playground and the tests can do with them beside the API. */
export interface ZohoSimulator extends Vendor, ZohoControl {
	readonly name: "zoho";
	/** Called after every change of a ticket. Returns the way to stop. */
	subscribe(listener: () => void): () => void;
	/** Every access token is refused from now on; refresh tokens stay good. */
	expireAccessTokens(): void;
	/** The person of this agent takes every consent back. */
	revokeAll(agentId: string): void;
	/** Access tokens made from refresh tokens so far. */
	refreshCount(): number;
	/** Every code and token ever made, to look for them where they must not be. */
	issuedTokens(): string[];
	/** The next calls are refused with 429. */
	throttle(throttle: Throttle): void;
	/** Credits left for the day. */
	setCredits(credits: number): void;
}

/** Every data centre answers; the seeded account lives in one of them, and the others know nobody. */
const HOST = /^(accounts|desk)\.(?:zoho\.(?:com|eu|in|com\.au|jp|sa|com\.cn|sg|ae|uk)|zohocloud\.ca)$/;

export function createZoho({ clock }: { clock: Clock }): ZohoSimulator {
	let state = seed(clock.now());
	const listeners = new Set<() => void>();
	const changed = () => {
		for (const listener of listeners) listener();
	};
	const grants = createGrants(clock);
	const limits = createLimits();
	const accounts = createAccounts(() => state, grants);
	const api = createApi({ state: () => state, grants, limits, clock, changed });

	return {
		name: "zoho",
		...createControl(() => state, clock, changed),
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
			changed();
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
		refreshCount: grants.refreshCount,
		issuedTokens: grants.issuedTokens,
		throttle: limits.setThrottle,
		setCredits: limits.setCredits,
	};
}

function seed(now: number): ZohoState {
	const state: ZohoState = {
		organizations: [...ORGANIZATIONS],
		departments: [...DEPARTMENTS],
		agents: seedAgents(),
		contacts: seedContacts(),
		tickets: new Map(),
		mailboxes: seedMailboxes(),
		uploads: new Map(),
		ratings: seedRatings(now),
		outbox: [],
		nextId: createIds(),
	};
	seedTickets(state, now);
	return state;
}
