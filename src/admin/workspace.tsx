import { Hono } from "hono";
import * as v from "valibot";
import { isVendorError } from "../lib/errors.ts";
import { findDesk } from "../services/desks/find-desk.ts";
import { findWorkspace, type WorkspaceView } from "../services/workspaces/find-workspace.ts";
import { sendTestMessage } from "../services/workspaces/send-test-message.ts";
import { setWorkspaceState } from "../services/workspaces/set-workspace-state.ts";
import { feedableEvents } from "../services/workspaces/settings.ts";
import { confirmChannel } from "../slack/install.ts";
import { md } from "../slack/mrkdwn.ts";
import { toSentence } from "../slack/views/blocks.ts";
import type { AdminEnv, PageContext } from "./env.ts";
import { parseForm } from "./form.ts";
import { forgetSaved } from "./kept-form.ts";
import { messagesFor, renderNotFound, renderPage } from "./render.tsx";
import { requireSession } from "./session.ts";
import { createChannelRoutes } from "./workspace/channels.tsx";
import { createDangerRoutes } from "./workspace/danger.tsx";
import { createDeliveryRoutes } from "./workspace/deliveries.tsx";
import { createFilterRoutes } from "./workspace/filters.tsx";
import { createLookRoutes } from "./workspace/look.tsx";
import { createWhatRoutes } from "./workspace/what.tsx";
import { createWhenRoutes } from "./workspace/when.tsx";
import { createWhereRoutes } from "./workspace/where.tsx";
import { WorkspacePage } from "./workspace-page.tsx";

const stateForm = v.object({ state: v.picklist(["active", "disabled"]) });

/** One workspace of the session's desk. Another desk's does not exist here. */
export function createWorkspaceRoutes() {
	const app = new Hono<AdminEnv>();
	app.use("/admin/workspaces/*", requireSession, forgetSaved);

	const parts = [
		createWhereRoutes(),
		createChannelRoutes(),
		createWhatRoutes(),
		createFilterRoutes(),
		createWhenRoutes(),
		createLookRoutes(),
		createDangerRoutes(),
		createDeliveryRoutes(),
	];
	for (const part of parts) app.route("/", part);

	app.get("/admin/workspaces/:id", async (c) => {
		const view = await find(c);
		return view ? renderWorkspace(c, view) : renderNotFound(c);
	});
	app.post("/admin/workspaces/:id/check", async (c) => {
		const view = await find(c);
		if (!view) return renderNotFound(c);
		const { teamId } = view.workspace;
		for (const { channelId, state, trouble } of view.mappings) {
			if (state === "ready" && !trouble) continue;
			const result = await check(c, { teamId, channelId });
			if (result) return c.redirect(`${pathOf(view)}?${result}`, 303);
		}
		return c.redirect(pathOf(view), 303);
	});
	app.post("/admin/workspaces/:id/test", async (c) => {
		const view = await find(c);
		if (!view) return renderNotFound(c);
		const desk = await findDesk(c.var.ctx.db, view.workspace.deskId);
		const text = messagesFor(c).workspace.testMessage(desk?.name ?? "");
		const failure = await sendTestMessage(c.var.ctx, view, toSentence(md`${text}`));
		return c.redirect(`${pathOf(view)}?${failure ? `failed=${failure}` : "sent=1"}`, 303);
	});
	app.post("/admin/workspaces/:id/state", async (c) => {
		const form = await parseForm(c, stateForm);
		const view = await find(c);
		if (!view || !form.ok) return renderNotFound(c);
		const { agentId: id, agentName: name, deskId } = c.var.session;
		const actor = { kind: "admin", id, name } as const;
		const workspaceId = view.workspace.id;
		const { state } = form.values;
		if (!(await setWorkspaceState(c.var.ctx, { actor, deskId, workspaceId, state })))
			return renderNotFound(c);
		return c.redirect(pathOf(view), 303);
	});
	return app;
}

function find(c: PageContext): Promise<WorkspaceView | null> {
	return findWorkspace(c.var.ctx, c.var.session.deskId, c.req.param("id") ?? "");
}

function pathOf(view: WorkspaceView): string {
	return `/admin/workspaces/${view.workspace.id}`;
}

/** null when the channel is ready by now. */
async function check(c: PageContext, target: { teamId: string; channelId: string }): Promise<string | null> {
	try {
		return (await confirmChannel(c.var.ctx, target)) ? null : "missing=1";
	} catch (error) {
		if (!isVendorError(error)) throw error;
		return `failed=${error.code ?? error.kind}`;
	}
}

async function renderWorkspace(c: PageContext, view: WorkspaceView) {
	const { workspace: words } = messagesFor(c);
	const desk = await findDesk(c.var.ctx.db, view.workspace.deskId);
	if (!desk) return renderNotFound(c);
	const word = c.req.query("failed") ?? "";
	const failure = /^[a-z_]{1,60}$/.test(word) ? word : null;
	const result = {
		isNew: c.req.query("connected") === "1",
		adminLinked: c.req.query("linked") === "1",
		sent: c.req.query("sent") === "1",
		stillMissing: c.req.query("missing") === "1",
		saved: c.req.query("saved") === "1",
		shared: toNames(c.req.query("shared")),
		waiting: toNames(c.req.query("waiting")),
		failure,
	};
	const feedable = feedableEvents(c.var.ctx.provider(desk.provider));
	const body = <WorkspacePage locale={c.var.locale} {...{ view, feedable, result }} />;
	const title = result.isNew ? words.connectedTitle(view.team.name) : view.team.name;
	const up = { to: "/admin", label: messagesFor(c).workspace.toOverview };
	return renderPage(c, { title, body, place: "overview", up });
}

/** Channels out of an address: shown only when they look like such. */
function toNames(text: string | undefined): string | null {
	const names = (text ?? "").split(" ").filter((name) => /^[\p{L}\p{N}_.-]{1,80}$/u.test(name));
	return names.length > 0 ? names.map((name) => `#${name}`).join(", ") : null;
}
