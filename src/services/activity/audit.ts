import { sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import type { auditLog } from "../../db/schema.ts";
import { type Cursor, type Page, type Span, scan } from "./scan.ts";

export type Entry = typeof auditLog.$inferSelect;

/** What entries can be told apart by: the nouns that actions begin with. */
export const ENTRY_KINDS = ["workspace", "desk", "agent_link", "delivery", "admin"] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** Who changed what at a desk, newest first. */
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
			indexed: sql`desk_id = ${deskId}`,
			fits: begin === null ? null : sql`substr(action, 1, ${begin.length}) = ${begin}`,
			columns: sql`id, desk_id as deskId, actor_kind as actorKind, actor_id as actorId, actor_name as actorName,
				action, subject, details, happened_at as happenedAt`,
			toCursor: ({ happenedAt: at, id }) => ({ at, id }),
		},
		{ from, to, ...page },
	);
}
