import { Hono } from "hono";
import { vendorName } from "../locales/slack/vendor-name.ts";
import { type Desk, findDesk } from "../services/desks/find-desk.ts";
import { countDeadLooks } from "../services/hearing/dead-looks.ts";
import type { Session } from "../services/sessions/sessions.ts";
import { listWorkspaces, type WorkspaceView } from "../services/workspaces/find-workspace.ts";
import { DayCard } from "./activity/day-card.tsx";
import { TABS } from "./activity/frame.tsx";
import type { AdminEnv, PageContext } from "./env.ts";
import { Action, Notice, State } from "./parts.tsx";
import { messagesFor, renderPage } from "./render.tsx";
import { requireSession, stopSession } from "./session.ts";
import { channelNames, WorkspaceState } from "./workspace-parts.tsx";

/** One look: the desk, its workspaces, how they are, and what comes next. */
export function createOverviewRoutes() {
	return new Hono<AdminEnv>().get("/admin", requireSession, async (c) => {
		const { ctx, session } = c.var;
		const desk = await findDesk(ctx.db, session.deskId);
		if (!desk) {
			await stopSession(c);
			return c.redirect("/", 303);
		}
		const workspaces = await listWorkspaces(ctx, desk.id);
		const lost = await countDeadLooks(ctx, desk.id);
		const { danger } = messagesFor(c);
		const done: Record<string, string> = { workspace: danger.remove.done, slack: danger.removeSlack.done };
		const news = done[c.req.query("done") ?? ""];
		const body = (
			<>
				{news && <Notice kind="good">{news}</Notice>}
				<DeskCard c={c} desk={desk} session={session} lost={lost} />
				<WorkspacesCard c={c} workspaces={workspaces} />
				{workspaces.length > 0 && (
					<DayCard
						c={c}
						deskId={desk.id}
						timezone={workspaces[0]?.workspace.timezone ?? "UTC"}
						links={true}
					/>
				)}
			</>
		);
		return renderPage(c, { title: desk.name, body, place: "overview" });
	});
}

function DeskCard(props: { c: PageContext; desk: Desk; session: Session; lost: number }) {
	const { c, desk, session, lost } = props;
	const { activity, overview, desk: words, common, danger, standing } = messagesFor(c);
	const signInAgain = `/admin/desks/${desk.id}/sign-in`;
	const isWorking = desk.state === "connected";
	const isPaused = desk.pausedAt !== null;
	const isOthers = desk.connectedByAgentId !== session.agentId;
	return (
		<section class="card">
			<h2>{overview.desk}</h2>
			<div class="row">
				<State kind={!isWorking ? "attention" : isPaused ? "off" : "good"}>
					{common.states[!isWorking ? "attention" : isPaused ? "paused" : "working"]}
				</State>
				<span>{vendorName(desk.provider)}</span>
				{desk.portalUrl && <span class="quiet">{desk.portalUrl}</span>}
			</div>
			{!isWorking && <p>{words.states[desk.state]}</p>}
			{desk.connectedByName && <p class="quiet">{overview.connectedBy(desk.connectedByName)}</p>}
			{isWorking && isOthers && desk.connectedByName && (
				<p class="quiet small">{overview.takeOverHelp(desk.connectedByName)}</p>
			)}
			{(!isWorking || isOthers) && (
				<Action
					to={signInAgain}
					name="intent"
					value="connect"
					label={isOthers ? overview.takeOver : overview.signInAgain}
					look={isWorking ? "second" : "first"}
				/>
			)}
			{lost > 0 && (
				<p>
					{overview.lost(lost)} <a href={`${TABS.webhooks}?state=dead`}>{activity.tabs.webhooks}</a>
				</p>
			)}
			{isPaused && <p>{danger.pause.state}</p>}
			<div class="row">
				{isPaused && <Action to="/admin/desk/resume" label={danger.pause.resume} />}
				<a href="/admin/desk">{standing.details}</a>
			</div>
		</section>
	);
}

function WorkspacesCard({ c, workspaces }: { c: PageContext; workspaces: WorkspaceView[] }) {
	const { overview, workspace: words } = messagesFor(c);
	return (
		<section class="card">
			<h2>{overview.workspaces}</h2>
			{workspaces.length === 0 && <p>{overview.noWorkspaces}</p>}
			{workspaces.map((view) => (
				<div class="row">
					<WorkspaceState view={view} locale={c.var.locale} />
					<strong>{view.team.name}</strong>
					<span class="quiet">{channelNames(view, words)}</span>
					<a href={`/admin/workspaces/${view.workspace.id}`}>{overview.open}</a>
				</div>
			))}
			<a class={workspaces.length === 0 ? "button" : "button second"} href="/slack/install">
				{workspaces.length === 0 ? overview.connectSlack : overview.connectAnother}
			</a>
		</section>
	);
}
