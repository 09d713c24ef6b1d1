import { getCookie, setCookie } from "hono/cookie";
import { randomToken } from "../lib/crypto.ts";
import { HOST_COOKIE } from "./cookies.ts";
import type { PageContext } from "./env.ts";

const COOKIE = "deskbridge_browser";
const DAY_SECONDS = 24 * 60 * 60;

/** What binds a sign-in to the browser that began it. */
export function ensureBrowser(c: PageContext): string {
	const known = readBrowser(c);
	if (known) return known;
	const browser = randomToken();
	setCookie(c, COOKIE, browser, { ...HOST_COOKIE, maxAge: DAY_SECONDS });
	return browser;
}

export function readBrowser(c: PageContext): string | null {
	const value = getCookie(c, COOKIE, "host");
	return value && /^[\w-]{43}$/.test(value) ? value : null;
}
