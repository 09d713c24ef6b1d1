import { type Context, Hono } from "hono";
import { ZOHO_ACCOUNT } from "../../seed/accounts.ts";
import type { Clock } from "../../vendor.ts";
import { accountEndpoints } from "./api-accounts.ts";
import { blueprintEndpoints } from "./api-blueprint.ts";
import { contactEndpoints } from "./api-contacts.ts";
import { conversationEndpoints } from "./api-conversation.ts";
import { customerEndpoints } from "./api-customers.ts";
import { figureEndpoints } from "./api-figures.ts";
import { formEndpoints } from "./api-form.ts";
import { historyEndpoints } from "./api-history.ts";
import { messageEndpoints } from "./api-messages.ts";
import { peopleEndpoints } from "./api-people.ts";
import { searchEndpoints } from "./api-search.ts";
import { tagEndpoints } from "./api-tags.ts";
import { ticketWriteEndpoints } from "./api-ticket-writing.ts";
import { ticketEndpoints } from "./api-tickets.ts";
import { uploadEndpoints } from "./api-uploads.ts";
import { webhookEndpoints } from "./api-webhooks.ts";
import { ApiFailure, type ApiRequest, checkQuery, DONE, type Endpoint, notFound } from "./endpoints.ts";
import type { AccessToken, Grants } from "./grants.ts";
import type { Limits } from "./limits.ts";
import { PAGE_HEADERS, toLocale } from "./page.ts";
import { portalPage } from "./portal-page.ts";
import type { SimActor, SimAgent, ZohoState } from "./state.ts";
import type { Webhooks } from "./webhooks.ts";

/** More exact paths first: `/tickets/search` before `/tickets/:ticketId`. */
const ENDPOINTS = [
	...searchEndpoints,
	...figureEndpoints,
	...ticketEndpoints,
	...conversationEndpoints,
	...ticketWriteEndpoints,
	...tagEndpoints,
	...messageEndpoints,
	...uploadEndpoints,
	...blueprintEndpoints,
	...formEndpoints,
	...customerEndpoints,
	...accountEndpoints,
	...contactEndpoints,
	...peopleEndpoints,
	...historyEndpoints,
	...webhookEndpoints,
];
const WITHOUT_ORGANIZATION = "/organizations";

interface Parts {
	state: () => ZohoState;
	grants: Grants;
	limits: Limits;
	clock: Clock;
	/** `by` did something to a ticket. */
	changed: (by: SimActor) => void;
	webhooks: Webhooks;
}

/** `desk.zoho.*`: the API, and the page a ticket's address leads to. */
export function createApi({ state, grants, limits, clock, changed, webhooks }: Parts): Hono {
	const app = new Hono();

	for (const endpoint of ENDPOINTS) {
		app.on(endpoint.method ?? "GET", `/api/v1${endpoint.path}`, async (c) => {
			const url = new URL(c.req.url);
			const token = requireToken(c, url, grants);
			const viewer = requireViewer(c, endpoint, token, state());
			limits.take(endpoint.weight);
			requireScopes(endpoint, token.consent.scopes);
			checkQuery(url.searchParams, endpoint.query);
			const params: Record<string, string> = c.req.param();
			const query = url.searchParams;
			const input = await readInput(c, endpoint);
			const by: SimActor = { type: "Agent", id: viewer.id, name: viewer.name };
			const shared = { viewer, state: state(), now: clock.now(), params, query, webhooks };
			const body = await endpoint.answer({ ...shared, ...input, changed: () => changed(by) });
			c.header("X-Rate-Limit-Request-Weight-v3", String(endpoint.weight));
			c.header("X-Rate-Limit-Remaining-v3", String(limits.remaining()));
			if (body === DONE) return c.body(null, 200);
			return body ? c.json(body) : c.body(null, 204);
		});
	}
	for (const endpoint of ENDPOINTS) {
		app.all(`/api/v1${endpoint.path}`, () => {
			throw new ApiFailure(405, "METHOD_NOT_ALLOWED", "This method is not allowed here.");
		});
	}

	app.get("/.well-known/jwks.json", (c) => c.json(webhooks.keySet()));

	app.get("/support/:portal/ShowHomePage.do", (c) => showPortal(c, state(), null));
	app.get("/support/:portal", (c) => showPortal(c, state(), null));
	app.get("/agent/:portal/:department/tickets/details/:ticketId", (c) =>
		showPortal(c, state(), c.req.param("ticketId")),
	);

	app.notFound((c) => presentFailure(c, notFound()));
	app.onError((error, c) => {
		if (error instanceof ApiFailure) return presentFailure(c, error, limits.retryAfter());
		throw error;
	});
	return app;
}

/** A body is JSON, but for the one kind of call that sends a file. */
async function readInput(c: Context, { method }: Endpoint): Promise<Pick<ApiRequest, "json" | "file">> {
	if (!method) return { json: undefined, file: null };
	const type = c.req.header("content-type") ?? "";
	if (type.startsWith("multipart/form-data")) {
		const file = (await c.req.formData()).get("file");
		return { json: undefined, file: file instanceof File ? file : null };
	}
	const json: unknown = await c.req.json().catch(() => undefined);
	return { json, file: null };
}

function showPortal(c: Context, state: ZohoState, ticketId: string | null) {
	const shown = portalPage(state, c.req.param("portal") ?? "", ticketId, toLocale(c));
	return shown ? c.html(shown, 200, PAGE_HEADERS) : presentFailure(c, notFound());
}

function presentFailure(c: Context, failure: ApiFailure, retryAfter: number | null = null): Response {
	const { errorCode, message, errors, status } = failure;
	if (status === 429 && retryAfter !== null) c.header("Retry-After", String(retryAfter));
	return c.json({ errorCode, message, ...(errors.length > 0 ? { errors } : {}) }, status);
}

function requireToken(c: Context, url: URL, grants: Grants): AccessToken {
	const token = /^(?:Zoho-oauthtoken|Bearer) (\S+)$/.exec(c.req.header("authorization") ?? "")?.[1];
	if (!token)
		throw new ApiFailure(401, "UNAUTHORIZED", "You are not authenticated to perform this operation.");
	const found = url.host === `desk.zoho.${ZOHO_ACCOUNT.dataCentre}` ? grants.find(token) : null;
	if (!found) throw new ApiFailure(401, "INVALID_OAUTH", "The OAuth token you provided is invalid.");
	return found;
}

function requireViewer(c: Context, endpoint: Endpoint, { consent }: AccessToken, state: ZohoState): SimAgent {
	const orgId = c.req.header("orgId");
	if (endpoint.path !== WITHOUT_ORGANIZATION) {
		// A word instead of a number breaks the real one.
		if (orgId !== undefined && !/^\d+$/.test(orgId)) {
			throw new ApiFailure(500, "INTERNAL_SERVER_ERROR", "Something went wrong on our side.");
		}
		if (orgId !== consent.orgId) {
			throw new ApiFailure(403, "OAUTH_ORG_MISMATCH", "The token was made for another organisation.");
		}
	}
	const viewer = state.agents.find((agent) => agent.zuid === consent.zuid && agent.orgId === consent.orgId);
	if (!viewer) throw new ApiFailure(403, "FORBIDDEN", "You are not an agent of this organisation.");
	return viewer;
}

function requireScopes({ scopes }: Endpoint, granted: string[]): void {
	const has = (scope: string) => granted.includes(scope) || granted.includes(scope.replace(/\w+$/, "ALL"));
	if (scopes.every((group) => group.some(has))) return;
	throw new ApiFailure(403, "SCOPE_MISMATCH", "The OAuth token lacks a scope that this call needs.");
}
