import type { TargetField } from "../core/sync/fields.ts";
import type { DirectoryKind } from "../core/sync/record.ts";
import type {
	Agent,
	Department,
	ListQuery,
	Message,
	Page,
	PageRequest,
	Ticket,
	TicketPeople,
	TicketRef,
	TicketSummary,
} from "../core/ticket.ts";
import type { TicketEventType } from "../core/ticket-event.ts";
import type {
	Blueprint,
	Customer,
	DeskStats,
	NewMessage,
	NewReply,
	NewTicket,
	PriorityChoice,
	ReplyTargets,
	StatusChoice,
	TicketChanges,
	TicketForm,
} from "../core/ticket-writing.ts";
import type { CallOptions } from "../lib/http.ts";
import type { DeskDirectory } from "./desk-directory.ts";
import type { DeskFeed, EventWays, WebhookReader } from "./desk-feed.ts";

export type ProviderName = "zendesk" | "zoho";

/** Where a desk lives. `address` is a Zendesk subdomain or a Zoho data centre (`eu`, `jp`, …). */
export interface DeskAddress {
	address: string;
	/** Zoho's organisation id, Zendesk's subdomain; null until somebody has signed in. */
	portalId: string | null;
	/** The portal's console as the desk's row has it (`Portal.url`): tells its addresses from another portal's. */
	portalUrl?: string | null;
}

export interface OAuthClient {
	clientId: string;
	clientSecret: string;
}

/** What a vendor granted. Times are milliseconds since 1970; null means "does not expire". */
export interface TokenGrant {
	accessToken: string;
	refreshToken: string | null;
	accessExpiresAt: number | null;
	refreshExpiresAt: number | null;
	scopes: string[];
}

/** Whose sign-in it is: `admin` asks for what the desk connection needs, `agent` for what one person needs. */
export type SignInRole = "admin" | "agent";

/** The person a token belongs to. */
export interface DeskIdentity {
	agentId: string;
	name: string;
	email: string | null;
	/** Administrator of the portal that the token answers for. */
	isAdmin: boolean;
	/** Works on tickets at all: an end user or a suspended person does not. */
	isAgent: boolean;
	/** May only write internal comments (Zendesk light agent). */
	commentsOnly: boolean;
	locale: string | null;
}

/** The account a token answers for. */
export interface Portal {
	id: string;
	name: string;
	/** The portal's console; https. */
	url: string;
	/** The vendor's word for the edition, for display; null when it doesn't tell. */
	edition: string | null;
}

/** The token of one person. `renew` is told which generation failed, so that many callers cause one refresh. */
export interface TokenSource {
	current(): Promise<BearerToken>;
	renew(failedGeneration: number): Promise<BearerToken>;
}

export interface BearerToken {
	token: string;
	generation: number;
}

/**
 * One person's view of one desk. Every method acts with that person's rights and throws `VendorError`.
 * A ticket the person may not see does not exist for them: `findTicket` answers null.
 */
export interface HelpDesk {
	identify(): Promise<DeskIdentity>;
	portals(): Promise<Portal[]>;
	departments(): Promise<Department[]>;
	agents(page: PageRequest): Promise<Page<Agent>>;
	/**
	 * The ticket with its last message. At most two HTTP calls with a warm token. `onId` hears the desk's id as soon as
	 * it is known, `onPeople` of whom the ticket is, each at most once, so that something else can be read side by side;
	 * desks may leave them out.
	 */
	findTicket(
		ref: TicketRef,
		onId?: (ticketId: string) => void,
		onPeople?: (people: TicketPeople) => void,
	): Promise<Ticket | null>;
	/** Newest change first. An empty page when nothing matches. */
	search(words: string, page: PageRequest): Promise<Page<TicketSummary>>;
	/** `mine` needs the agent's own id. */
	list(query: ListQuery, agentId: string, page: PageRequest): Promise<Page<TicketSummary>>;
	/** Newest last within a page; `next` leads to older messages, the first page holds the newest. */
	conversation(ticketId: string, page: PageRequest): Promise<Page<Message>>;

	/** What a new ticket of this department needs. Mandatory fields as this person's form has them. */
	ticketForm(departmentId: string): Promise<TicketForm>;
	/** Statuses this ticket may be given by hand now, in the desk's order; without the terminal ones we don't offer. */
	statuses(ticketId: string): Promise<StatusChoice[]>;
	priorities(ticketId: string): Promise<PriorityChoice[]>;
	/** Agents a ticket of this department may be given to, by the words typed so far; at most 100. */
	assignees(departmentId: string | null, words: string): Promise<Agent[]>;
	/** Who a public reply would reach; null when this ticket can't be answered this way (closed, no address). */
	replyTargets(ticketId: string): Promise<ReplyTargets | null>;
	/** Sends one file ahead of a message. Answers what `attachments` takes. */
	upload(file: { name: string; type: string; bytes: ArrayBuffer }): Promise<string>;

	/** Not repeatable: an error with a null status may have been done. `key` is for desks that recognise a repeat. */
	createTicket(ticket: NewTicket, key: string): Promise<TicketSummary>;
	/** Internal, never seen by the customer. Not repeatable. */
	addComment(ticketId: string, comment: NewMessage): Promise<void>;
	/** To the customer. Not repeatable. Throws kind `invalid` when the targets are others by now. */
	sendReply(ticketId: string, reply: NewReply): Promise<void>;
	/** May be repeated. Throws kind `invalid` with the desk's reasons by field. */
	update(ticketId: string, changes: TicketChanges): Promise<void>;

	/** null where the ticket has none, or the desk knows no blueprints. */
	blueprint(ticketId: string): Promise<Blueprint | null>;
	stats(departmentId: string | null): Promise<DeskStats>;
	/** People and organizations by name or e-mail, best first, at most 5. */
	customers(words: string): Promise<Customer[]>;
	/** A customer's open tickets, newest change first. */
	ticketsOf(customer: Pick<Customer, "kind" | "id">, page: PageRequest): Promise<Page<TicketSummary>>;
}

export interface AuthorizationRequest {
	client: OAuthClient;
	redirectUri: string;
	state: string;
	/** PKCE verifier; the provider derives the challenge where the vendor supports it. */
	codeVerifier: string;
	role: SignInRole;
}

export interface CodeExchange {
	client: OAuthClient;
	redirectUri: string;
	/** The whole query of the callback: vendors hand more than a code (Zoho: `location`, `accounts-server`). */
	callback: URLSearchParams;
	codeVerifier: string;
	role: SignInRole;
}

/** Everything a vendor's folder offers; the only thing about it that the rest of the product knows. */
export interface DeskProvider {
	readonly name: ProviderName;
	/** `true` when a refresh ends the old refresh token (Zendesk), so that a lost answer means signing in again. */
	readonly rotatesRefreshTokens: boolean;
	/** `true` when a closed ticket takes no change any more (Zendesk); elsewhere it can be opened again. */
	readonly closedIsFinal: boolean;
	/** `true` where tickets can be in a blueprint (Zoho). */
	readonly hasBlueprints: boolean;
	/** How each event is heard of. */
	readonly events: Readonly<Record<TicketEventType, EventWays>>;
	readonly webhooks: WebhookReader;
	/** Scopes asked for, by role: compared with what was granted. */
	scopes(role: SignInRole): string[];
	/** A person's input → the stored address; null when it is none (wrong label, unknown data centre). */
	parseAddress(input: string): string | null;
	authorizationUrl(desk: DeskAddress, request: AuthorizationRequest): Promise<string>;
	/** Throws `VendorError` kind `invalid` for a refused, late or foreign code. */
	exchangeCode(desk: DeskAddress, exchange: CodeExchange, call: CallOptions): Promise<TokenGrant>;
	/**
	 * Throws kind `auth` when the refresh token is spent or revoked. `scopes` are those of the grant: a vendor may
	 * widen a grant that names none. The answer's refresh token is always the one to keep.
	 */
	refresh(
		desk: DeskAddress,
		client: OAuthClient,
		grant: { refreshToken: string; scopes: readonly string[] },
		call: CallOptions,
	): Promise<TokenGrant>;
	/** Ends a grant at the vendor. Throws `VendorError`; callers go on. */
	revoke(
		desk: DeskAddress,
		grant: Pick<TokenGrant, "accessToken" | "refreshToken">,
		call: CallOptions,
	): Promise<void>;
	open(desk: DeskAddress, tokens: TokenSource, call: CallOptions): HelpDesk;
	/** With the connecting administrator's token. */
	openFeed(desk: DeskAddress, tokens: TokenSource, call: CallOptions): DeskFeed;
	/** With the connecting administrator's token. `known`: fields as they were when they were last read. */
	openDirectory(
		desk: DeskAddress,
		tokens: TokenSource,
		call: CallOptions,
		known?: (kind: DirectoryKind) => TargetField[] | undefined,
	): DeskDirectory;
	/** Units of a day that the edition grants (`Portal.edition`); null where there is no daily limit. */
	dailyBudget(edition: string | null): number | null;
	/** A pasted address → the ticket it names; `foreign` when it is one of this vendor's but another desk's; null when it is none of this vendor's. */
	parseTicketUrl(desk: DeskAddress, url: URL): TicketRef | "foreign" | null;
	/** Hosts that its tickets' addresses can have, the usual one first. */
	ticketHosts(desk: DeskAddress): string[];
	/** A run of digits as a person types it. */
	parseTicketNumber(digits: string): TicketRef | null;
}
