import { Hono } from "hono";
import { CRM_OBJECTS, type CrmObject } from "../../core/sync/record.ts";
import type { Org } from "../../services/sync/find-org.ts";
import { parseFeatures, parseOrgSettings } from "../../services/sync/org-settings.ts";
import type { AdminEnv, PageContext } from "../env.ts";
import { Notice, State } from "../parts.tsx";
import { messagesFor, renderNotFound } from "../render.tsx";
import { findOwn, objectPath, renderOrg } from "./frame.tsx";
import { orgPath } from "./list.tsx";

/** What of an org is kept in step. */
export function createObjectListRoutes() {
	const app = new Hono<AdminEnv>();
	app.get("/admin/salesforce/:org/objects", async (c) => {
		const org = await findOwn(c);
		return org ? renderObjects(c, org) : renderNotFound(c);
	});
	return app;
}

function renderObjects(c: PageContext, org: Org) {
	const { syncSettings: words } = messagesFor(c);
	const { memberships, intervalMinutes } = parseOrgSettings(org.settings);
	const body = (
		<>
			{c.req.query("done") === "saved" && <SavedNotice c={c} org={org} />}
			<p class="lead">{words.lead}</p>
			<section class="card">
				<ul class="list states">
					{CRM_OBJECTS.map((object) => (
						<ObjectRow c={c} org={org} object={object} />
					))}
				</ul>
			</section>
			<section class="card">
				<h2>
					<a href={`${orgPath(org)}/objects/memberships`}>{words.memberships.title}</a>
				</h2>
				<ul>
					{(["primary", "several", "secondary", "removes"] as const)
						.filter((name) => memberships[name])
						.map((name) => (
							<li>{words.memberships[name]}</li>
						))}
					<li>{words.memberships.summary(intervalMinutes)}</li>
				</ul>
			</section>
		</>
	);
	return renderOrg(c, org, { tab: "objects", body });
}

/** What a change does to what is there already. */
export function SavedNotice({ c, org }: { c: PageContext; org: Org }) {
	const { syncSettings: words } = messagesFor(c);
	return (
		<Notice kind="good">
			<p>
				{words.saved} <a href={`${orgPath(org)}/runs`}>{words.toRuns}</a>
			</p>
		</Notice>
	);
}

function ObjectRow({ c, org, object }: { c: PageContext; org: Org; object: CrmObject }) {
	const { sync, syncSettings: words } = messagesFor(c);
	const own = parseOrgSettings(org.settings).objects[object];
	const hasFeature = parseFeatures(org.features)[object === "account" ? "accounts" : "people"];
	const { filter } = own;
	const parts = [
		words.becomes(own.becomes.map((kind) => sync.kindsOfDesk[kind]).join(words.and)),
		words.fieldsCount(own.fields.length),
		words.conditionsCount(filter.all.length + filter.any.length),
		words.rulesCount(own.matchRules.length),
	];
	return (
		<li>
			<State kind={!own.isOn ? "off" : hasFeature ? "good" : "attention"}>
				{own.isOn ? words.on : words.off}
			</State>
			<div>
				<a href={objectPath(org, object)}>
					<strong>{sync.objects[object]}</strong>
				</a>{" "}
				<span class="quiet">{parts.join(" · ")}</span>
				{own.isOn && !hasFeature && <p class="quiet small">{words.featureOff}</p>}
			</div>
		</li>
	);
}
