import { createLooksTable } from "./looks-table.ts";
import { createMarksTable } from "./marks-table.ts";
import { createOutboxTable } from "./outbox-table.ts";
import { ensureTables } from "./tables.ts";
import { createTicketsTable } from "./tickets-table.ts";

export interface Query {
	/** Answers how many rows were written. */
	run(query: string, ...values: SqlStorageValue[]): number;
	all<T extends object>(query: string, ...values: SqlStorageValue[]): T[];
}

export type DeskStore = ReturnType<typeof createDeskStore>;

/** One object's own tables. Every method is one turn: nothing comes between its statements. */
export function createDeskStore(storage: DurableObjectStorage) {
	const { sql } = storage;
	ensureTables(sql);
	const query: Query = {
		run(text, ...values) {
			sql.exec(text, ...values);
			return sql.exec<{ count: number }>("select changes() as count").one().count;
		},
		all: <T extends object>(text: string, ...values: SqlStorageValue[]) =>
			sql.exec(text, ...values).toArray() as unknown as T[],
	};
	const marks = createMarksTable(query);
	return {
		...createLooksTable(query),
		...createTicketsTable(query),
		...createOutboxTable(query),
		...marks,

		transaction: <T>(work: () => T): T => storage.transactionSync(work),

		/** When something is next to be done; null when nothing is. */
		nextDue(): number | null {
			const [row] = query.all<{ looks: number | null; notices: number | null }>(
				"select (select min(due_at) from looks) as looks, (select min(next_at) from outbox) as notices",
			);
			const patience = marks.patience();
			const asking = [row?.looks ?? null, marks.waitUntil("poll")].filter((time) => time !== null);
			const times = asking.map((time) => Math.max(time, patience));
			if (row?.notices != null) times.push(row.notices);
			return times.length > 0 ? Math.min(...times) : null;
		},

		/** How many tickets are still to be read, and how many notices to be handed over. */
		backlog(): { looks: number; notices: number } {
			const counts = "select (select count(*) from looks) as looks, (select count(*) from outbox) as notices";
			return query.all<{ looks: number; notices: number }>(counts)[0] ?? { looks: 0, notices: 0 };
		},

		/** Nobody listens any more: what was to be read or said is nobody's news. What was seen stays. */
		forgetWork(): void {
			for (const table of ["looks", "outbox", "waits", "cursors", "rounds"])
				query.run(`delete from ${table}`);
			query.run("update ratings set content_sealed = null");
		},
	};
}
