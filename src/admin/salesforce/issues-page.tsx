import { CRM_OBJECTS } from "../../core/sync/record.ts";
import { ISSUE_REASONS } from "../../core/sync/run.ts";
import type { Page } from "../../services/activity/scan.ts";
import { MOST_RETRIED } from "../../services/sync/act-on-issues.ts";
import type { Org } from "../../services/sync/find-org.ts";
import type { IssueView } from "../../services/sync/issues.ts";
import { MAX_ROWS } from "../activity/csv.ts";
import { FilterForm } from "../activity/list-parts.tsx";
import { withQuery } from "../activity/query.ts";
import type { PageContext } from "../env.ts";
import { Moment } from "../moment.tsx";
import { Field, Notice, SelectField } from "../parts.tsx";
import { messagesFor } from "../render.tsx";
import { IssueActions, IssueState, issuePath } from "./issue-parts.tsx";
import { type IssueQuery, toKept } from "./issues.tsx";
import { orgPath } from "./list.tsx";

export interface OneProblem {
	text: string;
	reason: "unreadable" | "object" | "off" | "connected";
}

export interface IssuesPageProps {
	c: PageContext;
	org: Org;
	asked: IssueQuery;
	page: Page<IssueView>;
	timezone: string;
	isFirst: boolean;
	problem: OneProblem | null;
}

export function IssuesPage(props: IssuesPageProps) {
	const { c, org, asked, page, isFirst, timezone } = props;
	const { syncIssues: words, activity } = messagesFor(c);
	const kept = toKept(asked);
	const isUsed = Object.values(kept).some(Boolean);
	const path = `${orgPath(org)}/issues`;
	return (
		<>
			<Said c={c} org={org} />
			<p class="lead">{words.lead}</p>
			<IssueFilterForm {...props} />
			{page.rows.length > 0 && <IssueTable {...props} />}
			{page.rows.length === 0 && !page.next && (
				<p>{isUsed || !isFirst ? words.noneFit : org.syncedAt === null ? words.noneYet : words.none}</p>
			)}
			{page.rows.length > 0 && (asked.state === undefined || asked.state === "all") && (
				<form method="post" action={withQuery(`${path}/retry`, kept)}>
					<div class="row">
						<button type="submit" class="second">
							{words.retryAll}
						</button>
						<span class="quiet small">{words.retryAllHelp(MOST_RETRIED.toLocaleString(c.var.locale))}</span>
					</div>
				</form>
			)}
			<div class="row">
				{page.next && (
					<a
						class="button second"
						href={withQuery(path, { ...kept, after: `${page.next.at}.${page.next.row}` })}
						rel="next"
					>
						{page.isCutShort ? activity.lookFurther : activity.older}
					</a>
				)}
				{!isFirst && <a href={withQuery(path, kept)}>{activity.newest}</a>}
			</div>
			{page.rows.length > 0 && (
				<p class="small">
					<a href={withQuery(`${path}.csv`, kept)} download>
						{activity.export}
					</a>{" "}
					<span class="quiet">{words.exportHelp(MAX_ROWS.toLocaleString(c.var.locale))}</span>
				</p>
			)}
			<One {...props} />
			<p class="quiet small">
				{words.kept} {activity.times(timezone)}
			</p>
		</>
	);
}

/** What the last press came to. */
function Said({ c, org }: { c: PageContext; org: Org }) {
	const { syncIssues: words } = messagesFor(c);
	const retried = c.req.query("retried") ?? "";
	const synced = c.req.query("synced") ?? "";
	const done = c.req.query("done");
	if (/^\d{1,4}$/.test(retried)) return <Notice kind="good">{words.retried(Number(retried))}</Notice>;
	if (/^[A-Za-z0-9]{18}$/.test(synced)) {
		return (
			<Notice kind="good">
				{words.oneDone(synced)}{" "}
				<a href={`${orgPath(org)}/records/${synced}`}>{messagesFor(c).syncRecord.look}</a>
			</Notice>
		);
	}
	if (done === "chosen" || done === "ignored" || done === "unignored") {
		return <Notice kind="good">{words[done]}</Notice>;
	}
	return done === "gone" ? <Notice kind="info">{words.gone}</Notice> : null;
}

function One({ c, org, problem }: IssuesPageProps) {
	const { syncIssues: words } = messagesFor(c);
	return (
		<form method="post" action={`${orgPath(org)}/issues/sync`} class="card">
			<h2>{words.one}</h2>
			<Field
				name="record"
				label={words.oneLabel}
				help={words.oneHelp}
				value={problem?.text ?? ""}
				error={problem ? words.oneErrors[problem.reason] : undefined}
			/>
			<div class="row">
				<button type="submit" class="second">
					{words.oneSubmit}
				</button>
				<button type="submit" class="plain" formaction={`${orgPath(org)}/records`}>
					{messagesFor(c).syncRecord.look}
				</button>
			</div>
		</form>
	);
}

function IssueFilterForm({ c, org, asked }: IssuesPageProps) {
	const { syncIssues: words, sync } = messagesFor(c);
	return (
		<FilterForm
			c={c}
			path={`${orgPath(org)}/issues`}
			isUsed={Object.values(toKept(asked)).some(Boolean)}
			clear={words.clear}
		>
			<SelectField
				name="state"
				label={words.shown}
				value={asked.state ?? ""}
				empty={words.open}
				options={[
					{ value: "retrying", label: words.states.retrying },
					{ value: "ignored", label: words.states.ignored },
					{ value: "all", label: words.all },
				]}
			/>
			<SelectField
				name="reason"
				label={words.reason}
				value={asked.reason ?? ""}
				empty={words.any}
				options={ISSUE_REASONS.map((value) => ({ value, label: sync.issues[value] }))}
			/>
			<SelectField
				name="object"
				label={words.object}
				value={asked.object ?? ""}
				empty={words.any}
				options={CRM_OBJECTS.map((value) => ({ value, label: sync.objects[value] }))}
			/>
		</FilterForm>
	);
}

function IssueTable({ c, org, page, timezone }: IssuesPageProps) {
	const { syncIssues: words, sync } = messagesFor(c);
	const clock = { now: c.var.ctx.now(), locale: c.var.locale, timezone };
	return (
		<table>
			<thead>
				<tr>
					{[words.record, words.reason, words.seen, words.state].map((heading) => (
						<th scope="col">{heading}</th>
					))}
				</tr>
			</thead>
			<tbody>
				{page.rows.map((issue) => (
					<tr>
						<td>
							<a class="clamp" href={issuePath(org, issue)} title={issue.details.name}>
								{issue.details.name}
							</a>
							<div class="quiet">
								{sync.objects[issue.object]} → {sync.kindsOfDesk[issue.kind]}
							</div>
						</td>
						<td data-label={words.reason}>{sync.issues[issue.reason]}</td>
						<td data-label={words.seen}>
							<Moment at={issue.lastAt} {...clock} />
						</td>
						<td data-label={words.state}>
							<IssueState c={c} issue={issue} />
							<IssueActions c={c} org={org} issue={issue} />
						</td>
					</tr>
				))}
			</tbody>
		</table>
	);
}
