import { Hono } from "hono";
import * as v from "valibot";
import { vendorName } from "../locales/slack/vendor-name.ts";
import {
	cancelAgentLink,
	confirmAgentLink,
	describePendingLink,
} from "../services/agent-links/confirm-link.ts";
import { beginAgentSignIn, findSignInLink } from "../services/agent-links/sign-in-link.ts";
import { findSlackPerson } from "../services/agent-links/slack-person.ts";
import { sendLinkedNotices } from "../slack/linked-notice.ts";
import { toLine } from "../slack/mrkdwn.ts";
import { ensureBrowser, readBrowser } from "./browser.ts";
import type { AdminEnv, PageContext } from "./env.ts";
import { parseForm, requiredText } from "./form.ts";
import { leaveFor } from "./leave.tsx";
import { Action } from "./parts.tsx";
import { messagesFor, renderMessage, renderPage } from "./render.tsx";

const linkForm = v.object({ t: requiredText(200) });

/** A Slack user ties their own agent. Looking at a link uses nothing up: link previews look too. */
export function createLinkRoutes() {
	const app = new Hono<AdminEnv>();
	app.get("/link", (c) => renderLink(c, c.req.query("t") ?? ""));
	app.post("/link", async (c) => {
		const form = await parseForm(c, linkForm);
		if (!form.ok) return renderGone(c);
		const link = await findSignInLink(c.var.ctx, form.values.t);
		const address = link && (await beginAgentSignIn(c.var.ctx, form.values.t, ensureBrowser(c)));
		return link && address ? leaveFor(c, vendorName(link.desk.provider), address) : renderGone(c);
	});
	app.get("/link/confirm/:pending", (c) => renderConfirm(c, c.req.param("pending")));
	app.post("/link/confirm/:pending", async (c) => {
		const done = await confirmAgentLink(c.var.ctx, c.req.param("pending"), readBrowser(c));
		if (!done) return renderGone(c);
		c.var.ctx.later(sendLinkedNotices(c.var.ctx, done));
		const { link } = messagesFor(c);
		return renderMessage(c, {
			title: link.doneTitle,
			text: [done.released > 0 ? link.done : link.doneNoCommand, link.doneAs(done.agentName, done.deskName)],
		});
	});
	app.post("/link/cancel/:pending", async (c) => {
		await cancelAgentLink(c.var.ctx, c.req.param("pending"), readBrowser(c));
		const { link } = messagesFor(c);
		return renderMessage(c, { title: link.cancelledTitle, text: [link.cancelled], place: "person" });
	});
	return app;
}

async function renderLink(c: PageContext, token: string) {
	const found = await findSignInLink(c.var.ctx, token);
	if (!found) return renderGone(c);
	const { desk, teamId, slackUserId } = found;
	const person = await findSlackPerson(c.var.ctx, teamId, slackUserId);
	const name = toLine(person.name);
	const { link } = messagesFor(c);
	const body = (
		<>
			<p class="lead">{link.explain(desk.name, name, toLine(person.teamName))}</p>
			<Action to="/link" name="t" value={token} label={link.submit(vendorName(desk.provider))} />
			<br />
			<p>{link.notYou(name)}</p>
		</>
	);
	return renderPage(c, { title: link.title(desk.name), body, place: "person" });
}

async function renderConfirm(c: PageContext, pendingId: string) {
	const pending = await describePendingLink(c.var.ctx, pendingId, readBrowser(c));
	if (!pending) return renderGone(c);
	const { person, agentEmail, portalName } = pending;
	// Nothing invisible: this page is where somebody notices a name that isn't theirs.
	const slackName = toLine(person.name);
	const teamName = toLine(person.teamName);
	const agentName = toLine(pending.agentName);
	const { link } = messagesFor(c);
	const body = (
		<>
			<dl class="card">
				<dt>{link.slackPerson}</dt>
				<dd>
					<strong>{link.inWorkspace(slackName, teamName)}</strong>
				</dd>
				<dt>{link.deskAccount}</dt>
				<dd>
					<strong>{agentEmail ? `${agentName} (${agentEmail})` : agentName}</strong>
				</dd>
				<dt>{link.portal}</dt>
				<dd>{portalName}</dd>
			</dl>
			<p class="quiet">{link.confirmLead}</p>
			<div class="row">
				<Action to={`/link/confirm/${pendingId}`} label={link.confirm} />
				<Action to={`/link/cancel/${pendingId}`} label={link.cancel} look="second" />
			</div>
		</>
	);
	return renderPage(c, { title: link.confirmTitle, body, place: "person" });
}

function renderGone(c: PageContext) {
	const { link } = messagesFor(c);
	return renderMessage(c, { title: link.goneTitle, text: [link.gone], status: 410, place: "person" });
}
