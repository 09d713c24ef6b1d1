import type { MiddlewareHandler } from "hono";
import { getSignedCookie, setSignedCookie } from "hono/cookie";
import { cookieKey, HOST_COOKIE } from "./cookies.ts";
import type { AdminEnv, PageContext } from "./env.ts";

const COOKIE = "deskbridge_setup";
const LIFETIME_SECONDS = 60 * 60;

/** The browser has given the setup token. */
export async function grantSetup(c: PageContext): Promise<void> {
	const { ctx } = c.var;
	const until = String(ctx.now() + LIFETIME_SECONDS * 1000);
	const key = await cookieKey(ctx.config, "setup");
	await setSignedCookie(c, COOKIE, until, key, { ...HOST_COOKIE, maxAge: LIFETIME_SECONDS });
}

export async function hasSetup(c: PageContext): Promise<boolean> {
	const { ctx } = c.var;
	const until = await getSignedCookie(c, await cookieKey(ctx.config, "setup"), COOKIE, "host");
	return typeof until === "string" && Number(until) > ctx.now();
}

/** Everybody else is asked for the setup token. */
export const requireSetup: MiddlewareHandler<AdminEnv> = async (c, next) => {
	if (!(await hasSetup(c))) return c.redirect("/setup", 303);
	await next();
};
