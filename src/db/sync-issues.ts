import { sql } from "drizzle-orm";
import type { CrmObject, DirectoryKind } from "../core/sync/record.ts";
import type { IssueReason } from "../core/sync/run.ts";
import type { Db } from "./client.ts";
import type { LinkScope } from "./links.ts";

export interface NewIssue {
	id: string;
	object: CrmObject;
	recordId: string;
	kind: DirectoryKind;
	reason: IssueReason;
	detailsSealed: string;
}

/** One row per record and kind: what was ignored stays ignored as long as the reason is the same. */
export async function keepIssues(
	db: Db,
	{ orgId, deskId }: LinkScope,
	issues: readonly NewIssue[],
	now: number,
): Promise<void> {
	if (issues.length === 0) return;
	const rows = issues.map(({ id, object, recordId, kind, reason, detailsSealed }) => [
		id,
		object,
		recordId,
		kind,
		reason,
		detailsSealed,
	]);
	await db.run(sql`insert into sync_issues
		(org_id, desk_id, state, attempts, first_at, last_at, id, object, record_id, kind, reason, details_sealed)
		select ${orgId}, ${deskId}, 'open', 1, ${now}, ${now}, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5
		from json_each(${JSON.stringify(rows)}) where true
		on conflict (org_id, record_id, kind) do update set
		state = case when state = 'ignored' and reason = excluded.reason then 'ignored' else 'open' end,
		id = excluded.id, reason = excluded.reason, details_sealed = excluded.details_sealed, object = excluded.object,
		attempts = attempts + 1, last_at = excluded.last_at`);
}

/** In step again, or gone. */
export async function dropIssues(
	db: Db,
	{ orgId }: LinkScope,
	kind: DirectoryKind,
	recordIds: readonly string[],
): Promise<void> {
	if (recordIds.length === 0) return;
	await db.run(sql`delete from sync_issues where org_id = ${orgId} and kind = ${kind}
		and record_id in (select value from json_each(${JSON.stringify(recordIds)}))`);
}

/** Records that somebody asked to be tried again. */
export function findRetries(
	db: Db,
	{ orgId }: LinkScope,
	limit: number,
): Promise<{ object: CrmObject; recordId: string }[]> {
	return db.all(sql`select distinct object, record_id as recordId from sync_issues
		where org_id = ${orgId} and state = 'retrying' limit ${limit}`);
}

/** What is known of an issue beside its details. */
export interface KnownIssue {
	reason: IssueReason;
	state: "open" | "retrying" | "ignored";
}

export function issueKey(kind: DirectoryKind, recordId: string): string {
	return `${kind}:${recordId}`;
}

/** Records that have a row, so that what is in step again can take it away without a look for each. */
export async function findKnownIssues(
	db: Db,
	{ orgId }: LinkScope,
	limit: number,
): Promise<Map<string, KnownIssue>> {
	const rows = await db.all<KnownIssue & { recordId: string; kind: DirectoryKind }>(
		sql`select record_id as recordId, kind, reason, state from sync_issues where org_id = ${orgId} limit ${limit}`,
	);
	return new Map(
		rows.map(({ recordId, kind, reason, state }) => [issueKey(kind, recordId), { reason, state }]),
	);
}
