import type { Context as HonoContext } from "hono";
import type { AppEnv } from "../app-env.ts";
import { findSubscriber } from "../services/hearing/subscriber.ts";

/**
 * While a subscription is made or moved, Zoho asks the address by GET, then by POST with nothing in it, and waits
 * for a 200. Its id is known only afterwards, so nothing can be checked: nothing is done either.
 */
export function isZohoProbe(headers: Headers, rawBody: string): boolean {
	return !headers.has("x-zdesk-jwt") && /^\s*(\{\s*\})?\s*$/.test(rawBody);
}

export async function handleZohoProbe(c: HonoContext<AppEnv>, deskId: string): Promise<Response> {
	const subscriber = await findSubscriber(c.var.ctx, "zoho", deskId);
	return c.body(null, subscriber ? 200 : 404);
}
