/** What the rest of the product knows of Salesforce: types only. */
import type { CrmFacts } from "../core/crm-facts.ts";
import type { PreflightProblem } from "../core/sync/connecting.ts";
import type { FieldRole, SourceField } from "../core/sync/fields.ts";
import type { CrmObject, CrmRecord, FieldValue, RecordPosition } from "../core/sync/record.ts";
import type { Filter } from "../core/sync/settings.ts";
import type { CallOptions } from "../lib/http.ts";

export type CrmEnvironment = "production" | "sandbox";

export interface CrmClient {
	clientId: string;
	clientSecret: string;
}

/** What a sign-in or a refresh granted. */
export interface CrmGrant {
	accessToken: string;
	/** null: the app's policy grants none, so the connection can't live. */
	refreshToken: string | null;
	/** Where this org's API is; checked to be Salesforce's. */
	instanceUrl: string;
	/** 18 characters each. */
	organizationId: string;
	userId: string;
	issuedAt: number;
}

export interface CrmToken {
	token: string;
	generation: number;
}

export interface CrmTokenSource {
	current(): Promise<CrmToken>;
	renew(failedGeneration: number): Promise<CrmToken>;
}

export interface Preflight {
	/** After `api_disabled` and `version_too_old` nothing else could be read: everything below is empty then. */
	problems: readonly PreflightProblem[];
	/** Of `missing_rights`: rights and object accesses by the CRM's own names. */
	missing: readonly string[];
	/** Worth telling, nothing stops: an edition whose API calls are few, a trial that ends. */
	warnings: readonly ("small_edition" | "trial" | "not_administrator")[];
	organization: { id: string; name: string; edition: string; isSandbox: boolean };
	user: { id: string; name: string; username: string };
	/** Which of the objects can be read at all; person accounts only where the org has them. */
	objects: readonly CrmObject[];
}

/** One round of reading changes of one object: half-open in time, behind `after`, oldest first. */
export interface ChangeQuery {
	object: CrmObject;
	/** Paths beyond what every record brings along. */
	fields: readonly string[];
	filter: Filter;
	from: number;
	to: number;
	after: RecordPosition | null;
	/** At most 2,000. */
	limit: number;
}

export interface ChangePage {
	/** May be none although there are more: asked for together, they would have been too large. */
	records: CrmRecord[];
	/** Whether the window holds more behind the last record. */
	more: boolean;
}

export interface DeletedPage {
	ids: string[];
	/** Before this the CRM has forgotten; only reading everything tells. */
	knownFrom: number;
	coveredTo: number;
}

export interface WriteBack {
	recordId: string;
	field: string;
	value: FieldValue;
}

/** Calls of the last 24 hours, of everybody who uses this organization's API. */
export interface CrmUsage {
	used: number;
	allowed: number;
}

/** Where describes are kept between calls, so that a look for changes asks for none; one per org. */
export interface CrmMemory {
	/** undefined: not known, or too old. */
	recall(object: CrmObject): SourceField[] | undefined;
	keep(object: CrmObject, fields: SourceField[]): void;
	/** A field is gone: what is known is wrong. */
	forget(object: CrmObject): void;
}

/** The org with the connecting user's rights. Every method throws `VendorError`. */
export interface Crm {
	/**
	 * One call, one more without the user's id; asked again daily. Symptoms of sessions are thrown: kind `forbidden`, code
	 * `session_locked` (refused right after a renewal) or `session_refused` (not for the API at all).
	 */
	preflight(expected: CrmEnvironment, userId?: string): Promise<Preflight>;
	/** Fields that may be mapped or filtered by, through look-ups one step deep; from memory where it has them. */
	fields(object: CrmObject): Promise<SourceField[]>;
	/** The CRM's clock now, from its own answer. */
	clock(): Promise<number>;
	/** Up to five in one call. Throws kind `invalid` with the field where one is gone. */
	changes(queries: readonly ChangeQuery[]): Promise<ChangePage[]>;
	/** Records by id, wherever they stand; those that are gone, or that a filter leaves out, are left out. */
	records(
		query: Pick<ChangeQuery, "object" | "fields"> & { filter?: Filter },
		ids: readonly string[],
	): Promise<CrmRecord[]>;
	/** Ids of all records that fit and of when they last changed, for reconciling. */
	deleted(object: CrmObject, from: number, to: number): Promise<DeletedPage>;
	count(object: CrmObject, filter: Filter): Promise<number>;
	/** Further accounts of these contacts. */
	relatedAccounts(
		contactIds: readonly string[],
	): Promise<{ contactId: string; accountId: string; isActive: boolean }[]>;
	/** At most 200. Answers per item null (done) or the CRM's code. */
	writeBack(object: CrmObject, items: readonly WriteBack[]): Promise<(string | null)[]>;
	/** One composite call. */
	facts(
		customer: { email: string | null; accountId: string | null; accountName: string | null },
		shown: { account: readonly string[]; opportunity: readonly string[] },
	): Promise<CrmFacts | null>;
	/** As the last answer told; null before the first. */
	usage(): CrmUsage | null;
	/** Milliseconds that its clock is ahead of ours, as the last answer's `Date` told; null before the first. */
	skew(): number | null;
	/** Calls made through this object. */
	calls(): number;
}

export interface CrmProvider {
	/** Where each object keeps what every desk knows too, for the defaults. */
	readonly standardPaths: Readonly<Record<CrmObject, Partial<Record<FieldRole, string>>>>;
	/** Of an opportunity, where amounts are shown. */
	readonly amountPath: string;
	/** A typed My Domain, or the usual host of the environment for an empty one; null when it is none of Salesforce's. */
	parseHost(environment: CrmEnvironment, input: string): string | null;
	authorizationUrl(
		host: string,
		request: { client: CrmClient; redirectUri: string; state: string; codeVerifier: string },
	): Promise<string>;
	/** Throws `VendorError` kind `invalid` for a refused, late or foreign code, and for a wrong signature. */
	exchangeCode(
		host: string,
		exchange: { client: CrmClient; redirectUri: string; code: string; codeVerifier: string },
		call: CallOptions,
	): Promise<CrmGrant>;
	/**
	 * Throws kind `auth` when only a new sign-in helps (`code` says why), `forbidden` when an administrator has to change
	 * something, `unavailable` or `rate_limited` when trying again helps.
	 */
	refresh(
		host: string,
		client: CrmClient,
		refreshToken: string,
		call: CallOptions,
	): Promise<Omit<CrmGrant, "refreshToken"> & { refreshToken: string | null }>;
	/** Gone already is fine. */
	revoke(host: string, token: string, call: CallOptions): Promise<void>;
	open(instanceUrl: string, tokens: CrmTokenSource, call: CallOptions, memory: CrmMemory): Crm;
}
