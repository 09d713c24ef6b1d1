import type { Config } from "./config.ts";
import type { ChannelOption } from "./core/channel-search.ts";
import type { NewDelivery } from "./core/delivery.ts";
import type { CrmObject, DirectoryKind } from "./core/sync/record.ts";
import type { PlannedChange, RunKind, RunProgress } from "./core/sync/run.ts";
import { createDb, createReads, type Db, type Statements } from "./db/client.ts";
import type { DayMeter } from "./db/metered.ts";
import type { WritePath } from "./desk/desk-directory.ts";
import type { BearerToken, DeskProvider, ProviderName, TokenGrant } from "./desk/help-desk.ts";
import { zendesk } from "./desk/zendesk/provider.ts";
import { zoho } from "./desk/zoho/provider.ts";
import type { Job } from "./jobs/messages.ts";
import { createSealer, randomToken, type Sealer } from "./lib/crypto.ts";
import type { CallOptions } from "./lib/http.ts";
import { createLogger, type Logger } from "./lib/log.ts";
import type { CrmProvider } from "./salesforce/crm.ts";
import { salesforce } from "./salesforce/provider.ts";
import { createSlackClient, type SlackClient, type TakeTurn } from "./slack/client.ts";

/** What a verb needs of the world. Built once per request, job or object call, here and nowhere else. */
export interface Context {
	config: Config;
	/** The primary: every write, and every read that a refusal stands on. */
	db: Db;
	/** Possibly a replica, arbitrarily late: the reads of the hot path. */
	reads: Statements;
	/** Of background work: what it uses of the installation's day. null: a person waits. */
	meter: DayMeter | null;
	sealer: Sealer;
	log: Logger;
	now: () => number;
	newId: () => string;
	/** Options of one call to a vendor. */
	call(timeoutMs: number, signal?: AbortSignal): CallOptions;
	provider(name: ProviderName): DeskProvider;
	/** `takeTurn` is the team's object's, for messages that wait for one. */
	slack(botToken: string, call: CallOptions, takeTurn?: TakeTurn): SlackClient;
	credentials: CredentialPort;
	/** The `Desk` object of one desk, by the desk's id. */
	desk(id: string): DeskPort;
	/** The `SlackTeam` object of one team, by the team's own `objectId`. */
	slackTeam(objectId: string): SlackTeamPort;
	crm: CrmProvider;
	/** The `Org` object of one Salesforce org, by the org's id. */
	org(id: string): OrgPort;
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

/** Hears of a desk's tickets: snapshots, comparison, polls. */
export interface DeskPort {
	/** Durable when it returns: the tickets are read within seconds, each once however often it is named. */
	look(ticketIds: string[]): Promise<void>;
	/** One round of polling: what changed, what was rated, what is overdue. */
	poll(): Promise<void>;
	/** How the desk's hearing goes; null while nobody listens. */
	health(): Promise<DeskHealth | null>;
	/** Forgets everything, for ever. */
	erase(): Promise<void>;
}

export interface DeskHealth {
	/** Tickets that are still to be read. */
	looks: number;
	/** Notices that the teams don't have yet. */
	notices: number;
	/** When all changes were last read; null: never yet. */
	polledAt: number | null;
	/** Until when the desk asked to be left alone, or refuses us; null: it may be asked. */
	patience: { reason: "vendor" | "sign_in"; until: number } | null;
	/** The desk's units spent today (UTC), on reading tickets and on asking for changes. */
	spent: { looks: number; polls: number };
}

/** What waits for one channel goes to another: of one workspace, or (null) of the whole team. */
export interface ChannelMove {
	workspaceId: string | null;
	from: string;
	to: string;
}

export interface ChannelQuery {
	/** Of a channel's name; empty: any. */
	words: string;
	limit: number;
	/** Channels by their very names or ids, beside those that fit the words. */
	names?: string[];
	ids?: string[];
	/** Read again, unless that was done a moment ago. */
	isFresh?: boolean;
	/** How long to wait for a list that is being read. */
	waitMs: number;
}

/** Channels out of what the bot can see, as far as the list has been read. */
export interface ChannelSearch {
	found: ChannelOption[];
	/** How many fit, shown or not. */
	total: number;
	named: ChannelOption[];
	/** How many the list holds by now. */
	known: number;
	isComplete: boolean;
	isReading: boolean;
	/** Slack's word for why the list isn't complete; null while nothing is wrong. */
	problem: string | null;
}

/** Says things in one Slack team: in order, at its pace, each once. */
export interface SlackTeamPort {
	/** Durable when it returns; a delivery that was handed over before changes nothing. */
	accept(deliveries: NewDelivery[]): Promise<void>;
	/** Something was mended (the token, a channel, or another in its place): what waits is tried now. */
	wake(moves?: ChannelMove[]): Promise<void>;
	/** A dead letter or an unknown one, again, by a person's wish. false: it is not there any more. */
	sendAgain(deliveryId: string): Promise<boolean>;
	/** For a message that somebody else posts: how many milliseconds until the channel has room for it. It is kept free. */
	takeTurn(channelId: string): Promise<number>;
	/** What still waits, by workspace. */
	waiting(workspaceId: string): Promise<number>;
	/** Finds channels that the bot can see. */
	channels(query: ChannelQuery): Promise<ChannelSearch>;
	/** Forgets all that belongs to a workspace. */
	dropWorkspace(workspaceId: string): Promise<void>;
	/** Forgets everything, for ever. */
	erase(): Promise<void>;
}

/** Keeps one Salesforce org and its desk in step: one run at a time. */
export interface OrgPort {
	/** Answers the run's id. While another is under way a person's waits for its end; Cron's is left out (null). */
	start(wanted: {
		kind: RunKind;
		startedByName: string | null;
		asked?: { object: CrmObject; ids: string[] }[];
	}): Promise<string | null>;
	/** What is at the desk already is still waited for. false: nothing runs that can be stopped. */
	stop(): Promise<boolean>;
	/** Goes on with what was stopped. */
	resume(): Promise<boolean>;
	/** The run under way, else the one that was stopped. */
	progress(): Promise<RunProgress | null>;
	/** What the last dry run would do; up to 100. */
	planned(): Promise<PlannedChange[]>;
	/** How the desk takes records, as the last runs learned it; null: not known yet. */
	paths(): Promise<Record<DirectoryKind, WritePath | null>>;
	/** Those of these records that are being written, or wait for it. */
	onTheirWay(recordIds: readonly string[]): Promise<string[]>;
	/** Forgets everything, for ever. */
	erase(): Promise<void>;
}

const PROVIDERS: Record<ProviderName, DeskProvider> = { zendesk, zoho };

/** What a queue takes at once. */
const MAX_BATCH = 100;

export interface ContextOptions {
	requestId: string;
	later: (work: Promise<unknown>) => void;
	/** Of background work. */
	meter?: DayMeter;
}

export function createContext(env: Env, config: Config, options: ContextOptions): Context {
	const log = createLogger({ request: options.requestId });
	const meter = options.meter ?? null;
	// Most invocations need one of the two.
	let db: Db | undefined;
	let reads: Statements | undefined;
	return {
		config,
		get db() {
			db ??= createDb(env.DB, meter);
			return db;
		},
		get reads() {
			reads ??= createReads(env.DB);
			return reads;
		},
		meter,
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
		desk: (id) => env.DESKS.getByName(id),
		slackTeam: (objectId) => env.SLACK_TEAMS.getByName(objectId),
		crm: salesforce,
		org: (id) => env.ORGS.getByName(id),
		enqueue: async (jobs) => {
			for (let sent = 0; sent < jobs.length; sent += MAX_BATCH) {
				await env.QUEUE.sendBatch(jobs.slice(sent, sent + MAX_BATCH).map((body) => ({ body })));
			}
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
