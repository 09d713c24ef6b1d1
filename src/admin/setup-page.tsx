import type { ConfigProblem } from "../config.ts";
import type { Locale } from "../core/locale.ts";
import { pageMessages } from "../locales/pages/messages.ts";
import { vendorName } from "../locales/slack/vendor-name.ts";
import type { Entry } from "../services/activity/audit.ts";
import { callbackAddress } from "../services/desks/callback-address.ts";
import type { Desk } from "../services/desks/find-desk.ts";
import type { SettingsDescription } from "../services/settings/describe-settings.ts";
import { slackCallbackAddress } from "../services/workspaces/callback-address.ts";
import { EntryTable } from "./activity/entry-table.tsx";
import type { FormProblem } from "./form.ts";
import { Field, Notice, State } from "./parts.tsx";
import { SlackAppCard } from "./setup-slack.tsx";
import { deskLabel, PROVIDERS } from "./vendors.ts";

/** What is set up is said of none in particular. */
const NO_DESK = { provider: "zendesk", connectedByAgentId: null, connectedByName: null } as const;

export interface SetupPageProps {
	locale: Locale;
	/** null when the database doesn't answer. */
	settings: SettingsDescription | null;
	desks: Desk[];
	/** Where the desks' tickets have their addresses. */
	ticketHosts: string[];
	requestOrigin: string;
	/** What was set up, newest first. */
	changes: readonly Entry[];
	now: number;
	problem: FormProblem | null;
	/** Which part was saved a moment ago. */
	saved: string | null;
}

export function SetupPage(props: SetupPageProps) {
	const { locale, settings, desks, ticketHosts, requestOrigin, problem, saved } = props;
	const { setup, common } = pageMessages(locale);
	const origin = settings?.origin ?? requestOrigin;
	return (
		<>
			<p class="lead">{setup.lead}</p>
			{saved && <Notice kind="good">{common.saved}</Notice>}
			<Missing locale={locale} settings={settings} desks={desks} />
			<section class="card">
				<h2>{setup.origin.title}</h2>
				<form method="post" action="/setup/origin">
					<Field
						name="origin"
						type="url"
						label={setup.origin.label}
						help={setup.origin.help}
						value={problem?.input.origin ?? origin}
						error={problem?.errors.origin && setup.origin.invalid}
					/>
					<button type="submit" class={settings?.origin ? "second" : undefined}>
						{common.save}
					</button>
				</form>
			</section>
			<SlackAppCard
				locale={locale}
				settings={settings}
				origin={origin}
				ticketHosts={ticketHosts}
				problem={problem}
			/>
			<DesksCard locale={locale} desks={desks} />
			<section class="card">
				<h2>{setup.redirects.title}</h2>
				<p class="quiet">{setup.redirects.lead}</p>
				{PROVIDERS.map((provider) => (
					<>
						<p class="caption">{vendorName(provider)}</p>
						<code class="address">{callbackAddress(origin, provider)}</code>
					</>
				))}
				<p class="caption">Slack</p>
				<code class="address">{slackCallbackAddress(origin)}</code>
			</section>
			<ChangesCard locale={locale} changes={props.changes} now={props.now} />
		</>
	);
}

function Missing({ locale, settings, desks }: Pick<SetupPageProps, "locale" | "settings" | "desks">) {
	const { setup, common } = pageMessages(locale);
	const { missing } = setup;
	const slackReady =
		settings?.appId && settings.clientId && settings.clientSecretSet && settings.signingSecretSet;
	const open = [
		settings ? null : setup.databaseDown,
		settings?.origin ? null : missing.origin,
		slackReady ? null : missing.slack,
		desks.length > 0 ? null : missing.desk,
		desks.some(({ state }) => state === "registered") ? missing.connect : null,
	].filter((text) => text !== null);
	return (
		<section class="card">
			<h2>{setup.checks}</h2>
			<dl>
				<dt>{setup.secrets}</dt>
				<dd>
					<State kind="good">{common.states.working}</State>
				</dd>
				<dt>{setup.database}</dt>
				<dd>
					{settings ? (
						<State kind="good">{common.states.working}</State>
					) : (
						<State kind="attention">{common.states.attention}</State>
					)}
				</dd>
			</dl>
			<h2>{setup.nextSteps}</h2>
			{open.length === 0 ? (
				<p>{setup.nothingMissing}</p>
			) : (
				<ul>
					{open.map((text) => (
						<li>{text}</li>
					))}
				</ul>
			)}
		</section>
	);
}

function DesksCard({ locale, desks }: Pick<SetupPageProps, "locale" | "desks">) {
	const { setup, desk: words } = pageMessages(locale);
	return (
		<section class="card">
			<h2>{setup.desks.title}</h2>
			{desks.length === 0 && <p class="quiet">{setup.desks.none}</p>}
			{desks.map((desk) => (
				<div class="row">
					<State kind={desk.state === "connected" ? "good" : "attention"}>{words.states[desk.state]}</State>
					<span>
						{deskLabel(desk)} · {vendorName(desk.provider)}
					</span>
					{desk.state !== "connected" && (
						<a href={`/admin/desks/${desk.id}/agreement`}>{setup.desks.connect}</a>
					)}
					<a href={`/setup/desks/${desk.id}`}>{setup.desks.details}</a>
				</div>
			))}
			<div class="row">
				{PROVIDERS.map((provider) => (
					<a class="button second" href={`/setup/desks/new/${provider}`}>
						{setup.desks.register(vendorName(provider))}
					</a>
				))}
			</div>
		</section>
	);
}

function ChangesCard({ locale, changes, now }: Pick<SetupPageProps, "locale" | "changes" | "now">) {
	const { setup } = pageMessages(locale);
	const place = { desk: NO_DESK, workspaces: [], timezone: "UTC", now };
	return (
		<section class="card">
			<h2>{setup.changes.title}</h2>
			<p class="quiet">{setup.changes.lead}</p>
			{changes.length === 0 ? (
				<p>{setup.changes.none}</p>
			) : (
				<EntryTable locale={locale} place={place} rows={changes} />
			)}
		</section>
	);
}

/** Instead of everything else while the Worker can't start. */
export function ConfigProblems({ locale, problems }: { locale: Locale; problems: ConfigProblem[] }) {
	const { problem: words } = pageMessages(locale);
	return (
		<>
			<p>{words.config}</p>
			<ul>
				{problems.map(({ name, problem }) => (
					<li>
						<code>{name}</code>: {problem === "missing" ? words.configMissing : words.configMalformed}
					</li>
				))}
			</ul>
			<p class="quiet">{words.configHelp}</p>
		</>
	);
}
