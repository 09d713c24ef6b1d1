import type { Locale } from "../../core/locale.ts";
import { pageMessages } from "../../locales/pages/messages.ts";
import { HOURS, MOST_ISSUES, type OrgView } from "../../services/orgs/describe-orgs.ts";
import { TABS } from "../activity/frame.tsx";
import type { PageContext } from "../env.ts";
import { Moment } from "../moment.tsx";
import { State } from "../parts.tsx";
import { featuresOn, orgPath, orgStateKind } from "../salesforce/list.tsx";
import { type Mend, MendButton } from "./mend.tsx";
import { SyncsChart } from "./syncs-chart.tsx";

/** Each Salesforce org with its state, its last look for changes, what is wrong, and the button that mends it. */
export function OrgsCard({
	c,
	orgs,
	timezone,
}: {
	c: PageContext;
	orgs: readonly OrgView[];
	timezone: string;
}) {
	const { locale } = c.var;
	const { overview, salesforce } = pageMessages(locale);
	if (orgs.length === 0) return null;
	const isSyncing = orgs.some(({ org }) => org.state === "connected" && featuresOn(org).length > 0);
	const hours = Array.from({ length: HOURS }, (_, hour) => ({
		changed: orgs.reduce((sum, one) => sum + (one.hours[hour]?.changed ?? 0), 0),
		issues: orgs.reduce((sum, one) => sum + (one.hours[hour]?.issues ?? 0), 0),
	}));
	return (
		<section class="card">
			<h2>{salesforce.title}</h2>
			<ul class="list states">
				{orgs.map((view) => (
					<OrgRow c={c} view={view} timezone={timezone} />
				))}
			</ul>
			{isSyncing && (
				<>
					<h3>{overview.orgs.chart}</h3>
					<SyncsChart c={c} hours={hours} timezone={timezone} />
				</>
			)}
			<p class="row">
				<a href="/admin/salesforce">{overview.orgs.all}</a>
				<a href={TABS.syncs}>{overview.orgs.toSyncs}</a>
			</p>
		</section>
	);
}

function OrgRow({ c, view, timezone }: { c: PageContext; view: OrgView; timezone: string }) {
	const { org } = view;
	const { ctx, locale } = c.var;
	const { overview, common, salesforce: words } = pageMessages(locale);
	const trouble = describeOrgTrouble(view, locale);
	// The connection works, and something needs somebody.
	const isUnwell = trouble !== null && org.state === "connected";
	const clock = { now: ctx.now(), locale, timezone };
	return (
		<li>
			<State kind={isUnwell ? "attention" : orgStateKind(org)}>
				{isUnwell ? common.states.attention : words.states[org.state]}
			</State>
			<div>
				<a href={orgPath(org)}>
					<strong>{org.name}</strong>
				</a>{" "}
				<span class="quiet">{words.environments[org.environment]}</span>
				{org.state === "connected" && (
					<div class="quiet small">
						{words.org.lastSync}:{" "}
						{org.syncedAt === null ? words.org.never : <Moment at={org.syncedAt} {...clock} />}
					</div>
				)}
				{org.state === "connected" && featuresOn(org).length === 0 && <div>{overview.orgs.allOff}</div>}
				{trouble && <div>{trouble.reason}</div>}
			</div>
			{trouble && <MendButton mend={trouble.mend} look="second" />}
		</li>
	);
}

/** Why an org isn't well, and what mends it; null: nothing is wrong. */
export function describeOrgTrouble(view: OrgView, locale: Locale): { reason: string; mend: Mend } | null {
	const { overview, salesforce: words } = pageMessages(locale);
	const { org, issues } = view;
	const { orgs: own } = overview;
	const signIn = { label: words.wizard.submit, to: `${orgPath(org)}/sign-in` };
	if (org.state === "registered") return { reason: words.stateHelp.registered, mend: signIn };
	if (org.state === "needs_sign_in") return { reason: words.stateHelp.needs_sign_in, mend: signIn };
	if (org.state === "needs_admin") {
		return { reason: words.stateHelp.needs_admin, mend: { label: own.whatToChange, to: orgPath(org) } };
	}
	if (org.state !== "connected" || issues === 0) return null;
	const count = issues.toLocaleString(locale);
	return {
		reason: issues >= MOST_ISSUES ? own.manyIssues(count) : own.openIssues(count),
		mend: { label: own.toIssues, to: `${orgPath(org)}/issues` },
	};
}
