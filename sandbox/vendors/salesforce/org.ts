import { type SalesforceOrgSeed, toSalesforceHost } from "../../seed/salesforce-orgs.ts";
import { seedRecords } from "../../seed/salesforce-records.ts";
import type { Clock } from "../../vendor.ts";
import { toId } from "./ids.ts";
import { createLocators, type Locators } from "./locators.ts";
import { buildNameObject, buildSchema } from "./schema/build-schema.ts";
import type { ObjectSchema, Schema } from "./schema/schema.ts";
import { seedSetup } from "./seed-setup.ts";
import { createStore, type Store } from "./store/store.ts";
import { toSecond } from "./time.ts";
import { createTokenBook, type TokenBook } from "./tokens.ts";
import { createTroubles, type Troubles } from "./troubles.ts";
import { createUsage, type Usage } from "./usage.ts";
import { createUsers, type SimUser } from "./users.ts";

/** What the org's administrators have set, and what the tests switch. */
export interface OrgPolicy {
	requiresPkce: boolean;
	rotatesRefreshTokens: boolean;
	/** Off: the refresh token policy is "expire immediately". */
	givesRefreshTokens: boolean;
	/** A refresh token that nobody uses for so long ends; null: never. */
	refreshIdleDays: number | null;
	sessionMinutes: number;
	/** Sessions are bound to an address that the app never comes from again: every data call is refused. */
	locksSessions: boolean;
	/** A session policy or API access control that no refresh gets past. */
	blocksRest: boolean;
	isAppInstalled: boolean;
	/** Off: somebody entered another callback address at the app. */
	knowsCallback: boolean;
	hasApi: boolean;
	/** Whether a delete moves SystemModstamp. */
	deleteMovesStamp: boolean;
	/** A duplicate rule on people's e-mail addresses that alerts. */
	findsDuplicates: boolean;
	/** Assignment rules for cases and leads, unless the call says otherwise. */
	assignsOwners: boolean;
	/** The longer form of the limit header. */
	showsAppUsage: boolean;
	/** Rows of a page of a query at most; null: as many as were asked for. */
	maxPageSize: number | null;
}

export interface DeletedEntry {
	object: string;
	id: string;
	deletedAt: number;
}

/** Work that has begun and is not committed: nobody sees it yet, its stamps are of its beginning. */
export interface OpenTransaction {
	startedAt: number;
	commitsAt: number | null;
	commit(): void;
}

/** A validation rule: this field must not have this value. */
export interface ValidationRule {
	object: string;
	field: string;
	value: unknown;
	message: string;
}

export interface Org {
	readonly seed: SalesforceOrgSeed;
	readonly host: string;
	readonly id: string;
	readonly queueId: string;
	readonly clock: Clock;
	readonly schema: Schema;
	readonly nameObject: ObjectSchema;
	readonly users: Map<string, SimUser>;
	readonly store: Store;
	readonly tokens: TokenBook;
	readonly usage: Usage;
	readonly troubles: Troubles;
	readonly locators: Locators;
	policy: OrgPolicy;
	clientSecret: string;
	deleted: DeletedEntry[];
	/** Deletes before this are no longer told. */
	deletesKnownFrom: number;
	transactions: Set<OpenTransaction>;
	rules: ValidationRule[];
	/** The stamp of what is written while it is set. */
	stampAs: number | null;
	nextCaseNumber: number;
	/** Tells who watches that records changed. */
	notify(): void;
}

const POLICY: OrgPolicy = {
	requiresPkce: true,
	rotatesRefreshTokens: true,
	givesRefreshTokens: true,
	refreshIdleDays: 30,
	sessionMinutes: 120,
	locksSessions: false,
	blocksRest: false,
	isAppInstalled: true,
	knowsCallback: true,
	hasApi: true,
	deleteMovesStamp: true,
	findsDuplicates: false,
	assignsOwners: true,
	showsAppUsage: false,
	maxPageSize: null,
};

const DELETE_LOG_MS = 15 * 86_400_000;

export function createOrg(seed: SalesforceOrgSeed, clock: Clock, notify: () => void): Org {
	const now = clock.now();
	const schema = buildSchema(seed, toSecond(now) - 86_400_000);
	const users = new Map(createUsers(seed).map((user) => [user.id, user]));
	const id = toId("00D", seed.pod, 1);
	const org: Org = {
		seed,
		host: toSalesforceHost(seed),
		id,
		queueId: toId("00G", seed.pod, 1),
		clock,
		schema,
		nameObject: buildNameObject(),
		users,
		store: createStore(schema, seed.pod, (object) => {
			const setup = seedSetup(org, object, now);
			if (setup) return setup;
			return seedRecords(seed, object, now, (entry) => org.deleted.push(entry));
		}),
		tokens: createTokenBook({
			clock,
			orgId: id,
			sessionMs: () => org.policy.sessionMinutes * 60_000,
			idleMs: () => (org.policy.refreshIdleDays ?? Number.POSITIVE_INFINITY) * 86_400_000,
			givesRefreshToken: () => org.policy.givesRefreshTokens,
		}),
		usage: createUsage(clock, seed.dailyCalls),
		troubles: createTroubles(),
		locators: createLocators(clock, seed.pod),
		policy: { ...POLICY, hasApi: seed.hasApi, showsAppUsage: seed.language === "ja" },
		clientSecret: seed.clientSecret,
		deleted: [],
		deletesKnownFrom: now - DELETE_LOG_MS,
		transactions: new Set(),
		rules: [],
		stampAs: null,
		nextCaseNumber: 10_000,
		notify,
	};
	return org;
}

/** The stamp of what is written now. */
export function stampOf(org: Org): number {
	return org.stampAs ?? toSecond(org.clock.now());
}

export function loginHostOf(org: Org): string {
	return org.seed.isSandbox ? "test.salesforce.com" : "login.salesforce.com";
}

export function identityUrlOf(org: Org, user: SimUser): string {
	return `https://${loginHostOf(org)}/id/${org.id}/${user.id}`;
}
