import { Hono } from "hono";
import * as v from "valibot";
import { findTimezone } from "../services/desks/standing.ts";
import { disconnectOrg } from "../services/orgs/disconnect-org.ts";
import { isOrgName, renameOrg, switchFeatures } from "../services/orgs/edit-org.ts";
import { listOrgs } from "../services/orgs/list-orgs.ts";
import { listOrgRemovals } from "../services/orgs/remove-org.ts";
import type { Org } from "../services/sync/find-org.ts";
import { parseFeatures } from "../services/sync/org-settings.ts";
import type { AdminEnv, PageContext } from "./env.ts";
import { parseForm, requiredText } from "./form.ts";
import { findEntered, forgetSent } from "./kept-form.ts";
import { Field, Notice } from "./parts.tsx";
import { messagesFor, renderNotFound, renderPage } from "./render.tsx";
import { createCheckRoutes } from "./salesforce/check.tsx";
import { createConnectRoutes } from "./salesforce/connect.tsx";
import { createFieldRoutes } from "./salesforce/fields.tsx";
import { createFilterRoutes } from "./salesforce/filter.tsx";
import { findOwn, renderOrg } from "./salesforce/frame.tsx";
import { createIssueRoutes } from "./salesforce/issue.tsx";
import { createIssueListRoutes } from "./salesforce/issues.tsx";
import { featuresOn, OrgList, orgPath } from "./salesforce/list.tsx";
import { createMembershipRoutes } from "./salesforce/memberships.tsx";
import { createObjectRoutes } from "./salesforce/object.tsx";
import { createObjectListRoutes } from "./salesforce/objects.tsx";
import { OFFERED, OrgPage } from "./salesforce/org-page.tsx";
import { createRecordRoutes } from "./salesforce/record.tsx";
import { OrgRemovals } from "./salesforce/removals.tsx";
import { createRemoveRoutes } from "./salesforce/remove.tsx";
import { createRuleRoutes } from "./salesforce/rules.tsx";
import { createRunRoutes } from "./salesforce/runs.tsx";
import { answerEdit, describeEntered, readVersion, toEditor } from "./salesforce/settings-frame.tsx";
import { createShownRoutes } from "./salesforce/shown.tsx";
import { requireSession } from "./session.ts";
import { Warning } from "./warning.tsx";
import { actorOf } from "./workspace/frame.tsx";

const PATH = "/admin/salesforce";
const version = v.optional(v.string(), "");
const nameForm = v.object({ version, name: v.pipe(requiredText(200), v.check(isOrgName, "invalid")) });
const tick = v.optional(v.literal("yes"));
const featureForm = v.object({ version, accounts: tick, people: tick });

/** The session's desk and its Salesforce orgs. Another desk's do not exist here. */
export function createSalesforceRoutes() {
	const app = new Hono<AdminEnv>();
	app.get(PATH, requireSession, renderList);
	app.use(`${PATH}/*`, requireSession, forgetSent);
	const parts = [
		createConnectRoutes(),
		createCheckRoutes(),
		createRunRoutes(),
		createRemoveRoutes(),
		createObjectListRoutes(),
		createMembershipRoutes(),
		createFieldRoutes(),
		createFilterRoutes(),
		createRuleRoutes(),
		createShownRoutes(),
		createObjectRoutes(),
		createIssueListRoutes(),
		createIssueRoutes(),
		createRecordRoutes(),
	];
	for (const part of parts) app.route("/", part);

	app.get(`${PATH}/:org`, async (c) => {
		const org = await findOwn(c);
		return org ? renderOverview(c, org) : renderNotFound(c);
	});
	app.post(`${PATH}/:org/features`, async (c) => {
		const org = await findOwn(c);
		const form = await parseForm(c, featureForm);
		if (!org || !form.ok) return renderNotFound(c);
		const wanted = Object.fromEntries(OFFERED.map((one) => [one, form.values[one as "accounts"] === "yes"]));
		const seen = readVersion({ version: form.values.version }) ?? org.settingsVersion;
		const result = await switchFeatures(c.var.ctx, org, toEditor(c, seen), wanted);
		if (result.ok) return c.redirect(`${orgPath(org)}?done=switched`, 303);
		const now = await findOwn(c);
		return now ? renderOverview(c, now, seen) : renderNotFound(c);
	});
	app.post(`${PATH}/:org/restore`, async (c) => {
		const org = await findOwn(c);
		if (!org?.featuresBefore) return renderNotFound(c);
		const before = parseFeatures(org.featuresBefore);
		const wanted = Object.fromEntries(OFFERED.map((one) => [one, before[one]]));
		// Another edit in the same moment is on the page: it is pressed again.
		await switchFeatures(c.var.ctx, org, toEditor(c, org.settingsVersion), wanted);
		return c.redirect(`${orgPath(org)}?done=switched`, 303);
	});
	app.get(`${PATH}/:org/rename`, async (c) => {
		const org = await findOwn(c);
		if (!org) return renderNotFound(c);
		const kept = await findEntered(c);
		return renderRename(c, org, { entered: kept?.fields.name, isKept: kept !== null });
	});
	app.post(`${PATH}/:org/rename`, async (c) => {
		const org = await findOwn(c);
		if (!org) return renderNotFound(c);
		const form = await parseForm(c, nameForm);
		if (!form.ok) return renderRename(c, org, { entered: form.input.name, isInvalid: true });
		const seen = readVersion({ version: form.values.version }) ?? org.settingsVersion;
		const { name } = form.values;
		const result = await renameOrg(c.var.ctx, org, toEditor(c, seen), name);
		return answerEdit(c, result, orgPath(org), (now) => renderRename(c, now, { entered: name, seen }));
	});
	app.get(`${PATH}/:org/disconnect`, async (c) => {
		const org = await findOwn(c);
		if (!org) return renderNotFound(c);
		const { title, submit, ends, kept } = messagesFor(c).salesforce.disconnect;
		const to = `${orgPath(org)}/disconnect`;
		const body = (
			<Warning locale={c.var.locale} {...{ to, submit, kept }} happens={ends} back={orgPath(org)} />
		);
		return renderPage(c, { title: title(org.name), body, place: "salesforce" });
	});
	app.post(`${PATH}/:org/disconnect`, async (c) => {
		const org = await findOwn(c);
		if (!org) return renderNotFound(c);
		await disconnectOrg(c.var.ctx, org, actorOf(c));
		return c.redirect(orgPath(org), 303);
	});
	return app;
}

async function renderList(c: PageContext) {
	const { ctx, session, locale } = c.var;
	const { salesforce: words } = messagesFor(c);
	const [orgs, removals] = await Promise.all([
		listOrgs(ctx, session.deskId),
		listOrgRemovals(ctx, session.deskId),
	]);
	const done = c.req.query("done");
	const news = done === "dropped" || done === "removed" ? words.removals.done[done] : null;
	const body = (
		<>
			{news && <Notice kind="good">{news}</Notice>}
			<p class="lead">{words.lead}</p>
			{orgs.length > 0 ? <OrgList orgs={orgs} locale={locale} /> : <p>{words.none}</p>}
			<p>
				<a class="button" href={`${PATH}/new`}>
					{words.connect}
				</a>
			</p>
			<OrgRemovals c={c} removals={removals} />
		</>
	);
	return renderPage(c, { title: words.title, body, place: "salesforce" });
}

/** `seen`: somebody else was faster than whoever saw that version. */
async function renderOverview(c: PageContext, org: Org, seen: number | null = null) {
	const { ctx, session } = c.var;
	const { salesforce: words, syncSettings, orgStops } = messagesFor(c);
	const done = c.req.query("done");
	const isOn = done === "switched" && featuresOn(org).length > 0;
	const word = done === "switched" && !isOn ? "saved" : done;
	const said =
		word === "connected" || word === "reconnected" || word === "saved" || word === "switched"
			? words.org[word]
			: null;
	const [timezone, paths] = await Promise.all([
		findTimezone(ctx, session.deskId),
		// What is kept with the object is worth a line, not an error.
		ctx
			.org(org.id)
			.paths()
			.catch(() => ({ organization: null, person: null })),
	]);
	const body = (
		<>
			{said && (
				<Notice kind="good">
					<p>
						{said} {isOn && <a href={`${orgPath(org)}/runs`}>{syncSettings.toRuns}</a>}
					</p>
				</Notice>
			)}
			{done === "works" && org.state === "connected" && <Notice kind="good">{orgStops.worksAgain}</Notice>}
			{done === "still" && org.state !== "connected" && <Notice kind="danger">{orgStops.stillSo}</Notice>}
			{await describeEntered(c, org, { seen })}
			<OrgPage {...{ c, org, timezone, paths }} />
		</>
	);
	return renderOrg(c, org, { tab: "overview", body, status: seen === null ? 200 : 409 });
}

async function renderRename(
	c: PageContext,
	org: Org,
	shown: { entered: string | undefined; seen?: number; isKept?: boolean; isInvalid?: boolean },
) {
	const { entered, seen = null, isKept, isInvalid = false } = shown;
	const { salesforce, common } = messagesFor(c);
	const { wizard, org: words } = salesforce;
	const body = (
		<>
			{await describeEntered(c, org, { seen, isKept })}
			<form method="post" action={`${orgPath(org)}/rename`} class="card">
				<input type="hidden" name="version" value={String(org.settingsVersion)} />
				<Field
					name="name"
					label={wizard.name}
					help={wizard.nameHelp}
					value={entered ?? org.name}
					error={isInvalid ? wizard.nameInvalid : undefined}
				/>
				<button type="submit">{common.save}</button>
			</form>
		</>
	);
	const status = isInvalid ? 422 : seen === null ? 200 : 409;
	const up = { to: orgPath(org), label: org.name };
	return renderPage(c, { title: words.rename, body, place: "salesforce", status, up });
}
