import { CSV_START, toCsvLine } from "../../lib/csv.ts";
import type { Cursor, Page } from "../../services/activity/scan.ts";
import type { PageContext } from "../env.ts";

/** Rows in one file, and questions to the database for it: an invocation of the free plan has 50. */
export const MAX_ROWS = 5000;
const MAX_PAGES = 25;
/** The first lines come soon, the rest in few questions. */
const FIRST_ROWS = 50;
const ROWS_AT_ONCE = 500;

type Cell = string | number | null;

/** A file that is written while it is read, page by page. */
export function answerCsv<Row>(
	c: PageContext,
	file: {
		name: string;
		heading: readonly string[];
		read: (page: { after: Cursor | null; limit: number }) => Promise<Page<Row>>;
		toCells: (row: Row) => readonly Cell[];
	},
): Response {
	const { name, heading, read, toCells } = file;
	const encoder = new TextEncoder();
	let after: Cursor | null = null;
	let pages = 0;
	let rows = 0;
	const body = new ReadableStream<Uint8Array>({
		start(controller) {
			controller.enqueue(encoder.encode(CSV_START + toCsvLine(heading)));
		},
		async pull(controller) {
			// A pull that gives nothing is not asked again.
			for (let text = ""; text === ""; ) {
				const page: Page<Row> = await read({ after, limit: pages === 0 ? FIRST_ROWS : ROWS_AT_ONCE });
				after = page.next;
				pages += 1;
				rows += page.rows.length;
				text = page.rows.map((row) => toCsvLine(toCells(row))).join("");
				if (text !== "") controller.enqueue(encoder.encode(text));
				if (after === null || pages >= MAX_PAGES || rows >= MAX_ROWS) {
					controller.close();
					return;
				}
			}
		},
	});
	const day = new Date(c.var.ctx.now()).toISOString().slice(0, 10);
	c.header("content-type", "text/csv; charset=utf-8");
	c.header("content-disposition", `attachment; filename="deskbridge-${name}-${day}.csv"`);
	return c.body(body);
}
