import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { AppEnv } from "../app-env.ts";
import { loadSettings } from "../services/settings/settings.ts";
import { handleCommand } from "./commands.ts";
import { handleEvent } from "./events.ts";
import { handleOptions } from "./forms/suggest.ts";
import { handleInteraction } from "./interactions.ts";
import { isSignedBySlack } from "./verify.ts";

/** A message shortcut carries a whole message; nothing Slack sends is larger. */
const MAX_BODY_BYTES = 1_000_000;

type Handler = typeof handleCommand;

/** What Slack calls. Nothing is parsed before the signature over the raw body has been checked. */
export function createSlackRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	app.use(bodyLimit({ maxSize: MAX_BODY_BYTES, onError: (c) => c.body(null, 413) }));
	app.post("/commands", signed(handleCommand, { allowsSslCheck: true }));
	app.post("/interactions", signed(handleInteraction));
	app.post("/options", signed(handleOptions));
	app.post("/events", signed(handleEvent));
	return app;
}

function signed(handle: Handler, options: { allowsSslCheck?: boolean } = {}) {
	return async (c: Parameters<Handler>[0]): Promise<Response> => {
		const rawBody = await c.req.text();
		// Slack's SSL check of a command address may come unsigned; it wants an empty 200 and nothing done.
		if (options.allowsSslCheck && isSslCheck(rawBody)) return c.body(null, 200);
		if (!(await isAuthentic(c, rawBody))) return c.body(null, 401);
		return handle(c, rawBody);
	};
}

function isSslCheck(rawBody: string): boolean {
	return rawBody.includes("ssl_check=1") && new URLSearchParams(rawBody).get("ssl_check") === "1";
}

async function isAuthentic(c: Parameters<Handler>[0], rawBody: string): Promise<boolean> {
	const { ctx } = c.var;
	const { headers } = c.req.raw;
	const { slackApp } = await loadSettings(ctx);
	if (slackApp && (await isSignedBySlack(slackApp.signingKeys, headers, rawBody, ctx.now()))) return true;
	// The secret may have been entered or changed a moment ago.
	const fresh = await loadSettings(ctx, { fresh: true });
	if (!fresh.slackApp || fresh.slackApp === slackApp) return false;
	return isSignedBySlack(fresh.slackApp.signingKeys, headers, rawBody, ctx.now());
}
