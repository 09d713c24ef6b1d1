import type { MiddlewareHandler } from "hono";
import type { ZendeskContext, ZendeskEnv } from "./app-env.ts";
import { invalidToken, missingScopes, noAccess, notSignedIn } from "./errors.ts";

type Action = "read" | "write";

/** Counts the request against the account's minute, whoever asks. */
export const countRequest: MiddlewareHandler<ZendeskEnv> = async (c, next) => {
	const headers = c.env.account.rate.take();
	await next();
	for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value);
};

/** A live token of a person of this account, whatever it may do. */
export const signedIn: MiddlewareHandler<ZendeskEnv> = async (c, next) => {
	identify(c);
	await next();
};

/** A live token whose scopes allow the action on the resource; null: only the broad scope does. */
export function needs(action: Action, resource: string | null): MiddlewareHandler<ZendeskEnv> {
	return async (c, next) => {
		identify(c);
		const { scopes } = c.var.grant;
		const fine = resource === null ? null : `${resource}:${action}`;
		if (!scopes.includes(action) && !(fine !== null && scopes.includes(fine)))
			throw missingScopes(fine ?? action);
		await next();
	};
}

/** Agents of any kind; end users and suspended people have no business here. */
export const agentsOnly: MiddlewareHandler<ZendeskEnv> = async (c, next) => {
	const { role, suspended } = c.var.user;
	if (role === "end-user" || suspended) throw noAccess();
	await next();
};

function identify(c: ZendeskContext): void {
	const authorization = c.req.header("authorization");
	if (!authorization) throw notSignedIn();
	const token = /^Bearer (\S+)$/.exec(authorization)?.[1];
	if (!token) throw notSignedIn();
	const grant = c.env.account.tokens.use(token);
	const user = c.env.account.users.get(grant.userId);
	if (!user) throw invalidToken();
	c.set("grant", grant);
	c.set("user", user);
}

export const adminsOnly: MiddlewareHandler<ZendeskEnv> = async (c, next) => {
	const { role, suspended } = c.var.user;
	if (role !== "admin" || suspended) throw noAccess();
	await next();
};
