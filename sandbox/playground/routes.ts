import { Hono } from "hono";
import { secureHeaders } from "hono/secure-headers";
import { type Assets, buildAssets } from "./assets.ts";
import { CLOCK_HEADER } from "./clock-header.ts";
import type { CrmPanel, CrmSync } from "./crm-panel.ts";
import { createCrmRoutes } from "./crm-routes.ts";
import type { DeskPanel } from "./desk-panel.ts";
import { createDeskRoutes } from "./desk-routes.ts";
import type { PlaygroundInfo } from "./info.ts";
import { renderPage } from "./page.ts";
import { createSlackRoutes } from "./slack-routes.ts";
import type { PlaygroundSlack } from "./slack-state.ts";
import { streamChanges } from "./stream.ts";

export interface PlaygroundParts {
	slack: PlaygroundSlack;
	desks: { zendesk: DeskPanel; zoho: DeskPanel };
	/** Left out: there is no Salesforce. */
	crm?: CrmPanel;
	sync?: CrmSync;
	info: PlaygroundInfo;
	/** The vendors' clock; left out: the real one. */
	now?: () => number;
}

const FOR_EVER = "public, max-age=31536000, immutable";

const headers = secureHeaders({
	contentSecurityPolicy: {
		defaultSrc: ["'none'"],
		scriptSrc: ["'self'"],
		styleSrc: ["'self'"],
		imgSrc: ["'self'", "data:"],
		connectSrc: ["'self'"],
		baseUri: ["'none'"],
		formAction: ["'none'"],
		frameAncestors: ["'none'"],
	},
	strictTransportSecurity: false,
});

/** The page at `/` and everything it asks for under `/playground/`. All addresses are relative to this site. */
export function createPlayground({ slack, desks, crm, sync, info, now = Date.now }: PlaygroundParts): Hono {
	const app = new Hono();
	let assets: Promise<Assets> | undefined;
	const getAssets = () => {
		assets ??= buildAssets();
		return assets;
	};

	// Only these two: mounted at the root, a wider pattern would reach the vendors' pages too.
	app.use("/", headers);
	app.use("/playground/*", headers);

	app.use("/playground/api/*", async (c, next) => {
		await next();
		c.header(CLOCK_HEADER, String(now()));
	});

	app.get("/", async (c) => {
		c.header("Cache-Control", "no-store");
		return c.html(renderPage(info, (await getAssets()).version));
	});
	app.get("/playground/:file{script-[0-9a-f]+\\.js}", async (c) =>
		c.body((await getAssets()).script, 200, {
			"Content-Type": "text/javascript; charset=utf-8",
			"Cache-Control": FOR_EVER,
		}),
	);
	app.get("/playground/:file{style-[0-9a-f]+\\.css}", async (c) =>
		c.body((await getAssets()).style, 200, {
			"Content-Type": "text/css; charset=utf-8",
			"Cache-Control": FOR_EVER,
		}),
	);

	app.route("/playground/api/slack", createSlackRoutes(slack, info));
	app.route("/playground/api/zendesk", createDeskRoutes(desks.zendesk));
	app.route("/playground/api/zoho", createDeskRoutes(desks.zoho));
	if (crm) app.route("/playground/api/salesforce", createCrmRoutes(crm, sync));
	app.get("/playground/api/stream", (c) =>
		streamChanges(c, {
			slack: (listener) => slack.subscribe(listener),
			zendesk: (listener) => desks.zendesk.subscribe(listener),
			zoho: (listener) => desks.zoho.subscribe(listener),
			...(crm ? { salesforce: (listener: () => void) => crm.subscribe(listener) } : {}),
		}),
	);
	return app;
}
