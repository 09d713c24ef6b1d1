import type { MiddlewareHandler } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { toLocale } from "../core/locale.ts";
import { HOST_COOKIE } from "./cookies.ts";
import type { AdminEnv } from "./env.ts";

const COOKIE = "deskbridge_lang";
const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** What the browser asks for, unless its person chose by `?lang=`: that is remembered. */
export const chooseLanguage: MiddlewareHandler<AdminEnv> = async (c, next) => {
	const asked = c.req.query("lang");
	const kept = getCookie(c, COOKIE, "host");
	if (asked === "en" || asked === "ja") {
		c.set("locale", asked);
		setCookie(c, COOKIE, asked, { ...HOST_COOKIE, maxAge: YEAR_SECONDS });
	} else {
		c.set(
			"locale",
			kept === "en" || kept === "ja" ? kept : toLocale(c.req.header("accept-language") ?? null),
		);
	}
	await next();
};
