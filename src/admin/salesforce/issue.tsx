import { Hono } from "hono";
import { findTimezone } from "../../services/desks/standing.ts";
import { chooseCounterpart, ignoreIssue, retryIssue } from "../../services/sync/act-on-issues.ts";
import { findOrgOf, type Org } from "../../services/sync/find-org.ts";
import { findIssue, type IssueView } from "../../services/sync/issues.ts";
import type { AdminEnv, PageContext } from "../env.ts";
import { readFields } from "../form.ts";
import { formatMoment } from "../moment.tsx";
import { Notice } from "../parts.tsx";
import { messagesFor, renderNotFound } from "../render.tsx";
import { actorOf } from "../workspace/frame.tsx";
import { findOwn, renderOrg } from "./frame.tsx";
import { IssueActions, IssueState, issuePath } from "./issue-parts.tsx";
import { orgPath } from "./list.tsx";
import { LongText } from "./long-text.tsx";

const PATH = "/admin/salesforce/:org/issues/:issue";

/** One record that could not be kept in step, and what somebody does about it. */
export function createIssueRoutes() {
	const app = new Hono<AdminEnv>();
	app.get(PATH, (c) => withIssue(c, (org, issue) => renderIssue(c, org, issue, false)));
	app.post(`${PATH}/retry`, (c) =>
		withIssue(c, async (org, issue) => {
			if (org.state === "connected") await retryIssue(c.var.ctx, org, actorOf(c), issue);
			return c.redirect(`${orgPath(org)}/issues?retried=1`, 303);
		}),
	);
	app.post(`${PATH}/ignore`, (c) =>
		withIssue(c, async (org, issue) => {
			const isIgnored = (await readFields(c)).ignored !== "no";
			await ignoreIssue(c.var.ctx, org, actorOf(c), issue, isIgnored);
			return c.redirect(`${orgPath(org)}/issues?done=${isIgnored ? "ignored" : "unignored"}`, 303);
		}),
	);
	app.post(`${PATH}/choose`, (c) =>
		withIssue(c, async (org, issue) => {
			const { counterpart = "" } = await readFields(c);
			const result = await chooseCounterpart(c.var.ctx, org, actorOf(c), issue, counterpart);
			if (result.ok) return c.redirect(`${orgPath(org)}/issues?done=chosen`, 303);
			return result.reason === "taken" ? renderIssue(c, org, issue, true) : renderNotFound(c);
		}),
	);
	return app;
}

/** One that is gone was mended, or seen again: its list says so. */
async function withIssue(
	c: PageContext,
	answer: (org: Org, issue: IssueView) => Response | Promise<Response>,
) {
	const org = await findOwn(c);
	if (!org) return renderNotFound(c);
	const issue = await findIssue(c.var.ctx, org, c.req.param("issue") ?? "");
	if (issue) return answer(org, issue);
	return c.redirect(`${orgPath(org)}/issues?done=gone`, c.req.method === "GET" ? 302 : 303);
}

const LONG_NAME = 200;

/** The record's page; null where what Salesforce gave as its own address is none. */
export function addressOf(
	{ instanceUrl }: Pick<Org, "instanceUrl">,
	{ recordId }: Pick<IssueView, "recordId">,
): string | null {
	const url = URL.parse(`/${recordId}`, instanceUrl ?? "");
	return url?.protocol === "https:" ? url.href : null;
}

async function renderIssue(c: PageContext, org: Org, issue: IssueView, isTaken: boolean) {
	const { ctx, session, locale } = c.var;
	const { syncIssues: words, sync, activity } = messagesFor(c);
	const { details, reason } = issue;
	const [timezone, other] = await Promise.all([
		findTimezone(ctx, session.deskId),
		details.otherOrgId ? findOrgOf(ctx, session.deskId, details.otherOrgId) : null,
	]);
	const moment = (at: number) => formatMoment(at, locale, timezone);
	const inSalesforce = addressOf(org, issue);
	const rows: [string, string | null | undefined][] = [
		// The heading shows the beginning of it.
		[words.record, details.name.length > LONG_NAME ? details.name : null],
		[words.object, `${sync.objects[issue.object]} ${issue.recordId}`],
		[words.becomes, sync.kindsOfDesk[issue.kind]],
		[words.field, details.field],
		[words.value, details.value === undefined || details.value === null ? null : String(details.value)],
		[words.otherOrg, other?.name],
		[words.answer, details.answer],
		[words.first, moment(issue.firstAt)],
		[words.seen, moment(issue.lastAt)],
		[words.attempts, issue.attempts.toLocaleString(locale)],
	];
	const body = (
		<>
			{isTaken && <Notice kind="danger">{words.chosenTaken}</Notice>}
			<section class="card">
				<div class="row">
					<h2>{sync.issues[reason]}</h2>
					<IssueState c={c} issue={issue} />
				</div>
				<p>{words.todo[reason]}</p>
				<IssueActions c={c} org={org} issue={issue} look="second" />
			</section>
			{reason === "ambiguous" && org.state === "connected" && <Candidates c={c} org={org} issue={issue} />}
			<section class="card">
				<h2>{words.details}</h2>
				<dl>
					{rows.map(
						([name, value]) =>
							value && (
								<>
									<dt>{name}</dt>
									<dd>
										<LongText text={value} />
									</dd>
								</>
							),
					)}
				</dl>
				<p class="quiet small">{activity.times(timezone)}</p>
				<p>
					<a href={`${orgPath(org)}/records/${issue.recordId}`}>{messagesFor(c).syncRecord.title}</a>
				</p>
				{inSalesforce && (
					<p>
						<a href={inSalesforce} rel="noreferrer">
							{words.inSalesforce}
						</a>
					</p>
				)}
			</section>
		</>
	);
	const up = { to: `${orgPath(org)}/issues`, label: org.name };
	return renderOrg(c, org, { tab: "issues", title: details.name, up, status: isTaken ? 409 : 200, body });
}

function Candidates({ c, org, issue }: { c: PageContext; org: Org; issue: IssueView }) {
	const { syncIssues: words } = messagesFor(c);
	const candidates = issue.details.candidates ?? [];
	if (candidates.length === 0) return null;
	return (
		<form method="post" action={`${issuePath(org, issue)}/choose`} class="card">
			<fieldset>
				<legend>{words.choose}</legend>
				<p class="help">{words.chooseHelp}</p>
				{candidates.map(({ id, name }) => (
					<div class="tick">
						<input type="radio" id={`counterpart-${id}`} name="counterpart" value={id} required />
						<label for={`counterpart-${id}`}>
							<span class="clamp" title={name}>
								{name}
							</span>
							<span class="quiet small">{id}</span>
						</label>
					</div>
				))}
			</fieldset>
			<button type="submit">{words.chooseThis}</button>
		</form>
	);
}
