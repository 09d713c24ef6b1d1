import { Hono } from "hono";
import type { ZendeskEnv } from "./app-env.ts";
import { ApiError, invalidEndpoint } from "./errors.ts";
import { countRequest } from "./guard.ts";
import { authorizeRoutes } from "./routes/authorize.ts";
import { consoleRoutes } from "./routes/console.ts";
import { peopleRoutes } from "./routes/people.ts";
import { searchRoutes } from "./routes/search.ts";
import { ticketRoutes } from "./routes/tickets.ts";
import { currentTokenRoutes, grantRoutes } from "./routes/tokens.ts";

export function createZendeskApp(): Hono<ZendeskEnv> {
	const api = new Hono<ZendeskEnv>()
		.use(countRequest)
		.route("/", peopleRoutes)
		.route("/", ticketRoutes)
		.route("/", searchRoutes)
		.route("/", currentTokenRoutes)
		.all("*", () => {
			throw invalidEndpoint();
		});
	// Errors of the API become answers inside, so that they carry the rate limit's headers too.
	api.onError(toErrorResponse);
	const app = new Hono<ZendeskEnv>()
		.route("/", authorizeRoutes)
		.route("/", grantRoutes)
		.route("/", consoleRoutes)
		.route("/api/v2", api)
		.notFound(() => invalidEndpoint().toResponse());
	app.onError(toErrorResponse);
	return app;
}

function toErrorResponse(error: Error): Response {
	if (error instanceof ApiError) return error.toResponse();
	console.error(error);
	return new ApiError(500, { error: "InternalError", description: "The simulator failed" }).toResponse();
}
