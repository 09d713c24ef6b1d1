import { and, eq, sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import type { CrmObject } from "../../core/sync/record.ts";
import { ISSUE_REASONS, type IssueReason } from "../../core/sync/run.ts";
import { syncIssues } from "../../db/schema-sync.ts";
import { type Cursor, type Page, scan } from "../activity/scan.ts";
import type { Org } from "./find-org.ts";
import { type IssueDetails, openIssue } from "./issue-details.ts";

type Row = typeof syncIssues.$inferSelect;
export type IssueState = Row["state"];
export const ISSUE_STATES = ["open", "retrying", "ignored"] as const satisfies readonly IssueState[];

/** A record that is not kept in step, with what is known about it. */
export interface IssueView extends Omit<Row, "detailsSealed" | "reason"> {
	reason: IssueReason;
	details: IssueDetails;
}

export interface IssueFilter {
	states: readonly IssueState[];
	reason: IssueReason | null;
	object: CrmObject | null;
}

const COLUMNS = sql`id, org_id as orgId, desk_id as deskId, object, record_id as recordId, kind, reason,
	details_sealed as detailsSealed, state, attempts, first_at as firstAt, last_at as lastAt`;

const DAY_MS = 24 * 3_600_000;

/** Records that could not be synced for the first time in the last 24 hours, and still can't. */
export async function countNewIssues(ctx: Context, orgId: string): Promise<number> {
	const since = ctx.now() - DAY_MS;
	const rows = await ctx.db.all(sql`select 1 from sync_issues
		where org_id = ${orgId} and state = 'open' and last_at > ${since} and first_at > ${since}
		limit ${MOST_COUNTED}`);
	return rows.length;
}

/** An org's issues, the one seen last first. */
export async function findIssues(
	ctx: Context,
	org: Pick<Org, "id" | "deskId">,
	filter: IssueFilter,
	page: { after: Cursor | null; limit: number },
): Promise<Page<IssueView>> {
	const found = await scan<Row>(
		ctx,
		{
			table: sql`sync_issues`,
			at: sql`last_at`,
			parts: filter.states.map((state) => sql`org_id = ${org.id} and state = ${state}`),
			fits: toFits(filter),
			columns: COLUMNS,
		},
		{ from: null, to: null, ...page },
	);
	return { ...found, rows: await Promise.all(found.rows.map((row) => toView(ctx, row))) };
}

/** null when it isn't (any more) one of this org's: mended, or seen again under another id. */
export async function findIssue(ctx: Context, org: Pick<Org, "id">, id: string): Promise<IssueView | null> {
	const [row] = await ctx.db
		.select()
		.from(syncIssues)
		.where(and(eq(syncIssues.id, id), eq(syncIssues.orgId, org.id)));
	return row ? toView(ctx, row) : null;
}

/** A record's issues: one for each kind that it becomes. */
export async function findRecordIssues(
	ctx: Context,
	org: Pick<Org, "id">,
	recordId: string,
): Promise<IssueView[]> {
	const rows = await ctx.db
		.select()
		.from(syncIssues)
		.where(and(eq(syncIssues.orgId, org.id), eq(syncIssues.recordId, recordId)));
	return Promise.all(rows.map((row) => toView(ctx, row)));
}

/** More than these are told as "1000+". */
export const MOST_COUNTED = 1000;

export async function countOpenIssues(ctx: Context, orgId: string): Promise<number> {
	const [row] = await ctx.db.all<{ count: number }>(
		sql`select count(*) as count from (select 1 from sync_issues where org_id = ${orgId} and state = 'open'
			limit ${MOST_COUNTED})`,
	);
	return row?.count ?? 0;
}

function toFits({ reason, object }: IssueFilter) {
	const conditions = [reason && sql`reason = ${reason}`, object && sql`object = ${object}`].filter(
		(one) => one !== null,
	);
	return conditions.length > 0 ? sql.join(conditions, sql` and `) : null;
}

async function toView(ctx: Context, { detailsSealed, reason, ...row }: Row): Promise<IssueView> {
	const details = await openIssue(ctx, row.deskId, row.id, detailsSealed).catch(() => null);
	return {
		...row,
		reason: ISSUE_REASONS.find((one) => one === reason) ?? "desk_refused",
		details: details ?? { name: row.recordId, answer: null },
	};
}
