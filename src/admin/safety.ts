import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { csrf } from "hono/csrf";
import { NONCE, secureHeaders } from "hono/secure-headers";
import type { AdminEnv } from "./env.ts";

/**
 * Nothing loads but the page's own style and script, and what that asks this site for; forms go to this site only. A sign-in that follows a form therefore
 * goes through `leaveFor`: browsers hold every redirect after a form against `form-action`, and a vendor's
 * sign-in redirects to hosts nobody can list.
 */
const headers = secureHeaders({
	contentSecurityPolicy: {
		defaultSrc: ["'none'"],
		styleSrc: [NONCE],
		scriptSrc: [NONCE],
		connectSrc: ["'self'"],
		imgSrc: ["'self'", "data:"],
		formAction: ["'self'"],
		baseUri: ["'none'"],
		frameAncestors: ["'none'"],
	},
	// `no-referrer` would also take the Origin header from our own forms.
	referrerPolicy: "same-origin",
	xFrameOptions: "DENY",
});

const noStore: MiddlewareHandler<AdminEnv> = async (c, next) => {
	await next();
	c.header("cache-control", "no-store");
};

/** No form here holds more. */
const MAX_FORM_BYTES = 32_000;

/** On every page and form: headers, no copies, no form of another site, none too large. */
export const safety = [headers, noStore, csrf(), bodyLimit({ maxSize: MAX_FORM_BYTES })] as const;
