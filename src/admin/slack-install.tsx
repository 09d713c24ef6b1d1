import { Hono } from "hono";
import { returnFromSlackIdentity } from "../services/agent-links/return-from-desk.ts";
import { endFlow } from "../services/sign-in/flows.ts";
import { beginInstall, type InstallStep, returnFromInstall } from "../services/workspaces/install-app.ts";
import { ensureBrowser, readBrowser } from "./browser.ts";
import type { AdminEnv, PageContext } from "./env.ts";
import { answerLinkStep } from "./link-step.tsx";
import { renderStale } from "./oauth-return.tsx";
import { messagesFor, renderMessage } from "./render.tsx";
import { readSession, requireSession } from "./session.ts";

/** The Slack app into a workspace; also where Slack's sign-in of one person comes back to. */
export function createInstallRoutes() {
	const app = new Hono<AdminEnv>();
	app.get("/slack/install", requireSession, async (c) => {
		const address = await beginInstall(c.var.ctx, c.var.session, ensureBrowser(c));
		return c.redirect(address, 302);
	});
	app.get("/slack/oauth/callback", async (c) => {
		const { ctx } = c.var;
		const callback = new URL(c.req.url).searchParams;
		const browser = readBrowser(c);
		const flow = await endFlow(ctx, callback.get("state") ?? "", browser);
		if (!flow || !browser) return renderStale(c);
		if (flow.kind === "slack_identity") {
			return answerLinkStep(c, await returnFromSlackIdentity(ctx, flow.payload, callback));
		}
		if (flow.kind !== "slack_install") return renderStale(c);
		return answerInstall(c, await returnFromInstall(ctx, flow.payload, await readSession(c), callback));
	});
	return app;
}

function answerInstall(c: PageContext, result: InstallStep) {
	if (result.step === "connected") {
		const { workspace, greetingError } = result;
		const query = new URLSearchParams({ connected: "1" });
		if (workspace.adminLinked) query.set("linked", "1");
		if (greetingError) query.set("failed", greetingError);
		return c.redirect(`/admin/workspaces/${workspace.workspaceId}?${query}`, 302);
	}
	const { install, refusal } = messagesFor(c);
	const { reason, detail } = result;
	return renderMessage(c, {
		title: install.title,
		text: [install.reasons[reason](), detail ? refusal.word(detail) : null],
		link: { to: "/slack/install", label: install.again },
		status: reason === "slack_unavailable" ? 502 : 403,
	});
}
