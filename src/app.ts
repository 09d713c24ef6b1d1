import { Hono } from "hono";
import { createAdminRoutes } from "./admin/routes.tsx";
import type { AppEnv } from "./app-env.ts";
import { handleError } from "./app-error.ts";
import { readConfig } from "./config.ts";
import { createContext } from "./context.ts";
import { handleHealth } from "./health.ts";
import { randomToken } from "./lib/crypto.ts";
import { createSlackRoutes } from "./slack/routes.ts";
import { createWebhookRoutes } from "./webhooks/routes.ts";

/** The HTTP tree. `/healthz` and `/setup` answer whatever is missing; the rest needs a configuration. */
export function createApp(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	app.use(async (c, next) => {
		// People read it out and paste it: an underscore would not survive Slack's markup.
		c.set("requestId", randomToken(6).replace(/[-_]/g, "0"));
		const config = readConfig(c.env);
		if (config.ok) {
			const { requestId } = c.var;
			const later = (work: Promise<unknown>) => c.executionCtx.waitUntil(work);
			c.set("ctx", createContext(c.env, config.config, { requestId, later }));
		} else if (c.req.path !== "/healthz" && c.req.path !== "/setup") {
			const names = config.problems.map(({ name }) => name).join(", ");
			return c.text(`Deskbridge is not configured yet: ${names}. See /setup.`, 503);
		}
		return next();
	});
	app.get("/healthz", handleHealth);
	app.route("/slack", createSlackRoutes());
	app.route("/webhooks", createWebhookRoutes());
	app.route("/", createAdminRoutes());
	app.onError(handleError);
	return app;
}
