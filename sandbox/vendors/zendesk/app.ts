import { Hono } from "hono";
import type { ZendeskEnv } from "./app-env.ts";
import { ApiError, invalidEndpoint } from "./errors.ts";
import { countRequest } from "./guard.ts";
import { auditRoutes } from "./routes/audits.ts";
import { authorizeRoutes } from "./routes/authorize.ts";
import { consoleRoutes } from "./routes/console.ts";
import { customerRoutes } from "./routes/customers.ts";
import { directoryFieldRoutes } from "./routes/directory-fields.ts";
import { fieldRoutes } from "./routes/fields.ts";
import { incrementalRoutes } from "./routes/incremental.ts";
import { membershipRoutes } from "./routes/memberships.ts";
import { jobRoutes, organizationJobRoutes } from "./routes/organization-jobs.ts";
import { organizationRoutes } from "./routes/organizations.ts";
import { peopleRoutes } from "./routes/people.ts";
import { peopleJobRoutes } from "./routes/people-jobs.ts";
import { peopleWriteRoutes } from "./routes/people-writes.ts";
import { ratingRoutes } from "./routes/ratings.ts";
import { searchRoutes } from "./routes/search.ts";
import { ticketWriteRoutes } from "./routes/ticket-writes.ts";
import { ticketRoutes } from "./routes/tickets.ts";
import { currentTokenRoutes, grantRoutes } from "./routes/tokens.ts";
import { uploadRoutes } from "./routes/uploads.ts";
import { webhookRoutes } from "./routes/webhooks.ts";

export function createZendeskApp(): Hono<ZendeskEnv> {
	const api = new Hono<ZendeskEnv>()
		.use(countRequest)
		.use(async (c, next) => {
			c.env.account.directory.jobs.settle();
			await next();
		})
		.route("/", peopleRoutes)
		.route("/", peopleWriteRoutes)
		.route("/", peopleJobRoutes)
		.route("/", membershipRoutes)
		.route("/", jobRoutes)
		.route("/", directoryFieldRoutes)
		.route("/", ticketRoutes)
		.route("/", ticketWriteRoutes)
		.route("/", uploadRoutes)
		.route("/", fieldRoutes)
		.route("/", customerRoutes)
		.route("/", organizationRoutes)
		.route("/", organizationJobRoutes)
		.route("/", ratingRoutes)
		.route("/", auditRoutes)
		.route("/", incrementalRoutes)
		.route("/", webhookRoutes)
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
