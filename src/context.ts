import type { Config } from "./config.ts";
import { createDb, createReads, type Db, type Statements } from "./db/client.ts";
import type { BearerToken, DeskProvider, ProviderName, TokenGrant } from "./desk/help-desk.ts";
import { zendesk } from "./desk/zendesk/provider.ts";
import { zoho } from "./desk/zoho/provider.ts";
import type { Job } from "./jobs/messages.ts";
import { createSealer, randomToken, type Sealer } from "./lib/crypto.ts";
import type { CallOptions } from "./lib/http.ts";
import { createLogger, type Logger } from "./lib/log.ts";
import { createSlackClient, type SlackClient } from "./slack/client.ts";

/** What a verb needs of the world. Built once per request, job or object call, here and nowhere else. */
export interface Context {
	config: Config;
	/** The primary: every write, and every read that a refusal stands on. */
	db: Db;
	/** Possibly a replica, arbitrarily late: the reads of the hot path. */
	reads: Statements;
	sealer: Sealer;
	log: Logger;
	now: () => number;
	newId: () => string;
	/** Options of one call to a vendor. */
	call(timeoutMs: number, signal?: AbortSignal): CallOptions;
	provider(name: ProviderName): DeskProvider;
	slack(botToken: string, call: CallOptions): SlackClient;
	credentials: CredentialPort;
	enqueue(jobs: Job[]): Promise<void>;
	/** Work that may be lost with the isolate; what must not be lost has a row. */
	later(work: Promise<unknown>): void;
}

/** The `Credential` object of one grant, by id. */
export interface CredentialPort {
	/** Stores a new pair, durably, before anything uses it. */
	adopt(id: string, grant: TokenGrant): Promise<void>;
	/** A newer token than the one that failed; one refresh however many ask. Throws `VendorError`. */
	renew(id: string, failedGeneration: number): Promise<BearerToken>;
	/** Seals what the object keeps with the newest key. */
	reseal(id: string): Promise<void>;
	/** Revokes at the vendor if it can, and forgets. */
	erase(id: string): Promise<void>;
}

const PROVIDERS: Record<ProviderName, DeskProvider> = { zendesk, zoho };

export interface ContextOptions {
	requestId: string;
	later: (work: Promise<unknown>) => void;
}

export function createContext(env: Env, config: Config, options: ContextOptions): Context {
	const log = createLogger({ request: options.requestId });
	// Most invocations need one of the two.
	let db: Db | undefined;
	let reads: Statements | undefined;
	return {
		config,
		get db() {
			db ??= createDb(env.DB);
			return db;
		},
		get reads() {
			reads ??= createReads(env.DB);
			return reads;
		},
		sealer: sealerFor(config),
		log,
		now: Date.now,
		newId: () => randomToken(12),
		call: (timeoutMs, signal) => ({ fetch: fetchNow, now: Date.now, timeoutMs, signal }),
		provider: (name) => PROVIDERS[name],
		slack: createSlackClient,
		credentials: {
			adopt: async (id, grant) => await env.CREDENTIALS.getByName(id).adopt(grant),
			renew: async (id, failedGeneration) => await env.CREDENTIALS.getByName(id).renew(failedGeneration),
			reseal: async (id) => await env.CREDENTIALS.getByName(id).reseal(),
			erase: async (id) => await env.CREDENTIALS.getByName(id).erase(),
		},
		enqueue: async (jobs) => {
			if (jobs.length > 0) await env.QUEUE.sendBatch(jobs.map((body) => ({ body })));
		},
		later: options.later,
	};
}

/** `fetch` called as a method of something else is an "Illegal invocation" in Workers. */
const fetchNow: typeof fetch = (input, init) => fetch(input, init);

const sealers = new WeakMap<Config, Sealer>();

/** One per configuration, so that imported keys are kept between requests. */
function sealerFor(config: Config): Sealer {
	const known = sealers.get(config);
	if (known) return known;
	const sealer = createSealer(config.sealKeys);
	sealers.set(config, sealer);
	return sealer;
}
