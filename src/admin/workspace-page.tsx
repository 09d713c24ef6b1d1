import type { Locale } from "../core/locale.ts";
import { pageMessages } from "../locales/pages/messages.ts";
import type { WorkspaceView } from "../services/workspaces/find-workspace.ts";
import { Action, Notice } from "./parts.tsx";
import { channelName, missingScopes, WorkspaceState } from "./workspace-parts.tsx";

export interface WorkspacePageProps {
	locale: Locale;
	view: WorkspaceView;
	/** What the last action on this page came to. */
	result: {
		isNew: boolean;
		adminLinked: boolean;
		sent: boolean;
		stillMissing: boolean;
		/** Slack's error word. */
		failure: string | null;
	};
}

export function WorkspacePage({ locale, view, result }: WorkspacePageProps) {
	const { workspace: words } = pageMessages(locale);
	const path = `/admin/workspaces/${view.workspace.id}`;
	const isActive = view.workspace.state === "active";
	const canPost = view.team.state === "active" && view.mappings.some(({ state }) => state === "ready");
	return (
		<>
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
					<Action
						to={`${path}/state`}
						name="state"
						value={isActive ? "disabled" : "active"}
						label={isActive ? words.disable : words.enable}
						look={isActive ? "plain" : "first"}
					/>
				</div>
			</section>
			{result.isNew && (
				<section class="card">
					<h2>{words.next}</h2>
					<p>{result.adminLinked ? words.nextLinked : words.nextNotLinked}</p>
					<p class="quiet">{words.colleagues}</p>
				</section>
			)}
			<p>
				<a href="/admin">{words.toOverview}</a>
			</p>
		</>
	);
}

/** What is wrong with the app in Slack, beside the button that mends it. */
function Installation({ locale, view }: { locale: Locale; view: WorkspaceView }) {
	const { workspace: words } = pageMessages(locale);
	const missing = missingScopes(view);
	const revoked = view.team.state === "revoked";
	if (!revoked && missing.length === 0) return null;
	return (
		<div class="row">
			<span>{revoked ? words.revoked : words.missingScopes(missing.join(", "))}</span>
			<a class="button" href="/slack/install">
				{words.reauthorize}
			</a>
		</div>
	);
}

function Channels({ locale, view }: { locale: Locale; view: WorkspaceView }) {
	const { workspace: words } = pageMessages(locale);
	return (
		<>
			{view.mappings.map((mapping) =>
				mapping.state === "ready" ? (
					<p>{words.ready(channelName(mapping, words))}</p>
				) : (
					<div>
						<p class="command">
							<strong>{words.invite(channelName(mapping, words))}</strong>
						</p>
						<p class="quiet">{words.inviteHelp}</p>
						<div class="row">
							<Action to={`/admin/workspaces/${view.workspace.id}/check`} label={words.checkAgain} />
						</div>
					</div>
				),
			)}
		</>
	);
}
