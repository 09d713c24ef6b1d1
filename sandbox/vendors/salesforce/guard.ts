import type { MiddlewareHandler } from "hono";
import type { ApiCall, SalesforceContext, SalesforceEnv } from "./app-env.ts";
import { ApiError, notFound, refuse } from "./errors.ts";
import type { Org } from "./org.ts";
import { toApiError, toPage } from "./troubles.ts";
import type { SimUser } from "./users.ts";
import { isKnownVersion } from "./versions.ts";

const MAX_URI_BYTES = 16_384;

/** Edges first, then who calls, then what the call costs; a part of a composite call has all of that behind it. */
export const guard: MiddlewareHandler<SalesforceEnv> = async (c, next) => {
	const { org, caller } = c.env;
	if (!org) return notFound().toResponse();
	const url = new URL(c.req.url);
	const subject = `${c.req.method} ${url.pathname}${url.search}`;
	if (!caller) {
		const edge = org.troubles.take("page", subject);
		if (edge) return toPage(edge);
		if (c.req.url.length > MAX_URI_BYTES) return refuse("URI_TOO_LONG", "URI too long").toResponse();
	}
	const answer = await letIn(c, org, caller, subject, next);
	const response = answer ?? c.res;
	const headers = new Headers(response.headers);
	headers.set("sforce-limit-info", toLimitInfo(org));
	c.res = new Response(response.body, { status: response.status, headers });
	return c.res;
};

async function letIn(
	c: SalesforceContext,
	org: Org,
	caller: SimUser | null,
	subject: string,
	next: () => Promise<void>,
): Promise<Response | null> {
	try {
		const user = caller ?? identify(c, org);
		if (!caller) {
			org.usage.take();
			const trouble = org.troubles.take("request", subject);
			if (trouble) return toApiError(trouble).toResponse();
		}
		c.set("call", toCall(c, org, user));
	} catch (error) {
		if (error instanceof ApiError) return error.toResponse();
		throw error;
	}
	await next();
	return null;
}

/** A live session of somebody of this org who may use the API. */
function identify(c: SalesforceContext, org: Org): SimUser {
	const user = identifySession(c, org);
	if (org.policy.locksSessions) throw refuse("INVALID_SESSION_ID", "Session expired or invalid");
	if (org.policy.blocksRest) {
		throw refuse("INVALID_SESSION_ID", "This session is not valid for use with the REST API");
	}
	if (!org.policy.hasApi || !user.permissions.has("ApiEnabled")) {
		throw refuse("API_DISABLED_FOR_ORG", "The REST API is not enabled for this Organization.");
	}
	return user;
}

/** A live session, whatever it may be used for. */
export function identifySession(c: SalesforceContext, org: Org): SimUser {
	const token = /^(?:Bearer|OAuth) (\S+)$/.exec(c.req.header("authorization") ?? "")?.[1];
	const session = token ? org.tokens.use(token) : null;
	const user = session ? org.users.get(session.grant.userId) : undefined;
	if (!user?.isActive || user.isFrozen || !org.policy.isAppInstalled) {
		throw refuse("INVALID_SESSION_ID", "Session expired or invalid");
	}
	return user;
}

function toCall(c: SalesforceContext, org: Org, user: SimUser): ApiCall {
	const version = /^\/services\/data\/v(\d+\.\d)/.exec(new URL(c.req.url).pathname)?.[1] ?? "";
	if (!isKnownVersion(org, version)) throw notFound();
	return {
		org,
		user,
		version,
		autoAssigns: c.req.header("sforce-auto-assign")?.toUpperCase() !== "FALSE",
		allowsDuplicates: /allowSave\s*=\s*true/i.test(c.req.header("sforce-duplicate-rule-header") ?? ""),
	};
}

function toLimitInfo({ policy, usage, seed }: Org): string {
	const whole = usage.header();
	return policy.showsAppUsage
		? `${whole}; per-app-api-usage=${usage.calls()}/250000(appName=${seed.clientId.slice(0, 12)})`
		: whole;
}
