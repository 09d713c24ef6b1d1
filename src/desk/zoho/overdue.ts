import type { FeedPage } from "../desk-feed.ts";
import { rowsOf, type ZohoClient } from "./client.ts";
import { toTime } from "./mapper.ts";
import { readNewRows } from "./newest-first.ts";
import { ticketList } from "./schema.ts";

/**
 * Of all departments. Latest due date first: what was overdue before is not read again. A due date that is moved into
 * the past is a change of the ticket, and heard of as such.
 */
export async function readOverdue(
	client: ZohoClient,
	cursor: string | null,
	since: number,
): Promise<FeedPage<{ ticketId: string; at: number }>> {
	const read = async (skip: number, limit: number) => {
		const answer = await client.read({
			operation: "GET /tickets",
			path: "/tickets",
			query: { dueDate: "overdue", sortBy: "-dueDate", from: skip + 1, limit },
			schema: ticketList,
		});
		return rowsOf(answer).map(({ id, dueDate }) => ({ id, at: toTime(dueDate) ?? 0 }));
	};
	const page = await readNewRows(read, cursor, since);
	return { ...page, items: page.items.map(({ id, at }) => ({ ticketId: id, at })) };
}
