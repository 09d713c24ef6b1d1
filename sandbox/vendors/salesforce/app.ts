import { Hono } from "hono";
import type { SalesforceContext, SalesforceEnv } from "./app-env.ts";
import { ApiError, notFound, OAuthError, refuse } from "./errors.ts";
import { guard } from "./guard.ts";
import { SeveralRecords } from "./records/save.ts";
import { authorizeRoutes } from "./routes/authorize.ts";
import { collectionRoutes } from "./routes/collections.ts";
import { compositeRoutes } from "./routes/composite.ts";
import { consoleRoutes } from "./routes/console.ts";
import { identityRoutes } from "./routes/identity.ts";
import { objectRoutes } from "./routes/objects.ts";
import { queryRoutes } from "./routes/query.ts";
import { recordRoutes } from "./routes/records.ts";
import { replicationRoutes } from "./routes/replication.ts";
import { tokenRoutes } from "./routes/tokens.ts";
import { addressOf } from "./soql/select.ts";
import { versionsOf } from "./versions.ts";

export function createSalesforceApp(): Hono<SalesforceEnv> {
	const api = new Hono<SalesforceEnv>()
		.use(guard)
		.route("/", objectRoutes)
		.route("/", queryRoutes)
		.route("/", replicationRoutes)
		.route("/", compositeRoutes(askInside))
		.route("/", collectionRoutes)
		.route("/", recordRoutes)
		.all("*", () => {
			throw notFound();
		});
	// Errors of the API become answers inside, so that they carry the limit's header too.
	api.onError(toErrorResponse);

	const app = new Hono<SalesforceEnv>({ strict: false })
		.route("/", authorizeRoutes)
		.route("/", tokenRoutes)
		.route("/", identityRoutes)
		.route("/", consoleRoutes)
		.get("/services/data", (c) => (c.env.org ? c.json(versionsOf(c.env.org)) : notFound().toResponse()))
		.route("/services/data/:version{v\\d+\\.\\d}", api)
		.notFound(() => notFound().toResponse());
	app.onError(toErrorResponse);

	async function askInside(request: Request, c: SalesforceContext): Promise<Response> {
		return app.fetch(request, { ...c.env, caller: c.var.call.user });
	}
	return app;
}

function toErrorResponse(error: Error, c: SalesforceContext): Response {
	if (error instanceof ApiError || error instanceof OAuthError) return error.toResponse();
	if (error instanceof SeveralRecords) {
		const { version } = c.var.call;
		return Response.json(
			error.records.map((record) => addressOf(record, version)),
			{ status: 300 },
		);
	}
	console.error(error);
	return refuse("UNKNOWN_EXCEPTION", "The simulator failed").toResponse();
}
