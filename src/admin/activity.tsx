import { Hono } from "hono";
import { createAuditRoutes } from "./activity/audit.tsx";
import { createDeliveryListRoutes } from "./activity/deliveries.tsx";
import { createDeliveryDetailRoutes } from "./activity/delivery.tsx";
import { createDeliveryExportRoutes } from "./activity/delivery-export.ts";
import { createErrorRoutes } from "./activity/errors.tsx";
import { createIgnoreRoutes } from "./activity/ignore.ts";
import { createSyncListRoutes } from "./activity/syncs.tsx";
import { createIntakeRoutes } from "./activity/webhooks.tsx";
import type { AdminEnv } from "./env.ts";
import { requireSession } from "./session.ts";

/** What happened at the session's desk: deliveries, problems, webhooks, and who changed what. */
export function createActivityRoutes() {
	const app = new Hono<AdminEnv>();
	app.use("/admin/activity/*", requireSession);
	const parts = [
		createDeliveryListRoutes(),
		createDeliveryExportRoutes(),
		createDeliveryDetailRoutes(),
		createIgnoreRoutes(),
		createIntakeRoutes(),
		createSyncListRoutes(),
		createErrorRoutes(),
		createAuditRoutes(),
	];
	for (const part of parts) app.route("/", part);
	return app;
}
