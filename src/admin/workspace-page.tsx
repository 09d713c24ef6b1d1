import type { Locale } from "../core/locale.ts";
import type { TicketEventType } from "../core/ticket-event.ts";
import { pageMessages } from "../locales/pages/messages.ts";
import type { WorkspaceView } from "../services/workspaces/find-workspace.ts";
import { troubleKind } from "../slack/views/trouble.ts";
import { formatMoment } from "./moment.tsx";
import { Action, Notice } from "./parts.tsx";
import { SettingsCard } from "./workspace/settings-card.tsx";
import { channelName, missingScopes, WorkspaceState } from "./workspace-parts.tsx";

export interface WorkspacePageProps {
	locale: Locale;
	view: WorkspaceView;
	/** Events that the desk tells of. */
	feedable: readonly TicketEventType[];
	/** What the last action on this page came to. */
	result: {
		isNew: boolean;
		adminLinked: boolean;
		sent: boolean;
		stillMissing: boolean;
		saved: boolean;
		/** Names of channels that were just chosen: those another company reads, those the app has to be invited to. */
		shared: string | null;
		waiting: string | null;
		/** Slack's error word. */
		failure: string | null;
	};
}

export function WorkspacePage({ locale, view, feedable, result }: WorkspacePageProps) {
	const { workspace: words, common, danger, settings } = pageMessages(locale);
	const path = `/admin/workspaces/${view.workspace.id}`;
	const isActive = view.workspace.state === "active";
	const canPost =
		isActive && view.team.state === "active" && view.mappings.some(({ state }) => state === "ready");
	return (
		<>
			{result.saved && !result.shared && !result.waiting && <Notice kind="good">{common.saved}</Notice>}
			{result.shared && <Notice kind="danger">{settings.where.savedShared(result.shared)}</Notice>}
			{result.waiting && <Notice kind="info">{settings.where.savedWaiting(result.waiting)}</Notice>}
			{result.sent && <Notice kind="good">{words.testSent}</Notice>}
			{result.stillMissing && <Notice kind="danger">{words.stillMissing}</Notice>}
			{result.failure && (
				<Notice kind="danger">
					{result.isNew ? words.greetingFailed(result.failure) : words.testFailed(result.failure)}
				</Notice>
			)}
			<section class="card">
				<div class="row">
					<WorkspaceState view={view} locale={locale} />
					<span class="quiet">{view.team.name}</span>
				</div>
				{!isActive && <p>{words.disabled}</p>}
				<Installation locale={locale} view={view} />
				<Channels locale={locale} view={view} />
				<div class="row">
					{canPost && <Action to={`${path}/test`} label={words.test} look="second" />}
					{isActive ? (
						<a href={`${path}/disable`}>{danger.disable.link}</a>
					) : (
						<Action to={`${path}/state`} name="state" value="active" label={words.enable} />
					)}
					<a class="risk" href={`${path}/delete`}>
						{danger.remove.link}
					</a>
				</div>
			</section>
			<SettingsCard locale={locale} view={view} feedable={feedable} />
			{result.isNew && (
				<section class="card">
					<h2>{words.next}</h2>
					<p>{result.adminLinked ? words.nextLinked : words.nextNotLinked}</p>
					<p class="quiet">{words.colleagues}</p>
				</section>
			)}
		</>
	);
}

/** What is wrong with the app in Slack, beside the button that mends it. */
function Installation({ locale, view }: { locale: Locale; view: WorkspaceView }) {
	const { workspace: words, trouble } = pageMessages(locale);
	const { team } = view;
	const missing = missingScopes(view);
	const revoked = team.state === "revoked";
	if (!revoked && missing.length === 0 && !team.trouble) return null;
	return (
		<>
			{!revoked && team.trouble && <p>{trouble.channel[troubleKind(team.trouble)]}</p>}
			<div class="row">
				<span>
					{revoked ? words.revoked : missing.length > 0 ? words.missingScopes(missing.join(", ")) : ""}
				</span>
				<a class="button" href="/slack/install">
					{words.reauthorize}
				</a>
			</div>
		</>
	);
}

function Channels({ locale, view }: { locale: Locale; view: WorkspaceView }) {
	const { workspace: words } = pageMessages(locale);
	if (view.mappings.length === 0) return <p>{words.notMapped}</p>;
	return (
		<ul class="list places">
			{view.mappings.map((mapping) => (
				<Channel locale={locale} view={view} mapping={mapping} />
			))}
		</ul>
	);
}

function Channel(props: { locale: Locale; view: WorkspaceView; mapping: WorkspaceView["mappings"][number] }) {
	const { locale, view, mapping } = props;
	const { workspace: words, trouble } = pageMessages(locale);
	const name = channelName(mapping, words);
	const isReady = mapping.state === "ready";
	const where = mapping.departmentName ? `${mapping.departmentName}: ` : "";
	if (isReady && !mapping.trouble) return <li>{where + words.ready(name)}</li>;
	return (
		<li>
			<div>
				<strong>{where + (isReady ? name : words.invite(name))}</strong>
				{!isReady && <div class="quiet">{words.inviteHelp}</div>}
				{mapping.trouble && (
					<div>
						{trouble.channel[troubleKind(mapping.trouble)]}{" "}
						{mapping.troubleAt !== null &&
							trouble.since(formatMoment(mapping.troubleAt, locale, view.workspace.timezone))}
					</div>
				)}
			</div>
			<Action to={`/admin/workspaces/${view.workspace.id}/check`} label={words.checkAgain} />
		</li>
	);
}
