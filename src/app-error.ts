import type { Context as HonoContext } from "hono";
import { HTTPException } from "hono/http-exception";
import type { AppEnv } from "./app-env.ts";
import { isVendorError } from "./lib/errors.ts";
import { createLogger } from "./lib/log.ts";
import { SetupIncomplete } from "./services/settings/settings.ts";
import { buildUnexpected } from "./slack/views/errors.ts";

/** The one place where what nobody expected becomes an answer. What a person sees carries the log's id. */
export function handleError(error: Error, c: HonoContext<AppEnv>): Response {
	if (error instanceof HTTPException) return error.getResponse();
	const reference = c.var.requestId;
	const log = c.var.ctx?.log ?? createLogger({ request: reference });
	// Never the message: a database error quotes the values it was given.
	log.error("request.failed", {
		reference,
		path: c.req.routePath,
		error: error.name,
		kind: isVendorError(error) ? error.kind : null,
		at: firstFrame(error),
	});
	if (error instanceof SetupIncomplete) return c.text("Deskbridge is not set up yet. See /setup.", 503);
	// Slack shows people its own failure notice for anything but 200.
	if (c.req.path === "/slack/commands") {
		const message = buildUnexpected({ locale: "en", provider: null, reference });
		return c.json({ response_type: "ephemeral", ...message });
	}
	return c.text(`Something went wrong on our side. Reference ${reference}.`, 500);
}

function firstFrame(error: Error): string | null {
	return /\n\s+at (.+)/.exec(error.stack ?? "")?.[1] ?? null;
}
