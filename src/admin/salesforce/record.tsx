import { Hono } from "hono";
import { findDesk } from "../../services/desks/find-desk.ts";
import { findTimezone } from "../../services/desks/standing.ts";
import type { Org } from "../../services/sync/find-org.ts";
import { lookAtRecord, type RecordLook } from "../../services/sync/look-at-record.ts";
import { parseRecordId } from "../../services/sync/sync-record.ts";
import { EntryTable } from "../activity/entry-table.tsx";
import type { AdminEnv, PageContext } from "../env.ts";
import { readFields } from "../form.ts";
import { type Clock, Moment } from "../moment.tsx";
import { State } from "../parts.tsx";
import { messagesFor, renderNotFound } from "../render.tsx";
import { findOwn, objectPath, renderOrg } from "./frame.tsx";
import { addressOf } from "./issue.tsx";
import { IssueState, issuePath } from "./issue-parts.tsx";
import { renderIssues } from "./issues.tsx";
import { orgPath } from "./list.tsx";

const PATH = "/admin/salesforce/:org/records";

/** One record from both ends: why it is, or isn't, as it should be. */
export function createRecordRoutes() {
	const app = new Hono<AdminEnv>();
	app.post(PATH, async (c) => {
		const org = await findOwn(c);
		if (!org) return renderNotFound(c);
		const text = ((await readFields(c)).record ?? "").slice(0, 500);
		const recordId = parseRecordId(text);
		if (!recordId) return renderIssues(c, org, { text, reason: "unreadable" });
		return c.redirect(`${orgPath(org)}/records/${recordId}`, 303);
	});
	app.get(`${PATH}/:record`, async (c) => {
		const org = await findOwn(c);
		const recordId = c.req.param("record");
		const isId = parseRecordId(recordId) === recordId;
		const look = org && isId ? await lookAtRecord(c.var.ctx, org, recordId) : null;
		return org && look ? renderRecord(c, org, look) : renderNotFound(c);
	});
	return app;
}

async function renderRecord(c: PageContext, org: Org, look: RecordLook) {
	const { ctx, session, locale } = c.var;
	const [timezone, desk] = await Promise.all([
		findTimezone(ctx, session.deskId),
		findDesk(ctx.db, session.deskId),
	]);
	if (!desk) return renderNotFound(c);
	const clock = { now: ctx.now(), locale, timezone };
	const { syncRecord: words, activity } = messagesFor(c);
	const { recordId, record, entries } = look;
	const body = (
		<>
			<Standing {...{ c, org, look }} />
			<Facts {...{ c, org, look, clock }} />
			<section class="card">
				<h2>{words.history}</h2>
				{entries.length > 0 ? (
					<EntryTable locale={locale} place={{ desk, workspaces: [], ...clock }} rows={entries} />
				) : (
					<p class="quiet">{words.noHistory}</p>
				)}
			</section>
			<p class="quiet small">{activity.times(timezone)}</p>
		</>
	);
	const title = record?.name || look.issues[0]?.details.name || recordId;
	const up = { to: `${orgPath(org)}/issues`, label: org.name };
	return renderOrg(c, org, { tab: "issues", title, up, body });
}

/** How it stands in a sentence, and the way on. */
function Standing({ c, org, look }: { c: PageContext; org: Org; look: RecordLook }) {
	const { syncRecord: words, sync } = messagesFor(c);
	const { standing, issues, object, recordId } = look;
	const isLeft = standing === "filtered" || standing === "off" || standing === "gone";
	const kind = issues.length > 0 || standing === "unread" ? "attention" : isLeft ? "off" : "good";
	return (
		<section class="card">
			<h2>{words.title}</h2>
			<p>
				<State kind={standing === "differs" || standing === "unlinked" ? "attention" : kind}>
					{words.short[standing]}
				</State>
			</p>
			<p>{words.standings[standing]}</p>
			{issues.map((issue) => (
				<p>
					<a href={issuePath(org, issue)}>{sync.issues[issue.reason]}</a> <IssueState c={c} issue={issue} />
				</p>
			))}
			<div class="row">
				{org.state === "connected" && !isLeft && (
					<form method="post" action={`${orgPath(org)}/issues/sync`}>
						<input type="hidden" name="record" value={recordId} />
						<button type="submit" class="second">
							{words.sync}
						</button>
					</form>
				)}
				{object && standing === "filtered" && (
					<a href={`${objectPath(org, object)}/filter`}>{words.toFilter}</a>
				)}
				{object && standing === "off" && <a href={objectPath(org, object)}>{words.toObject}</a>}
				{object && standing === "in_step" && (
					<a href={`${objectPath(org, object)}/fields`}>{words.toFields}</a>
				)}
			</div>
		</section>
	);
}

function Facts(props: { c: PageContext; org: Org; look: RecordLook; clock: Clock }) {
	const { c, org, look, clock } = props;
	const { syncRecord: words, syncIssues, sync } = messagesFor(c);
	const { recordId, record, object, links } = look;
	const inSalesforce = addressOf(org, look);
	return (
		<section class="card">
			<h2>{words.sides}</h2>
			<dl>
				<dt>{object ? sync.objects[object] : syncIssues.record}</dt>
				<dd>{recordId}</dd>
				{record && (
					<>
						<dt>{words.changed}</dt>
						<dd>
							<Moment at={record.stampAt} {...clock} />
						</dd>
					</>
				)}
				{links.map(({ kind, deskRecordId, syncedAt, hash }) => (
					<>
						<dt>{sync.kindsOfDesk[kind]}</dt>
						<dd>{deskRecordId}</dd>
						<dt>{hash === "" ? words.tied : words.written}</dt>
						<dd>
							<Moment at={syncedAt} {...clock} />
						</dd>
					</>
				))}
			</dl>
			{inSalesforce && (
				<p>
					<a href={inSalesforce} rel="noreferrer">
						{syncIssues.inSalesforce}
					</a>
				</p>
			)}
		</section>
	);
}
