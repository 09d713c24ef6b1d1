import { Hono } from "hono";
import { findSetupState } from "../services/desks/setup-state.ts";
import { countDeadLooks } from "../services/hearing/dead-looks.ts";
import { describeOrgs } from "../services/orgs/describe-orgs.ts";
import { findDeskWithWorkspaces } from "../services/workspaces/find-workspace.ts";
import { listRemovals } from "../services/workspaces/list-removals.ts";
import { DayCard } from "./activity/day-card.tsx";
import type { AdminEnv } from "./env.ts";
import { DeskCard } from "./overview/desk-card.tsx";
import { findOrgSteps, findSlackSteps, NextSteps } from "./overview/next-steps.tsx";
import { OrgsCard } from "./overview/orgs-card.tsx";
import { RemovalsCard } from "./overview/removals-card.tsx";
import { WorkspacesCard } from "./overview/workspaces-card.tsx";
import { Notice } from "./parts.tsx";
import { messagesFor, renderPage } from "./render.tsx";
import { requireSession, stopSession } from "./session.ts";

/** One look: what comes next, the desk, its workspaces, and the last day. */
export function createOverviewRoutes() {
	return new Hono<AdminEnv>().get("/admin", requireSession, async (c) => {
		const { ctx, session, locale } = c.var;
		const found = await findDeskWithWorkspaces(ctx, session.deskId);
		if (!found) {
			await stopSession(c);
			return c.redirect("/", 303);
		}
		const { desk, workspaces } = found;
		const [lost, setup, removals, orgs] = await Promise.all([
			countDeadLooks(ctx, desk.id),
			findSetupState(ctx, desk),
			listRemovals(ctx, desk.id),
			describeOrgs(ctx, desk.id),
		]);
		const { danger } = messagesFor(c);
		const done: Record<string, string> = { workspace: danger.remove.done, slack: danger.removeSlack.done };
		const news = done[c.req.query("done") ?? ""];
		const steps = [...findSlackSteps({ locale, desk, workspaces, setup }), ...findOrgSteps(locale, orgs)];
		const timezone = workspaces[0]?.workspace.timezone ?? "UTC";
		const body = (
			<>
				{news && <Notice kind="good">{news}</Notice>}
				<RemovalsCard c={c} removals={removals} />
				<NextSteps locale={locale} steps={steps} />
				<DeskCard {...{ c, desk, setup, lost }} />
				<WorkspacesCard c={c} workspaces={workspaces} />
				<OrgsCard c={c} orgs={orgs} timezone={timezone} />
				{workspaces.length > 0 && <DayCard c={c} deskId={desk.id} timezone={timezone} links={true} />}
			</>
		);
		return renderPage(c, { title: desk.name, body, place: "overview" });
	});
}
