import type { FieldValue } from "../../core/sync/record.ts";
import type { PlannedChange } from "../../core/sync/run.ts";
import type { RunView } from "../../services/sync/runs.ts";
import type { PageContext } from "../env.ts";
import { type Clock, Moment } from "../moment.tsx";
import { messagesFor } from "../render.tsx";
import { Counts } from "./run-counts.tsx";

/** What the last dry run came to in all, and its first records one by one. */
export function Planned(props: {
	c: PageContext;
	planned: readonly PlannedChange[];
	runs: readonly RunView[];
	clock: Clock;
}) {
	const { c, planned, runs, clock } = props;
	const { sync: words } = messagesFor(c);
	const run = runs.find(({ kind }) => kind === "dry_run");
	// Once something was written, what it would have been is history.
	const isNews = runs.find(({ kind }) => kind === "dry_run" || kind === "backfill") === run;
	return (
		<section class="card">
			<h2>{words.planned}</h2>
			{run && (
				<p class="quiet small">
					<Moment at={run.startedAt} {...clock} />
				</p>
			)}
			{run && <Counts c={c} run={run} />}
			<details open={isNews}>
				<summary>{words.plannedHelp(planned.length)}</summary>
				<table>
					<thead>
						<tr>
							<th scope="col">{words.record}</th>
							<th scope="col">{words.state}</th>
							<th scope="col">{words.change}</th>
						</tr>
					</thead>
					<tbody>
						{planned.map((plan) => (
							<Plan c={c} plan={plan} />
						))}
					</tbody>
				</table>
			</details>
		</section>
	);
}

function Plan({ c, plan }: { c: PageContext; plan: PlannedChange }) {
	const { sync: words } = messagesFor(c);
	return (
		<tr>
			<td>
				<div class="clamp" title={plan.name}>
					{plan.name}
				</div>
				<div class="quiet">
					{words.objects[plan.object]} → {words.kindsOfDesk[plan.kind]}
				</div>
			</td>
			<td data-label={words.state}>
				{words.actions[plan.action]}
				{plan.reason && <div class="quiet">{words.issues[plan.reason]}</div>}
			</td>
			<td data-label={words.change}>
				{plan.changes.map(({ field, from, to }) => {
					const isNew = plan.action === "create";
					const [before, after] = [toText(from, words.empty), toText(to, words.empty)];
					return (
						<div class="clamp" title={isNew ? after : `${before} → ${after}`}>
							{isNew ? `${field}: ${after}` : `${field}: ${before} → ${after}`}
						</div>
					);
				})}
			</td>
		</tr>
	);
}

function toText(value: FieldValue, empty: string): string {
	const text = Array.isArray(value) ? value.join(", ") : value === null ? "" : String(value);
	return text === "" ? empty : text;
}
