import { type SQL, sql } from "drizzle-orm";
import type { Context } from "../../context.ts";

/** How many rows one page looks at for those that fit: what it costs doesn't grow with the log. */
const LOOKED_AT = 2000;

/** Where a list goes on: behind this row, newest first. */
export interface Cursor {
	at: number;
	id: string;
}

/** Both ends count; null stands for no end. */
export interface Span {
	from: number | null;
	to: number | null;
}

export interface Page<Row> {
	rows: Row[];
	/** null: that was all. */
	next: Cursor | null;
	/** The page isn't full because enough was looked at; older rows may fit too. */
	isCutShort: boolean;
}

interface Scan<Row> {
	/** A table, its time column, and what narrows it by the index in which that column comes last. */
	table: SQL;
	at: SQL;
	indexed: SQL | null;
	/** What only looking at rows can tell; null: every one fits. */
	fits: SQL | null;
	/** The columns, under the names of `Row`. */
	columns: SQL;
	toCursor: (row: Row) => Cursor;
}

/** One page of a log, newest first. `lookedAt` bounds what is read for it, whatever fits. */
export async function scan<Row>(
	ctx: Context,
	{ table, at, indexed, fits, columns, toCursor }: Scan<Row>,
	page: Span & { after: Cursor | null; limit: number },
): Promise<Page<Row>> {
	const { from, to, after, limit } = page;
	const conditions = [
		indexed,
		from === null ? null : sql`${at} >= ${from}`,
		to === null ? null : sql`${at} <= ${to}`,
		after && sql`${at} <= ${after.at} and (${at} < ${after.at} or id < ${after.id})`,
	].filter((one) => one !== null);
	const where = conditions.length > 0 ? sql`where ${sql.join(conditions, sql` and `)}` : sql``;
	const ordered = (end: SQL) => sql`from ${table} ${where} order by ${at} desc, id desc ${end}`;
	// The inner limit is what is looked at; SQLite takes rows from it one by one, in its order.
	const rows = await ctx.db.all<Row>(
		fits
			? sql`select ${columns} from (select * ${ordered(sql`limit ${LOOKED_AT}`)}) where ${fits} limit ${limit + 1}`
			: sql`select ${columns} ${ordered(sql`limit ${limit + 1}`)}`,
	);
	const shown = rows.slice(0, limit);
	const last = shown.at(-1);
	if (rows.length > limit && last) return { rows: shown, next: toCursor(last), isCutShort: false };
	if (!fits) return { rows: shown, next: null, isCutShort: false };
	const end = await ctx.db.all<Cursor>(
		sql`select ${at} as at, id ${ordered(sql`limit 1 offset ${LOOKED_AT - 1}`)}`,
	);
	return { rows: shown, next: end[0] ?? null, isCutShort: end.length > 0 };
}
