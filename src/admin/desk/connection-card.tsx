import { pageMessages } from "../../locales/pages/messages.ts";
import { vendorName } from "../../locales/slack/vendor-name.ts";
import type { DeskView } from "../desk.tsx";
import { Moment } from "../moment.tsx";
import { Action, State } from "../parts.tsx";

/** Whose sign-in everything rests on, whether it still holds, and the buttons that mend it. */
export function ConnectionCard({ view, agentId }: { view: DeskView; agentId: string }) {
	const { desk, standing, clock } = view;
	const { standing: words, common, desk: deskWords, overview } = pageMessages(clock.locale);
	const isWorking = desk.state === "connected" && standing.grant?.state === "active";
	const isOthers = desk.connectedByAgentId !== agentId;
	const missing = isWorking ? (standing.grant?.missingScopes ?? []) : [];
	const grant = standing.grant?.state ?? "none";
	const by = desk.connectedByName;
	return (
		<section class="card">
			<h2>{words.connection}</h2>
			<div class="row">
				<State kind={isWorking && missing.length === 0 ? "good" : "attention"}>
					{common.states[isWorking && missing.length === 0 ? "working" : "attention"]}
				</State>
				<span>{vendorName(desk.provider)}</span>
			</div>
			{!isWorking && (
				<>
					<p>
						<strong>{deskWords.states.needs_sign_in}</strong>
					</p>
					<p>{words.stopped}</p>
				</>
			)}
			{missing.length > 0 && <p>{words.missing(missing.join(", "))}</p>}
			<dl>
				{by && <dt>{words.connectedBy}</dt>}
				{by && <dd>{isOthers ? by : words.you(by)}</dd>}
				<dt>{words.role}</dt>
				<dd>
					<Role view={view} isWorking={isWorking} />
				</dd>
				<dt>{words.grant}</dt>
				<dd>{words.grants[grant === "active" && !isWorking ? "unused" : grant]}</dd>
				{isWorking && standing.grant?.accessExpiresAt != null && <dt>{words.tokenEnds}</dt>}
				{isWorking && standing.grant?.accessExpiresAt != null && (
					<dd>
						<Moment at={standing.grant.accessExpiresAt} {...clock} />
					</dd>
				)}
				<dt>{words.edition}</dt>
				<dd>{desk.edition ?? words.editionUnknown(vendorName(desk.provider))}</dd>
				{desk.portalUrl && <dt>{words.address}</dt>}
				{desk.portalUrl && <dd>{desk.portalUrl}</dd>}
			</dl>
			{isWorking && isOthers && by && <p class="quiet small">{overview.takeOverHelp(by)}</p>}
			<div class="row">
				<Action
					to={`/admin/desks/${desk.id}/sign-in`}
					name="intent"
					value="connect"
					label={isWorking && isOthers ? overview.takeOver : overview.signInAgain}
					look={isWorking && missing.length === 0 ? "second" : "first"}
				/>
				{isWorking && desk.listeningAt !== null && (
					<Action to="/admin/desk/check" label={words.checkNow} look="second" />
				)}
			</div>
		</section>
	);
}

function Role({ view: { desk, clock }, isWorking }: { view: DeskView; isWorking: boolean }) {
	const { standing: words } = pageMessages(clock.locale);
	if (!isWorking) return <>{words.roleLost}</>;
	if (desk.adminCheckedAt === null) return <>{words.roleUnknown}</>;
	return (
		<>
			{words.roleConfirmed} · <Moment at={desk.adminCheckedAt} {...clock} />
			<div class="quiet small">{words.roleHelp}</div>
		</>
	);
}
