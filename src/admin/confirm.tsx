import { Hono } from "hono";
import { vendorName } from "../locales/slack/vendor-name.ts";
import { connectDesk } from "../services/desks/connect-desk.ts";
import { type Desk, findDesk } from "../services/desks/find-desk.ts";
import {
	type PendingPayload,
	peekGrant,
	refuseGrant,
	takeGrant,
} from "../services/sign-in/pending-grants.ts";
import { readBrowser } from "./browser.ts";
import type { AdminEnv, PageContext } from "./env.ts";
import { leadOn } from "./kept-form.ts";
import { Action, Notice } from "./parts.tsx";
import { messagesFor, renderMessage, renderPage } from "./render.tsx";
import { startSession } from "./session.ts";

/** The portal that the sign-in really answers for, shown before anything stands on it. */
export function createConfirmRoutes() {
	const app = new Hono<AdminEnv>();
	app.get("/admin/confirm/:pending", async (c) => {
		const { ctx } = c.var;
		const pending = await peekGrant(ctx, c.req.param("pending"), readBrowser(c));
		if (pending?.kind !== "desk_connect") return renderGone(c);
		const desk = await findDesk(ctx.db, pending.payload.deskId);
		return desk ? renderConfirm(c, desk, pending.payload) : renderGone(c);
	});
	app.post("/admin/confirm/:pending", async (c) => {
		const pending = await takeGrant(c.var.ctx, c.req.param("pending"), readBrowser(c));
		if (pending?.kind !== "desk_connect") return renderGone(c);
		const result = await connectDesk(c.var.ctx, pending.payload);
		if (!result.ok) {
			const { confirm, refusal } = messagesFor(c);
			const text = {
				desk_gone: () => refusal.reasons.desk_gone(),
				portal_taken: confirm.taken,
				other_portal: confirm.otherPortal,
			}[result.reason]("name" in result ? result.name : "");
			return renderMessage(c, { title: confirm.takenTitle, text: [text], status: 409 });
		}
		startSession(c, result.sessionToken);
		return c.redirect(await leadOn(c, result.deskId), 303);
	});
	app.post("/admin/confirm/:pending/again", async (c) => {
		const { ctx } = c.var;
		const pending = await takeGrant(ctx, c.req.param("pending"), readBrowser(c));
		if (pending?.kind !== "desk_connect") return renderGone(c);
		await refuseGrant(ctx, pending.payload);
		return c.redirect(`/admin/desks/${pending.payload.deskId}/agreement`, 303);
	});
	return app;
}

function renderConfirm(c: PageContext, desk: Desk, payload: PendingPayload<"desk_connect">) {
	const { confirm } = messagesFor(c);
	const { portal, identity, grant } = payload;
	const wanted = c.var.ctx.provider(desk.provider).scopes("admin");
	const missing = wanted.filter((scope) => !grant.scopes.includes(scope));
	const before = desk.connectedByAgentId === identity.agentId ? null : desk.connectedByName;
	const path = c.req.path;
	const body = (
		<>
			<p class="lead">{confirm.lead(identity.name)}</p>
			<dl class="card">
				<dt>{confirm.portal}</dt>
				<dd>
					<strong>{portal.name}</strong> · {vendorName(desk.provider)}
				</dd>
				<dt>{confirm.portalId}</dt>
				<dd>{portal.id}</dd>
				{portal.edition && <dt>{confirm.edition}</dt>}
				{portal.edition && <dd>{portal.edition}</dd>}
				<dt>{confirm.address}</dt>
				<dd>{portal.url}</dd>
				<dt>{confirm.agent}</dt>
				<dd>{identity.email ? `${identity.name} (${identity.email})` : identity.name}</dd>
			</dl>
			{before && <Notice kind="info">{confirm.takesOver(before)}</Notice>}
			{missing.length > 0 && <Notice kind="info">{confirm.missingScopes(missing.join(", "))}</Notice>}
			<Action to={path} label={confirm.submit(portal.name)} />
			<br />
			<Action to={`${path}/again`} label={confirm.again} look="plain" />
			<p class="quiet small">{confirm.againHelp}</p>
		</>
	);
	return renderPage(c, { title: confirm.title, body });
}

function renderGone(c: PageContext) {
	const { stale, confirm, common } = messagesFor(c);
	const link = { to: "/", label: common.startAgain };
	return renderMessage(c, { title: stale.title, text: [confirm.gone], link, status: 400 });
}
