import { Hono } from "hono";
import * as v from "valibot";
import { vendorName } from "../locales/slack/vendor-name.ts";
import { type AgentLinkView, findAgentLink, listAgentLinks } from "../services/agent-links/list-links.ts";
import { findSlackPerson } from "../services/agent-links/slack-person.ts";
import { unlinkAgent } from "../services/agent-links/unlink-agent.ts";
import { type Desk, findDesk } from "../services/desks/find-desk.ts";
import { findTimezone } from "../services/desks/standing.ts";
import { listWorkspaces } from "../services/workspaces/find-workspace.ts";
import { sendUnlinkedNotice } from "../slack/unlinked-notice.ts";
import { words as line, withQuery } from "./activity/query.ts";
import { AgentSearch, AgentTable } from "./agents/table.tsx";
import type { AdminEnv, PageContext } from "./env.ts";
import { Notice } from "./parts.tsx";
import { messagesFor, renderNotFound, renderPage } from "./render.tsx";
import { requireSession } from "./session.ts";
import { Warning } from "./warning.tsx";
import { actorOf } from "./workspace/frame.tsx";

const PATH = "/admin/agents";
const SHOWN = 50;

const listQuery = v.object({ q: line(100), name: line(300), id: line(60), done: line(1) });

/** Who is linked to the session's desk, and the way to end that. */
export function createAgentRoutes() {
	const app = new Hono<AdminEnv>();
	app.get(PATH, requireSession, renderList);
	app.use("/admin/agents/:id/unlink", requireSession);
	app.get("/admin/agents/:id/unlink", async (c) => {
		const found = await findOwnLink(c);
		return found ? renderWarning(c, found.desk, found.link) : renderNotFound(c);
	});
	app.post("/admin/agents/:id/unlink", async (c) => {
		const { ctx, session } = c.var;
		const found = await findOwnLink(c);
		if (!found || !(await unlinkAgent(ctx, found.link.id, actorOf(c)))) return renderNotFound(c);
		ctx.later(sendUnlinkedNotice(ctx, found.desk, found.link, session.agentName));
		return c.redirect("/admin/agents?done=1", 303);
	});
	return app;
}

async function renderList(c: PageContext) {
	const { ctx, session, locale } = c.var;
	const { deskId } = session;
	const words = messagesFor(c).agents;
	const { q: search, name, id, done } = v.parse(listQuery, c.req.query());
	const after = id ? { name, id } : null;
	const [{ links, next }, timezone] = await Promise.all([
		listAgentLinks(ctx, { deskId, search, after, limit: SHOWN }),
		findTimezone(ctx, deskId),
	]);
	const isFirst = after === null;
	const body = (
		<>
			{done && <Notice kind="good">{words.unlinked}</Notice>}
			<p class="lead">{words.lead}</p>
			{(links.length > 0 || search || !isFirst) && <AgentSearch locale={locale} search={search} />}
			{links.length > 0 ? (
				<AgentTable links={links} clock={{ now: ctx.now(), locale, timezone }} />
			) : search ? (
				<p>{words.nobodyFound(search)}</p>
			) : isFirst ? (
				<Nobody c={c} hasWorkspace={(await listWorkspaces(ctx, deskId)).length > 0} />
			) : null}
			<div class="row">
				{!isFirst && <a href={withQuery(PATH, { q: search })}>{words.first}</a>}
				{next && (
					<a class="button second" href={withQuery(PATH, { q: search, ...next })}>
						{words.next}
					</a>
				)}
			</div>
		</>
	);
	return renderPage(c, { title: words.title, body, place: "agents" });
}

function Nobody({ c, hasWorkspace }: { c: PageContext; hasWorkspace: boolean }) {
	const { agents: words, overview } = messagesFor(c);
	if (hasWorkspace) return <p>{words.none}</p>;
	return (
		<>
			<p>{words.noWorkspace}</p>
			<p>
				<a class="button" href="/slack/install">
					{overview.connectSlack}
				</a>
			</p>
		</>
	);
}

async function renderWarning(c: PageContext, desk: Desk, link: AgentLinkView) {
	const words = messagesFor(c).agents;
	const vendor = vendorName(desk.provider);
	const person = await findSlackPerson(c.var.ctx, link.teamId, link.slackUserId);
	const revokes = link.carriesDesk ? [] : [words.unlinkRevokes(vendor)];
	const keeps = link.carriesDesk ? [words.unlinkKeepsGrant] : [];
	const body = (
		<Warning
			locale={c.var.locale}
			to={`/admin/agents/${link.id}/unlink`}
			back="/admin/agents"
			submit={words.unlinkSubmit}
			happens={[...words.unlinkHappens(person.name, link.teamName), ...revokes]}
			kept={[...words.unlinkKept(vendor), ...keeps]}
		/>
	);
	return renderPage(c, { title: words.unlinkTitle(link.agentName), body, place: "agents" });
}

async function findOwnLink(c: PageContext): Promise<{ desk: Desk; link: AgentLinkView } | null> {
	const { ctx, session } = c.var;
	const [desk, link] = await Promise.all([
		findDesk(ctx.db, session.deskId),
		findAgentLink(ctx, session.deskId, c.req.param("id") ?? ""),
	]);
	return desk && link ? { desk, link } : null;
}
