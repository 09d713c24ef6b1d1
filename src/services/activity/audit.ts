import { sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import type { auditLog } from "../../db/schema.ts";
import { type Cursor, type Page, type Span, scan } from "./scan.ts";

export type Entry = typeof auditLog.$inferSelect;

/** What entries can be told apart by: the nouns that actions begin with. */
export const ENTRY_KINDS = ["workspace", "desk", "agent_link", "delivery", "admin", "settings"] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

const COLUMNS = sql`id, desk_id as deskId, actor_kind as actorKind, actor_id as actorId, actor_name as actorName,
	action, subject, details, happened_at as happenedAt`;

/** Who changed what at a desk, newest first. What was set up for all desks concerns each of them. */
export function findEntries(
	ctx: Context,
	deskId: string,
	filter: Span & { kind: EntryKind | null },
	page: { after: Cursor | null; limit: number },
): Promise<Page<Entry>> {
	const { kind, from, to } = filter;
	const begin = kind && `${kind}.`;
	return scan<Entry>(
		ctx,
		{
			table: sql`audit_log`,
			at: sql`happened_at`,
			parts: [sql`desk_id = ${deskId}`, sql`desk_id is null and substr(action, 1, 9) = 'settings.'`],
			fits: begin === null ? null : sql`substr(action, 1, ${begin.length}) = ${begin}`,
			columns: COLUMNS,
		},
		{ from, to, ...page },
	);
}

/**
 * What was set up, newest first, for whoever has the setup token: what is no desk's, and what was done to desks that
 * nobody has connected yet. Once one is, its administrators read it in their own log.
 */
export function findSetupEntries(ctx: Context, limit: number): Promise<Entry[]> {
	return ctx.db.all<Entry>(sql`
		select ${COLUMNS} from (
			select * from audit_log where desk_id is null
			union all select * from audit_log
				where desk_id in (select id from desks where state = 'registered' and portal_id is null))
		order by happened_at desc, id desc limit ${limit}`);
}
