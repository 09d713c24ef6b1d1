import type { MiddlewareHandler } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { endSession, findSession, SESSION_LIFETIME_MS, type Session } from "../services/sessions/sessions.ts";
import { HOST_COOKIE } from "./cookies.ts";
import type { AdminEnv, PageContext } from "./env.ts";
import { keepEntered } from "./kept-form.ts";

const COOKIE = "deskbridge_session";

export function startSession(c: PageContext, token: string): void {
	setCookie(c, COOKIE, token, { ...HOST_COOKIE, maxAge: SESSION_LIFETIME_MS / 1000 });
}

export async function readSession(c: PageContext): Promise<Session | null> {
	const token = getCookie(c, COOKIE, "host");
	return token ? findSession(c.var.ctx, token) : null;
}

export async function stopSession(c: PageContext): Promise<void> {
	const token = getCookie(c, COOKIE, "host");
	if (token) await endSession(c.var.ctx, token);
	deleteCookie(c, COOKIE, HOST_COOKIE);
}

/** Everybody else signs in first, and is told what became of what they were about to do. */
export const requireSession: MiddlewareHandler<AdminEnv> = async (c, next) => {
	const session = await readSession(c);
	if (!session) return c.redirect(await signInPath(c), 303);
	c.set("session", session);
	await next();
	if (!c.get("isDoubted") || (await readSession(c))) return;
	// Headers of an answer that is set over another one would be mixed.
	c.res = undefined;
	c.res = new Response(null, { status: 303, headers: { location: "/admin/sign-in?ended=1" } });
	if (c.req.method === "POST") c.res.headers.set("location", await signInPath(c));
};

/** What was about to be saved is kept for after the sign-in. */
async function signInPath(c: PageContext): Promise<string> {
	if (c.req.method !== "POST") return "/admin/sign-in";
	return `/admin/sign-in?ended=${(await keepEntered(c)) ? "kept" : "1"}`;
}
