import { ZENDESK_ACCOUNT } from "../../../../sandbox/seed/accounts.ts";
import type { Clock } from "../../../../sandbox/vendor.ts";
import { createZendesk, type ZendeskSimulator } from "../../../../sandbox/vendors/zendesk/simulator.ts";
import type { DeskDirectory } from "../../../../src/desk/desk-directory.ts";
import type { DeskFeed } from "../../../../src/desk/desk-feed.ts";
import type {
	BearerToken,
	DeskAddress,
	HelpDesk,
	SignInRole,
	TokenGrant,
	TokenSource,
} from "../../../../src/desk/help-desk.ts";
import { zendesk as provider } from "../../../../src/desk/zendesk/provider.ts";
import type { CallOptions } from "../../../../src/lib/http.ts";
import { createFixedClock, decide } from "../../sandbox/zendesk/browser.ts";

export const ACME: DeskAddress = { address: "acme", portalId: "acme" };
export const MINA = 381204417;
export const ALEX = 381204418;
export const PRIYA = 381204419;
export const KENJI = 381204420;
export const SAM = 381204421;

export const CLIENT = { clientId: ZENDESK_ACCOUNT.clientId, clientSecret: ZENDESK_ACCOUNT.clientSecret };
export const REDIRECT_URI = "https://desk.example/oauth/zendesk/callback";
export const VERIFIER = "relay-desk-verifier-0123456789-abcdefghijklmnop";

/** A simulated Zendesk, and what the adapter's calls to it looked like. */
export interface World {
	zendesk: ZendeskSimulator;
	clock: Clock;
	call: CallOptions;
	requests: Request[];
	/** Answers the next request whose path matches, in place of the simulator. */
	answerNext(path: RegExp, answer: () => Response | Promise<Response>): void;
}

/** `deliver` gets the simulator's webhooks. */
export function createWorld(deliver?: (request: Request) => Promise<Response>): World {
	const clock = createFixedClock();
	const zendesk = createZendesk({ clock, ...(deliver ? { deliver } : {}) });
	const requests: Request[] = [];
	const planned: { path: RegExp; answer: () => Response | Promise<Response> }[] = [];
	const call: CallOptions = {
		fetch: async (input: RequestInfo | URL, init?: RequestInit) => {
			const request = new Request(input, init);
			requests.push(request.clone() as Request);
			const index = planned.findIndex(({ path }) => path.test(new URL(request.url).pathname));
			const [plan] = index < 0 ? [] : planned.splice(index, 1);
			return plan ? plan.answer() : zendesk.fetch(request);
		},
		now: clock.now,
		timeoutMs: 5_000,
	};
	return { zendesk, clock, call, requests, answerNext: (path, answer) => planned.push({ path, answer }) };
}

export async function authorize(
	{ zendesk }: World,
	personId: number,
	role: SignInRole = "agent",
	decision: "allow" | "deny" = "allow",
): Promise<URLSearchParams> {
	const request = { client: CLIENT, redirectUri: REDIRECT_URI, state: "st4te", codeVerifier: VERIFIER, role };
	return decide(zendesk, await provider.authorizationUrl(ACME, request), personId, decision);
}

export async function signIn(
	world: World,
	personId: number,
	role: SignInRole = "agent",
): Promise<TokenGrant> {
	const callback = await authorize(world, personId, role);
	const exchange = { client: CLIENT, redirectUri: REDIRECT_URI, callback, codeVerifier: VERIFIER, role };
	return provider.exchangeCode(ACME, exchange, world.call);
}

/** What a refresh is told of the grant. */
export function toRefresh({ refreshToken, scopes }: TokenGrant) {
	return { refreshToken: refreshToken ?? "", scopes };
}

/** A person's desk with a warm token. `renewals` lists the generations that were reported as failed. */
export async function openDesk(
	world: World,
	personId: number,
): Promise<{ desk: HelpDesk; renewals: number[]; grant: TokenGrant }> {
	const { tokens, ...session } = await openSession(world, personId, "agent");
	return { ...session, desk: provider.open(ACME, tokens, world.call) };
}

/** What an account says by itself, likewise. */
export async function openFeed(
	world: World,
	personId = MINA,
): Promise<{ feed: DeskFeed; renewals: number[] }> {
	const { tokens, renewals } = await openSession(world, personId, "admin");
	return { feed: provider.openFeed(ACME, tokens, world.call), renewals };
}

/** The people and organizations of the account, likewise. */
export async function openDirectory(world: World, personId = MINA): Promise<DeskDirectory> {
	const { tokens } = await openSession(world, personId, "admin");
	return provider.openDirectory(ACME, tokens, world.call);
}

async function openSession(
	world: World,
	personId: number,
	role: SignInRole,
): Promise<{ tokens: TokenSource; renewals: number[]; grant: TokenGrant }> {
	let grant = await signIn(world, personId, role);
	let generation = 1;
	let renewing: Promise<void> | null = null;
	const renewals: number[] = [];
	const bearer = (): BearerToken => ({ token: grant.accessToken, generation });
	async function renew(): Promise<void> {
		grant = await provider.refresh(ACME, CLIENT, toRefresh(grant), world.call);
		generation += 1;
		renewing = null;
	}
	const tokens: TokenSource = {
		current: async () => bearer(),
		async renew(failed) {
			renewals.push(failed);
			if (failed === generation) renewing ??= renew();
			await renewing;
			return bearer();
		},
	};
	world.requests.length = 0;
	return { tokens, renewals, grant };
}

/** Text that means something to Slack, a browser, Zendesk or a terminal, and must mean nothing. */
export const HOSTILE =
	"<!channel> <script>alert(1)</script> {{ticket.id}} \u202Egnp\u0000 &amp; \uD83D\uDE00 @here";

export const FIRST_PAGE = { cursor: null, size: 10 };

/** The way an error came, for `rejects.toMatchObject`. */
export const failing = (kind: string) => ({ name: "VendorError", vendor: "zendesk", kind });
