import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { AppEnv } from "../app-env.ts";
import { handleWebhook } from "./receive.ts";
import { handleZohoProbe, isZohoProbe } from "./zoho-probe.ts";

/** An event carries one ticket; a Zoho body carries several events. */
const MAX_BODY_BYTES = 1_000_000;

/**
 * What the desks call. Zoho deletes a subscription whose address answers 410, and Zendesk sends again what was
 * answered with 409: neither is ever said here.
 */
export function createWebhookRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	app.use(bodyLimit({ maxSize: MAX_BODY_BYTES, onError: (c) => c.body(null, 413) }));
	app.post("/zendesk/:desk", async (c) => {
		return handleWebhook(c, "zendesk", c.req.param("desk"), await c.req.text());
	});
	app.get("/zoho/:desk", (c) => handleZohoProbe(c, c.req.param("desk")));
	app.post("/zoho/:desk", async (c) => {
		const rawBody = await c.req.text();
		if (isZohoProbe(c.req.raw.headers, rawBody)) return handleZohoProbe(c, c.req.param("desk"));
		return handleWebhook(c, "zoho", c.req.param("desk"), rawBody);
	});
	app.all("*", (c) => c.body(null, 404));
	return app;
}
