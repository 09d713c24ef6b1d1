import { sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import type { RunCounts, RunState } from "../../core/sync/run.ts";
import type { syncRuns } from "../../db/schema-sync.ts";
import { parseJson } from "../../lib/http.ts";
import type { Org } from "../sync/find-org.ts";
import { type Cursor, type Page, scan } from "./scan.ts";

type Stored = typeof syncRuns.$inferSelect;
export type SyncRow = Omit<Stored, "counts" | "deskId"> & { counts: Partial<RunCounts> };

/** Runs of these orgs, newest first; those that neither changed anything nor were asked for have no row. */
export async function findSyncs(
	ctx: Context,
	orgs: readonly Pick<Org, "id">[],
	state: RunState | undefined,
	page: { after: Cursor | null; limit: number },
): Promise<Page<SyncRow>> {
	if (orgs.length === 0) return { rows: [], next: null, isCutShort: false };
	const found = await scan<Omit<Stored, "deskId">>(
		ctx,
		{
			table: sql`sync_runs`,
			at: sql`started_at`,
			parts: orgs.map(({ id }) => sql`org_id = ${id}`),
			fits: state ? sql`state = ${state}` : null,
			columns: sql`id, org_id as orgId, kind, state, reason, counts, started_by_name as startedByName,
				started_at as startedAt, finished_at as finishedAt`,
		},
		{ from: null, to: null, ...page },
	);
	const rows = found.rows.map((row) => ({
		...row,
		counts: (parseJson(row.counts) ?? {}) as Partial<RunCounts>,
	}));
	return { ...found, rows };
}
