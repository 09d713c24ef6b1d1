import { Hono } from "hono";
import { createActivityRoutes } from "./activity.tsx";
import { createAgentRoutes } from "./agents.tsx";
import { createAgreementRoutes } from "./agreement.tsx";
import { createConfirmRoutes } from "./confirm.tsx";
import { createDeskRoutes } from "./desk.tsx";
import { createDeskDangerRoutes } from "./desk-danger.tsx";
import { createRegisterRoutes } from "./desk-register.tsx";
import type { AdminEnv } from "./env.ts";
import { createHomeRoutes } from "./home.tsx";
import { chooseLanguage } from "./language.ts";
import { createLeaveRoutes } from "./leave.tsx";
import { createLinkRoutes } from "./link.tsx";
import { createReturnRoutes } from "./oauth-return.tsx";
import { createOverviewRoutes } from "./overview.tsx";
import { renderProblem } from "./problem.tsx";
import { renderNotFound } from "./render.tsx";
import { safety } from "./safety.ts";
import { createSalesforceReturnRoutes } from "./salesforce/return.tsx";
import { createSalesforceRoutes } from "./salesforce.tsx";
import { SCRIPT, SCRIPT_PATH } from "./script.ts";
import { createSessionRoutes } from "./sessions.tsx";
import { createSetupRoutes } from "./setup.tsx";
import { createTokenRoutes } from "./setup-token.tsx";
import { createSignInRoutes } from "./sign-in.tsx";
import { createInstallRoutes } from "./slack-install.tsx";
import { createWorkspaceRoutes } from "./workspace.tsx";

/** Every address of the pages: what is not under one of these is somebody else's. */
const PAGES = [
	"/",
	"/setup/*",
	"/admin/*",
	"/link/*",
	"/continue",
	"/oauth/*",
	"/slack/install",
	"/slack/oauth/callback",
];

/** The browser side: setup, connecting, the overview, and the pages where people tie their accounts. */
export function createAdminRoutes() {
	const app = new Hono<AdminEnv>();
	app.onError((error, c) => renderProblem(error, c));
	for (const path of PAGES) app.use(path, chooseLanguage, ...safety);
	app.get(SCRIPT_PATH, (c) =>
		c.body(SCRIPT, 200, {
			"content-type": "text/javascript; charset=utf-8",
			"cache-control": "public, max-age=31536000, immutable",
			"x-content-type-options": "nosniff",
		}),
	);
	const parts = [
		createHomeRoutes(),
		createTokenRoutes(),
		createSetupRoutes(),
		createRegisterRoutes(),
		createAgreementRoutes(),
		createSignInRoutes(),
		createConfirmRoutes(),
		createSalesforceReturnRoutes(),
		createReturnRoutes(),
		createLeaveRoutes(),
		createOverviewRoutes(),
		createActivityRoutes(),
		createInstallRoutes(),
		createWorkspaceRoutes(),
		createSalesforceRoutes(),
		createDeskRoutes(),
		createDeskDangerRoutes(),
		createAgentRoutes(),
		createSessionRoutes(),
		createLinkRoutes(),
	];
	for (const part of parts) app.route("/", part);
	for (const area of ["/setup/*", "/admin/*", "/link/*", "/oauth/*"]) app.all(area, renderNotFound);
	return app;
}
