import { Hono } from "hono";
import * as v from "valibot";
import { findTimezone } from "../../services/desks/standing.ts";
import type { Org } from "../../services/sync/find-org.ts";
import { listRuns, resumeRun, startRun, stopRun } from "../../services/sync/runs.ts";
import type { AdminEnv, PageContext } from "../env.ts";
import { parseForm } from "../form.ts";
import { messagesFor, renderNotFound } from "../render.tsx";
import { actorOf } from "../workspace/frame.tsx";
import { findOwn, renderOrg } from "./frame.tsx";
import { orgPath } from "./list.tsx";
import { RunsPage, STARTED_BY_PEOPLE } from "./runs-page.tsx";

const PATH = "/admin/salesforce/:org/runs";
const SHOWN = 50;
const startForm = v.object({ kind: v.picklist(STARTED_BY_PEOPLE) });

/** What an org's sync does now and did before, and the way to start and stop it. */
export function createRunRoutes() {
	const app = new Hono<AdminEnv>();
	app.get(PATH, async (c) => {
		const org = await findOwn(c);
		return org ? renderRuns(c, org) : renderNotFound(c);
	});
	app.post(`${PATH}/start`, async (c) => {
		const org = await findOwn(c);
		const form = await parseForm(c, startForm);
		if (org?.state !== "connected" || !form.ok) return renderNotFound(c);
		await startRun(c.var.ctx, org, actorOf(c), form.values.kind);
		return c.redirect(`${orgPath(org)}/runs`, 303);
	});
	app.post(`${PATH}/stop`, async (c) => {
		const org = await findOwn(c);
		if (!org) return renderNotFound(c);
		await stopRun(c.var.ctx, org, actorOf(c));
		return c.redirect(`${orgPath(org)}/runs`, 303);
	});
	app.post(`${PATH}/resume`, async (c) => {
		const org = await findOwn(c);
		if (!org) return renderNotFound(c);
		await resumeRun(c.var.ctx, org, actorOf(c));
		return c.redirect(`${orgPath(org)}/runs`, 303);
	});
	return app;
}

async function renderRuns(c: PageContext, org: Org) {
	const { ctx, session } = c.var;
	const { sync: words } = messagesFor(c);
	const [progress, runs, planned, timezone] = await Promise.all([
		ctx.org(org.id).progress(),
		listRuns(ctx, org.id, SHOWN),
		ctx.org(org.id).planned(),
		findTimezone(ctx, session.deskId),
	]);
	const body = (
		<>
			<p class="lead">{words.lead}</p>
			<RunsPage {...{ c, org, timezone, progress, runs, planned }} />
		</>
	);
	return renderOrg(c, org, { tab: "runs", body });
}
