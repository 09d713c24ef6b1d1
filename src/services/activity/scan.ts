import { type SQL, sql } from "drizzle-orm";
import type { Context } from "../../context.ts";

/** How many rows one page looks at for those that fit: what it costs doesn't grow with the log. */
const LOOKED_AT = 2000;

/** Where a list goes on: behind this row, newest first. */
export interface Cursor {
	at: number;
	/** SQLite's number of the row: indexes that end in a time go on in its order, so that nothing has to be sorted. */
	row: number;
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

interface Scan {
	table: SQL;
	/** Its time column. */
	at: SQL;
	/** What belongs to the log, each part by an index in which that column comes last: they are merged as they come. */
	parts: readonly SQL[];
	/** What only looking at rows can tell; null: every one fits. */
	fits: SQL | null;
	/** The columns, under the names of `Row`; the table is called `log` there. */
	columns: SQL;
}

/** The place of a row, and whether it is only where the look ended. */
type Found<Row> = Row & { scannedRow: number; scannedAt: number; isEnd: 0 | 1 };

/** One page of a log, newest first, by one statement; `LOOKED_AT` bounds what is read for it, whatever fits. */
export async function scan<Row>(
	ctx: Context,
	{ table, at, parts, fits, columns }: Scan,
	page: Span & { after: Cursor | null; limit: number },
): Promise<Page<Row>> {
	const { from, to, after, limit } = page;
	const conditions = [
		from === null ? null : sql`${at} >= ${from}`,
		to === null ? null : sql`${at} <= ${to}`,
		after && sql`${at} <= ${after.at} and (${at} < ${after.at} or row < ${after.row})`,
	].filter((one) => one !== null);
	const where = conditions.length > 0 ? sql`where ${sql.join(conditions, sql` and `)}` : sql``;
	const log = sql.join(
		parts.map((part) => sql`select rowid as row, * from ${table} where ${part}`),
		sql` union all `,
	);
	const ordered = sql`from (${log}) log ${where} order by ${at} desc, row desc`;
	const found = (row: SQL, isEnd: SQL) =>
		sql`${row} as scannedRow, ${at} as scannedAt, ${isEnd} as isEnd, ${columns}`;
	const most = limit + 1;
	// SQLite takes rows from the inner limit one by one, in its order. Where the look ended is asked for only when the
	// page isn't full: a limit of 0 reads nothing, while a condition would be tried on every row.
	const rows = await ctx.db.all<Found<Row>>(
		fits
			? sql`with hits as materialized (select row from (select * ${ordered} limit ${LOOKED_AT})
					where ${fits} limit ${most})
				select ${found(sql`rowid`, sql`0`)} from ${table} log where rowid in (select row from hits)
				union all select * from (select ${found(sql`row`, sql`1`)} ${ordered}
					limit (select count(*) < ${most} from hits) offset ${LOOKED_AT - 1})
				order by isEnd, scannedAt desc, scannedRow desc`
			: sql`select ${found(sql`row`, sql`0`)} ${ordered} limit ${most}`,
	);
	const end = rows.find(({ isEnd }) => isEnd === 1);
	const fitting = rows.filter(({ isEnd }) => isEnd === 0);
	const shown = fitting.slice(0, limit);
	const last = fitting.length > limit ? shown.at(-1) : end;
	return { rows: shown, next: last ? toCursor(last) : null, isCutShort: end !== undefined };
}

function toCursor({ scannedAt, scannedRow }: Found<unknown>): Cursor {
	return { at: scannedAt, row: scannedRow };
}
