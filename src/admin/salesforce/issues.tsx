import { Hono } from "hono";
import * as v from "valibot";
import { CRM_OBJECTS } from "../../core/sync/record.ts";
import { ISSUE_REASONS } from "../../core/sync/run.ts";
import { findTimezone } from "../../services/desks/standing.ts";
import { retryIssues } from "../../services/sync/act-on-issues.ts";
import type { Org } from "../../services/sync/find-org.ts";
import { findIssues, ISSUE_STATES, type IssueFilter } from "../../services/sync/issues.ts";
import { syncRecord } from "../../services/sync/sync-record.ts";
import { answerCsv } from "../activity/csv.ts";
import { choice, parseQuery, toCursor, withQuery, words } from "../activity/query.ts";
import type { AdminEnv, PageContext } from "../env.ts";
import { readFields } from "../form.ts";
import { messagesFor, renderNotFound } from "../render.tsx";
import { actorOf } from "../workspace/frame.tsx";
import { findOwn, renderOrg } from "./frame.tsx";
import { IssuesPage, type OneProblem } from "./issues-page.tsx";
import { orgPath } from "./list.tsx";

const PATH = "/admin/salesforce/:org/issues";
const SHOWN = 50;

const query = v.object({
	state: choice(["retrying", "ignored", "all"]),
	reason: choice(ISSUE_REASONS),
	object: choice(CRM_OBJECTS),
	after: words(40),
});
export type IssueQuery = v.InferOutput<typeof query>;

/** Records that could not be kept in step, and one that somebody wants synced now. */
export function createIssueListRoutes() {
	const app = new Hono<AdminEnv>();
	app.get(PATH, async (c) => {
		const org = await findOwn(c);
		return org ? renderIssues(c, org, null) : renderNotFound(c);
	});
	app.get(`${PATH}.csv`, async (c) => {
		const org = await findOwn(c);
		return org ? exportIssues(c, org) : renderNotFound(c);
	});
	app.post(`${PATH}/retry`, async (c) => {
		const org = await findOwn(c);
		if (!org) return renderNotFound(c);
		const asked = readQuery(c);
		const { reason, object } = toFilter(asked);
		const count = await retryIssues(c.var.ctx, org, actorOf(c), { reason, object });
		return c.redirect(withQuery(`${orgPath(org)}/issues`, { ...toKept(asked), retried: String(count) }), 303);
	});
	app.post(`${PATH}/sync`, async (c) => {
		const org = await findOwn(c);
		if (!org) return renderNotFound(c);
		const text = ((await readFields(c)).record ?? "").slice(0, 500);
		if (org.state !== "connected") return renderIssues(c, org, { text, reason: "connected" });
		const result = await syncRecord(c.var.ctx, org, actorOf(c), text);
		if (!result.ok) return renderIssues(c, org, { text, reason: result.reason });
		return c.redirect(withQuery(`${orgPath(org)}/issues`, { synced: result.recordId }), 303);
	});
	return app;
}

function readQuery(c: PageContext): IssueQuery {
	const asked = parseQuery(c, query);
	return asked.ok ? asked.values : { state: undefined, reason: undefined, object: undefined, after: "" };
}

export function toKept({ after: _, ...kept }: IssueQuery): Record<string, string | undefined> {
	return kept;
}

function toFilter({ state, reason, object }: IssueQuery): IssueFilter {
	return {
		states: state === "all" ? ISSUE_STATES : [state ?? "open"],
		reason: reason ?? null,
		object: object ?? null,
	};
}

export async function renderIssues(c: PageContext, org: Org, problem: OneProblem | null) {
	const { ctx, session } = c.var;
	const asked = readQuery(c);
	const after = toCursor(asked.after);
	const [page, timezone] = await Promise.all([
		findIssues(ctx, org, toFilter(asked), { after, limit: SHOWN }),
		findTimezone(ctx, session.deskId),
	]);
	const body = <IssuesPage {...{ c, org, asked, page, timezone, problem }} isFirst={!after} />;
	return renderOrg(c, org, { tab: "issues", status: problem ? 422 : 200, body });
}

function exportIssues(c: PageContext, org: Org) {
	const filter = toFilter(readQuery(c));
	const { sync, syncIssues: names } = messagesFor(c);
	return answerCsv(c, {
		name: names.file,
		heading: [
			names.seen,
			names.first,
			names.object,
			"Id",
			names.record,
			names.becomes,
			names.reason,
			names.state,
			names.field,
			names.value,
			names.answer,
			names.attempts,
		],
		read: (page) => findIssues(c.var.ctx, org, filter, page),
		toCells: ({ details, ...row }) => [
			new Date(row.lastAt).toISOString(),
			new Date(row.firstAt).toISOString(),
			sync.objects[row.object],
			row.recordId,
			details.name,
			sync.kindsOfDesk[row.kind],
			sync.issues[row.reason],
			names.states[row.state],
			details.field ?? null,
			details.value === undefined || details.value === null ? null : String(details.value),
			details.answer,
			row.attempts,
		],
	});
}
