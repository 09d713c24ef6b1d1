import { ZOHO_ACCOUNT } from "../../../../sandbox/seed/accounts.ts";
import type { Clock } from "../../../../sandbox/vendor.ts";
import { createZoho, type ZohoSimulator } from "../../../../sandbox/vendors/zoho/zoho.ts";
import type { DeskDirectory } from "../../../../src/desk/desk-directory.ts";
import type { DeskFeed } from "../../../../src/desk/desk-feed.ts";
import type {
	DeskAddress,
	HelpDesk,
	SignInRole,
	TokenGrant,
	TokenSource,
} from "../../../../src/desk/help-desk.ts";
import { zoho } from "../../../../src/desk/zoho/provider.ts";
import type { CallOptions } from "../../../../src/lib/http.ts";

export const START = Date.UTC(2026, 8, 10, 6, 0, 0);
export const REDIRECT = "http://localhost:8787/oauth/zoho/callback";
export const CLIENT = { clientId: ZOHO_ACCOUNT.clientId, clientSecret: ZOHO_ACCOUNT.clientSecret };
export const DESK: DeskAddress = {
	address: "eu",
	portalId: ZOHO_ACCOUNT.orgId,
	portalUrl: `https://desk.zoho.eu/support/${ZOHO_ACCOUNT.portal}`,
};

export function createStillClock(now = START): Clock {
	let at = now;
	return {
		now: () => at,
		advance: (ms) => {
			at += ms;
		},
	};
}

export interface TestAccount {
	simulator: ZohoSimulator;
	clock: Clock;
	call: CallOptions;
	/** `GET /tickets/search?…` for every call to the API, in order. */
	calls: string[];
	/** The JSON of every write, in order. */
	written: unknown[];
	/** Walks the consent page; the address the browser is sent back to. */
	consent(options?: ConsentOptions): Promise<URL>;
	signIn(options?: ConsentOptions): Promise<TokenGrant>;
	/** A signed-in person's view of the desk. */
	open(person?: string, desk?: DeskAddress): Promise<HelpDesk>;
	/** What the desk says by itself, read as an administrator. */
	openFeed(person?: string): Promise<DeskFeed>;
	/** The accounts and contacts, as the connecting administrator writes them. */
	openDirectory(person?: string): Promise<DeskDirectory>;
	/** A raw call with a token. */
	get(token: string, path: string, headers?: Record<string, string>): Promise<Response>;
	/** A raw write; `json` as it is when it is text. */
	write(token: string, method: string, path: string, json: unknown): Promise<Response>;
}

export interface ConsentOptions {
	person?: string;
	organisation?: string;
	scopes?: string[];
	decision?: "allow" | "deny";
	role?: SignInRole;
}

export function createAccount(deliver?: (request: Request) => Promise<Response>): TestAccount {
	const clock = createStillClock();
	const simulator = createZoho({ clock, ...(deliver ? { deliver, answerLimitMs: 50 } : {}) });
	const calls: string[] = [];
	const written: unknown[] = [];
	const request: typeof fetch = async (input, init) => {
		const sent = new Request(input as RequestInfo, init as RequestInit);
		const url = new URL(sent.url);
		if (url.host.startsWith("desk.")) {
			calls.push(`${sent.method} ${url.pathname.replace("/api/v1", "")}${decodeURIComponent(url.search)}`);
			if (sent.headers.get("content-type") === "application/json") written.push(await sent.clone().json());
		}
		return simulator.fetch(sent);
	};
	const call: CallOptions = { fetch: request, now: clock.now, timeoutMs: 5_000 };

	async function consent(options: ConsentOptions = {}): Promise<URL> {
		const url = new URL(
			await zoho.authorizationUrl(DESK, {
				client: CLIENT,
				redirectUri: REDIRECT,
				state: "state-1",
				codeVerifier: "unused",
				role: options.role ?? "agent",
			}),
		);
		if (options.scopes) url.searchParams.set("scope", options.scopes.join(","));
		const form = new URLSearchParams(url.searchParams);
		form.set("person", options.person ?? "mina@acme.example");
		form.set("organisation", options.organisation ?? ZOHO_ACCOUNT.orgId);
		form.set("decision", options.decision ?? "allow");
		const answer = await simulator.fetch(
			new Request(`${url.origin}${url.pathname}`, { method: "POST", body: form }),
		);
		return new URL(answer.headers.get("location") ?? "about:blank");
	}

	async function signIn(options: ConsentOptions = {}): Promise<TokenGrant> {
		const { searchParams: callback } = await consent(options);
		const exchange = { client: CLIENT, redirectUri: REDIRECT, callback, codeVerifier: "unused" };
		return zoho.exchangeCode(DESK, { ...exchange, role: options.role ?? "agent" }, call);
	}

	return {
		simulator,
		clock,
		call,
		calls,
		written,
		consent,
		signIn,
		async open(person = "mina@acme.example", desk = DESK) {
			return zoho.open(desk, createTokens(await signIn({ person }), call), call);
		},
		async openFeed(person = "mina@acme.example") {
			return zoho.openFeed(DESK, createTokens(await signIn({ person, role: "admin" }), call), call);
		},
		async openDirectory(person = "mina@acme.example") {
			return zoho.openDirectory(DESK, createTokens(await signIn({ person, role: "admin" }), call), call);
		},
		get: (token, path, headers = { orgId: ZOHO_ACCOUNT.orgId }) =>
			simulator.fetch(
				new Request(`https://desk.zoho.eu/api/v1${path}`, {
					headers: { authorization: `Zoho-oauthtoken ${token}`, ...headers },
				}),
			),
		write: (token, method, path, json) =>
			simulator.fetch(
				new Request(`https://desk.zoho.eu/api/v1${path}`, {
					method,
					headers: {
						authorization: `Zoho-oauthtoken ${token}`,
						orgId: ZOHO_ACCOUNT.orgId,
						"content-type": "application/json",
					},
					body: typeof json === "string" ? json : JSON.stringify(json),
				}),
			),
	};
}

/** Renews once per generation, however many ask. */
export function createTokens(grant: TokenGrant, call: CallOptions): TokenSource & { generation: number } {
	let current = Promise.resolve({ token: grant.accessToken, generation: 1 });
	const source = {
		generation: 1,
		current: () => current,
		renew(failed: number) {
			if (failed === source.generation) {
				source.generation += 1;
				const generation = source.generation;
				current = zoho
					.refresh(DESK, CLIENT, { refreshToken: grant.refreshToken ?? "", scopes: grant.scopes }, call)
					.then(({ accessToken }) => ({ token: accessToken, generation }));
			}
			return current;
		},
	};
	return source;
}

/** What a promise is refused with. */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
	return promise.then(
		() => null,
		(error: unknown) => error,
	);
}
