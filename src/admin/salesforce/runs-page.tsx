import type { PlannedChange, RunProgress } from "../../core/sync/run.ts";
import type { Org } from "../../services/sync/find-org.ts";
import type { RunView } from "../../services/sync/runs.ts";
import type { PageContext } from "../env.ts";
import { formatMoment, Moment } from "../moment.tsx";
import { Action, State } from "../parts.tsx";
import { ProgressBar } from "../progress.tsx";
import { messagesFor } from "../render.tsx";
import { DayCard } from "./day-card.tsx";
import { featuresOn, orgPath } from "./list.tsx";
import { Planned } from "./planned.tsx";
import { Counts, countSettled, describeReason } from "./run-counts.tsx";

export const STARTED_BY_PEOPLE = ["incremental", "dry_run", "backfill"] as const;

export interface RunsPageProps {
	c: PageContext;
	org: Org;
	timezone: string;
	progress: RunProgress | null;
	runs: readonly RunView[];
	planned: readonly PlannedChange[];
}

export function RunsPage(props: RunsPageProps) {
	const { c, org, timezone, runs, planned } = props;
	const clock = { now: c.var.ctx.now(), locale: c.var.locale, timezone };
	return (
		<>
			<Current {...props} />
			<Start {...props} />
			{planned.length > 0 && <Planned {...{ c, planned, runs, clock }} />}
			{org.syncedAt !== null && <DayCard {...{ c, org, timezone }} isOfRuns={true} />}
			<History {...props} />
		</>
	);
}

/** Stands on what the org's object knows, so that a reload shows where it is now. */
function Current({ c, org, progress, timezone }: RunsPageProps) {
	const { sync: words } = messagesFor(c);
	const { locale } = c.var;
	if (!progress) return <p class="quiet">{words.none}</p>;
	const number = (value: number) => value.toLocaleString(locale);
	const { read, total, state, reason, resumesAt } = progress;
	const done = Math.min(countSettled(progress), total ?? read);
	const label = total === null ? words.read(number(read)) : words.progress(number(done), number(total));
	const mark = state === "running" ? "good" : state === "stopped" ? "off" : "attention";
	return (
		<section class="card" data-progress={state}>
			<div class="row">
				<h2>{words.kinds[progress.kind]}</h2>
				<State kind={mark}>{words.states[state]}</State>
			</div>
			<ProgressBar done={done} total={total} label={label} />
			<div data-told="counts">
				<Counts c={c} run={{ kind: progress.kind, counts: progress }} />
				{reason && <p>{words.waitsFor(describeReason(c, reason))}</p>}
				{resumesAt !== null && <p>{words.resumesAt(formatMoment(resumesAt, locale, timezone))}</p>}
			</div>
			{state === "stopped" ? (
				<Action to={`${orgPath(org)}/runs/resume`} label={words.resume} />
			) : (
				<Action to={`${orgPath(org)}/runs/stop`} label={words.stop} look="second" />
			)}
		</section>
	);
}

const TOLD = ["read", "crmCalls", "deskCalls"] as const;

/** What it cost, for whoever wants to know. */
function RunDetails({ c, run }: { c: PageContext; run: RunView }) {
	const { sync: words } = messagesFor(c);
	const number = (value: number) => value.toLocaleString(c.var.locale);
	const seconds =
		run.finishedAt === null ? null : Math.max(1, Math.round((run.finishedAt - run.startedAt) / 1000));
	return (
		<details>
			<summary>{words.details}</summary>
			<dl class="figures">
				{TOLD.map((name) => (
					<>
						<dt>{words.counts[name]}</dt>
						<dd>{number(run.counts[name] ?? 0)}</dd>
					</>
				))}
				{seconds !== null && (
					<>
						<dt>{words.duration}</dt>
						<dd>{words.seconds(number(seconds))}</dd>
					</>
				)}
			</dl>
		</details>
	);
}

function Start({ c, org }: RunsPageProps) {
	const { sync: words, salesforce } = messagesFor(c);
	if (org.state !== "connected") return null;
	if (featuresOn(org).length === 0) {
		return (
			<section class="card">
				<p>{words.nothingOn}</p>
				<p>
					<a class="button second" href={orgPath(org)}>
						{salesforce.org.featuresTitle}
					</a>
				</p>
			</section>
		);
	}
	return (
		<section class="card">
			{STARTED_BY_PEOPLE.map((kind) => (
				<div class="row">
					<Action
						to={`${orgPath(org)}/runs/start`}
						name="kind"
						value={kind}
						label={words.start[kind]}
						look="second"
					/>
					<span class="quiet small">{words.startHelp[kind]}</span>
				</div>
			))}
		</section>
	);
}

function History({ c, runs, timezone }: RunsPageProps) {
	const { sync: words, activity } = messagesFor(c);
	const clock = { now: c.var.ctx.now(), locale: c.var.locale, timezone };
	return (
		<section class="card">
			<h2>{words.history}</h2>
			{runs.length === 0 && <p class="quiet">{words.noRuns}</p>}
			{runs.length > 0 && (
				<table>
					<thead>
						<tr>
							<th scope="col">{words.begun}</th>
							<th scope="col">{words.kind}</th>
							<th scope="col">{words.state}</th>
							<th scope="col">{words.by}</th>
						</tr>
					</thead>
					<tbody>
						{runs.map((run) => (
							<tr>
								<td data-label={words.begun}>
									<Moment at={run.startedAt} {...clock} />
								</td>
								<td data-label={words.kind}>{words.kinds[run.kind]}</td>
								<td data-label={words.state}>
									{words.states[run.state]}
									{run.reason && <div>{describeReason(c, run.reason)}</div>}
									<Counts c={c} run={run} />
									<RunDetails c={c} run={run} />
								</td>
								<td data-label={words.by}>
									<span class="clamp" title={run.startedByName ?? undefined}>
										{run.startedByName || words.cron}
									</span>
								</td>
							</tr>
						))}
					</tbody>
				</table>
			)}
			<p class="quiet small">
				{words.kept} {activity.times(timezone)}
			</p>
		</section>
	);
}
