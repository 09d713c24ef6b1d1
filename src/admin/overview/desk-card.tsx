import { vendorName } from "../../locales/slack/vendor-name.ts";
import type { Desk } from "../../services/desks/find-desk.ts";
import type { SetupState } from "../../services/desks/setup-state.ts";
import { TABS } from "../activity/frame.tsx";
import { describeHearing } from "../desk/describe-hearing.ts";
import type { PageContext } from "../env.ts";
import { Action, State } from "../parts.tsx";
import { messagesFor } from "../render.tsx";

/** The desk's connection at a glance, and what mends it. */
export function DeskCard(props: { c: PageContext; desk: Desk; setup: SetupState; lost: number }) {
	const { c, desk, setup, lost } = props;
	const { locale, session } = c.var;
	const { activity, overview, desk: words, common, danger, standing } = messagesFor(c);
	const isWorking = desk.state === "connected";
	const isPaused = desk.pausedAt !== null;
	const isOthers = desk.connectedByAgentId !== session.agentId;
	const by = desk.connectedByName;
	const hearing = describeHearing({ desk, standing: setup, locale });
	return (
		<section class="card">
			<h2>{overview.desk}</h2>
			<div class="row">
				<State kind={!isWorking ? "attention" : isPaused ? "off" : "good"}>
					{common.states[!isWorking ? "attention" : isPaused ? "paused" : "working"]}
				</State>
				<span>{vendorName(desk.provider)}</span>
				{desk.portalUrl && <span class="quiet">{desk.portalUrl}</span>}
			</div>
			{!isWorking && <p>{words.states[desk.state]}</p>}
			{isPaused && <p>{danger.pause.state}</p>}
			<p class="quiet">
				{by && `${overview.connectedBy(by)} · `}
				{standing.hearing}: {standing.ways[hearing.way]}
			</p>
			{isOthers && by && <p class="quiet small">{overview.takeOverHelp(by)}</p>}
			{lost > 0 && (
				<p>
					{overview.lost(lost)} <a href={`${TABS.webhooks}?state=dead`}>{activity.tabs.webhooks}</a>
				</p>
			)}
			<div class="row">
				{(!isWorking || isOthers) && (
					<Action
						to={`/admin/desks/${desk.id}/sign-in`}
						name="intent"
						value="connect"
						label={isOthers ? overview.takeOver : overview.signInAgain}
						look={isWorking ? "second" : "first"}
					/>
				)}
				{isPaused && <Action to="/admin/desk/resume" label={danger.pause.resume} />}
				<a href="/admin/desk">{standing.details}</a>
			</div>
		</section>
	);
}
