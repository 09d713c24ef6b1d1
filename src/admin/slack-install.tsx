import { Hono } from "hono";
import { returnFromSlackIdentity } from "../services/agent-links/return-from-desk.ts";
import { endFlow } from "../services/sign-in/flows.ts";
import { beginInstall, type InstallStep, returnFromInstall } from "../services/workspaces/install-app.ts";
import { greetChannel } from "../slack/install.ts";
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
		const session = await readSession(c);
		const result = await returnFromInstall(ctx, flow.payload, session, callback);
		if (result.step === "refused") return refuseInstall(c, result);
		const { teamId, workspace, channel } = result;
		const greeting = { deskId: flow.payload.deskId, teamId, channelId: channel.id };
		const isGreeted = workspace.channelIsNew && channel.state === "ready";
		const failure = isGreeted ? await greetChannel(ctx, greeting) : null;
		const query = new URLSearchParams({ connected: "1" });
		if (workspace.adminLinked) query.set("linked", "1");
		if (failure) query.set("failed", failure);
		return c.redirect(`/admin/workspaces/${workspace.workspaceId}?${query}`, 302);
	});
	return app;
}

function refuseInstall(c: PageContext, { reason, detail }: Extract<InstallStep, { step: "refused" }>) {
	const { install, refusal } = messagesFor(c);
	return renderMessage(c, {
		title: install.title,
		text: [install.reasons[reason](), detail ? refusal.word(detail) : null],
		link: { to: "/slack/install", label: install.again },
		status: reason === "slack_unavailable" ? 502 : 403,
	});
}
