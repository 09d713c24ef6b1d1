import { Hono } from "hono";
import { describeDay } from "../services/budget/describe-day.ts";
import { type Desk, findDesk } from "../services/desks/find-desk.ts";
import { findStanding, type Standing } from "../services/desks/standing.ts";
import { checkNow } from "../services/hearing/check-now.ts";
import { BudgetCard } from "./desk/budget-card.tsx";
import { ConnectionCard } from "./desk/connection-card.tsx";
import { DayCard } from "./desk/day-card.tsx";
import { HearingCard } from "./desk/hearing-card.tsx";
import type { AdminEnv, PageContext } from "./env.ts";
import type { Clock } from "./moment.tsx";
import { Action, Notice, State } from "./parts.tsx";
import { messagesFor, renderNotFound, renderPage } from "./render.tsx";
import { requireSession } from "./session.ts";

/** What every card of the page shows a part of. */
export interface DeskView {
	desk: Desk;
	standing: Standing;
	clock: Clock;
}

/** How the connection of the session's desk stands, what to do about it, and what stops or erases it. */
export function createDeskRoutes() {
	const app = new Hono<AdminEnv>();
	app.get("/admin/desk", requireSession, renderDesk);
	app.post("/admin/desk/check", requireSession, async (c) => {
		const isDone = await checkNow(c.var.ctx, c.var.session.deskId);
		return c.redirect(`/admin/desk?checked=${isDone ? "yes" : "no"}`, 303);
	});
	return app;
}

async function renderDesk(c: PageContext) {
	const { ctx, session, locale } = c.var;
	const desk = await findDesk(ctx.db, session.deskId);
	if (!desk) return renderNotFound(c);
	const [standing, day] = await Promise.all([findStanding(ctx, desk), describeDay(ctx, desk.id)]);
	const { standing: words } = messagesFor(c);
	const view = { desk, standing, clock: { now: ctx.now(), locale, timezone: standing.timezone } };
	const checked = c.req.query("checked");
	const body = (
		<>
			{checked === "yes" && <Notice kind="info">{words.checked}</Notice>}
			{checked === "no" && <Notice kind="danger">{words.notChecked}</Notice>}
			<ConnectionCard view={view} agentId={session.agentId} />
			<HearingCard view={view} />
			{standing.health && <DayCard view={view} health={standing.health} />}
			<BudgetCard clock={view.clock} limits={ctx.config.dayLimits} day={day} />
			<SlackCard c={c} desk={desk} />
			<OthersCard c={c} />
		</>
	);
	return renderPage(c, { title: desk.name, body, place: "desk" });
}

function SlackCard({ c, desk }: { c: PageContext; desk: Desk }) {
	const { standing: words, danger, common, overview } = messagesFor(c);
	// Whoever listens does so for a workspace.
	const isUsed = desk.listeningAt !== null;
	const state = toSlackState(desk);
	const text = {
		paused: danger.pause.state,
		off: words.slackNone,
		attention: words.stopped,
		working: words.slackWorking,
	}[state];
	return (
		<section class="card">
			<h2>{words.slack}</h2>
			<p>
				<State kind={state === "working" ? "good" : state === "attention" ? "attention" : "off"}>
					{common.states[state]}
				</State>
			</p>
			<p>{text}</p>
			<div class="row">
				{state === "paused" && <Action to="/admin/desk/resume" label={danger.pause.resume} />}
				{!isUsed && (
					<a class="button" href="/slack/install">
						{overview.connectSlack}
					</a>
				)}
				{isUsed && state !== "paused" && <a href="/admin/desk/pause">{danger.pause.link}</a>}
				{isUsed && (
					<a class="risk" href="/admin/desk/remove-slack">
						{danger.removeSlack.link}
					</a>
				)}
			</div>
		</section>
	);
}

function toSlackState({ pausedAt, listeningAt, state }: Desk) {
	if (pausedAt !== null) return "paused";
	if (listeningAt === null) return "off";
	return state === "connected" ? "working" : "attention";
}

function OthersCard({ c }: { c: PageContext }) {
	const { standing: words, danger } = messagesFor(c);
	return (
		<section class="card">
			<h2>{words.others}</h2>
			<ul>
				<li>
					<a href="/admin/sessions">{words.toSessions}</a>
				</li>
				<li>
					<a href="/admin/agents">{words.toAgents}</a>
				</li>
				<li>
					<a class="risk" href="/admin/desk/erase">
						{danger.erase.link}
					</a>
				</li>
			</ul>
		</section>
	);
}
