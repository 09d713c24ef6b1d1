import type { DirectoryKind } from "../../core/sync/record.ts";
import { FEATURES, type Feature } from "../../core/sync/settings.ts";
import type { WritePath } from "../../desk/desk-directory.ts";
import type { Org } from "../../services/sync/find-org.ts";
import { parseFeatures } from "../../services/sync/org-settings.ts";
import type { PageContext } from "../env.ts";
import { formatMoment, Moment } from "../moment.tsx";
import { Action, State, Tick } from "../parts.tsx";
import { messagesFor } from "../render.tsx";
import { DayCard } from "./day-card.tsx";
import { featuresOn, orgPath, orgStateKind } from "./list.tsx";
import { LongText } from "./long-text.tsx";
import { PathsCard } from "./paths-card.tsx";
import { Trouble } from "./trouble.tsx";

/** Features that there are pages and work for. */
export const OFFERED: readonly Feature[] = FEATURES.filter((one) => one === "accounts" || one === "people");

/** An org that nobody signed in to yet is not signed in to again. */
export function signInWord(c: PageContext, org: Org): string {
	const { wizard, org: words } = messagesFor(c).salesforce;
	return org.state === "registered" ? wizard.submit : words.signIn;
}

export interface OrgPageProps {
	c: PageContext;
	org: Org;
	timezone: string;
	paths: Record<DirectoryKind, WritePath | null>;
}

export function OrgPage({ c, org, timezone, paths }: OrgPageProps) {
	const { salesforce: words } = messagesFor(c);
	const isOff = org.state === "disconnected" || org.state === "registered";
	const help =
		org.state in words.stateHelp ? words.stateHelp[org.state as keyof typeof words.stateHelp] : null;
	return (
		<>
			<section class="card">
				<div class="row">
					<State kind={orgStateKind(org)}>{words.states[org.state]}</State>
					{org.state !== "connected" && (
						<a class="button" href={`${orgPath(org)}/sign-in`}>
							{signInWord(c, org)}
						</a>
					)}
				</div>
				{help && <p>{help}</p>}
				<Trouble c={c} org={org} />
				{org.state === "connected" && <Standing c={c} org={org} timezone={timezone} />}
			</section>
			{org.featuresBefore && org.state === "connected" && <Restore org={org} c={c} />}
			{!isOff && <FeatureForm org={org} c={c} />}
			{!isOff && <DayCard c={c} org={org} timezone={timezone} />}
			{!isOff && <PathsCard c={c} paths={paths} />}
			<Details org={org} c={c} timezone={timezone} />
			<div class="row">
				<a href={`${orgPath(org)}/shown`}>{messagesFor(c).shown.title}</a>
				<a href={`${orgPath(org)}/rename`}>{words.org.rename}</a>
				<a href={`${orgPath(org)}/sign-in`}>{words.org.client}</a>
				{!isOff && <a href={`${orgPath(org)}/disconnect`}>{words.org.disconnect}</a>}
				{isOff && (
					<a class="risk" href={`${orgPath(org)}/remove`}>
						{org.state === "registered" ? words.drop.link : words.remove.link}
					</a>
				)}
			</div>
		</>
	);
}

/** Whether anything is looked for at all, and when it was last. */
function Standing({ c, org, timezone }: { c: PageContext; org: Org; timezone: string }) {
	const { salesforce, overview } = messagesFor(c);
	const clock = { now: c.var.ctx.now(), locale: c.var.locale, timezone };
	if (featuresOn(org).length === 0) return <p>{overview.orgs.allOff}</p>;
	return (
		<p class="quiet">
			{salesforce.org.lastSync}:{" "}
			{org.syncedAt === null ? salesforce.org.never : <Moment at={org.syncedAt} {...clock} />}
		</p>
	);
}

function FeatureForm({ org, c }: { org: Org; c: PageContext }) {
	const { salesforce: words, common } = messagesFor(c);
	const features = parseFeatures(org.features);
	return (
		<form method="post" action={`${orgPath(org)}/features`} class="card">
			<input type="hidden" name="version" value={String(org.settingsVersion)} />
			<h2>{words.org.featuresTitle}</h2>
			<p class="quiet small">{words.org.featuresHelp}</p>
			{OFFERED.map((feature) => (
				<Tick name={feature} label={words.features[feature]} checked={features[feature]} />
			))}
			<button type="submit">{common.save}</button>
		</form>
	);
}

/** What must be switched on again on purpose, with one press. */
function Restore({ org, c }: { org: Org; c: PageContext }) {
	const { salesforce: words } = messagesFor(c);
	const before = parseFeatures(org.featuresBefore ?? "{}");
	const were = OFFERED.filter((feature) => before[feature]);
	if (were.length === 0) return null;
	return (
		<section class="card">
			<h2>{words.org.restoreTitle}</h2>
			<p>{words.org.restoreHelp}</p>
			<ul>
				{were.map((feature) => (
					<li>{words.features[feature]}</li>
				))}
			</ul>
			<Action to={`${orgPath(org)}/restore`} label={words.org.restore} />
		</section>
	);
}

function Details({ org, c, timezone }: { org: Org; c: PageContext; timezone: string }) {
	const { salesforce, activity } = messagesFor(c);
	const { org: words } = salesforce;
	const { locale } = c.var;
	const number = (value: number) => value.toLocaleString(locale);
	const calls =
		org.callsUsed !== null && org.callsAllowed !== null
			? words.callsOf(number(org.callsUsed), number(org.callsAllowed))
			: words.unknown;
	const moment = (at: number | null) => (at === null ? words.unknown : formatMoment(at, locale, timezone));
	const all: [string, string | null][] = [
		[words.organization, org.organizationName && `${org.organizationName} (${org.organizationId})`],
		[words.edition, org.edition],
		[words.user, org.username],
		[words.connectedBy, org.connectedByName && `${org.connectedByName}, ${moment(org.connectedAt)}`],
		[words.terms, org.termsByName && `${org.termsByName}, ${moment(org.termsAt)} (${org.termsVersion})`],
		[words.address, org.instanceUrl ?? org.host],
		[words.calls, calls],
	];
	const rows = org.state === "registered" ? all.filter(([, value]) => value && value !== calls) : all;
	return (
		<section class="card">
			<h2>{words.details}</h2>
			<dl>
				{rows.map(([name, value]) => (
					<>
						<dt>{name}</dt>
						<dd>{value ? <LongText text={value} /> : "–"}</dd>
					</>
				))}
			</dl>
			<p class="quiet small">{activity.times(timezone)}</p>
		</section>
	);
}
