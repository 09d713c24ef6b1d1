import { Hono } from "hono";
import { deleteCookie, getSignedCookie, setSignedCookie } from "hono/cookie";
import { cookieKey, HOST_COOKIE } from "./cookies.ts";
import type { AdminEnv, PageContext } from "./env.ts";
import { messagesFor, renderPage } from "./render.tsx";

const COOKIE = "deskbridge_next";
const LIFETIME_SECONDS = 120;

/**
 * Sends the browser to a vendor after a form. The page it answers goes on to `/continue` by itself, which is no
 * part of the form's redirects any more; where to is kept in a signed cookie, so that nobody else can say.
 */
export async function leaveFor(c: PageContext, vendor: string, address: string) {
	const key = await cookieKey(c.var.ctx.config, "next");
	await setSignedCookie(c, COOKIE, address, key, { ...HOST_COOKIE, maxAge: LIFETIME_SECONDS });
	const { signIn, common } = messagesFor(c);
	const body = (
		<>
			<p>{signIn.leaving(vendor)}</p>
			<p>
				<a class="button" href="/continue">
					{common.continue}
				</a>
			</p>
		</>
	);
	return renderPage(c, { title: signIn.leavingTitle(vendor), body, forward: "/continue" });
}

export function createLeaveRoutes() {
	return new Hono<AdminEnv>().get("/continue", async (c) => {
		const address = await getSignedCookie(c, await cookieKey(c.var.ctx.config, "next"), COOKIE, "host");
		deleteCookie(c, COOKIE, HOST_COOKIE);
		return c.redirect(address || "/", 302);
	});
}
