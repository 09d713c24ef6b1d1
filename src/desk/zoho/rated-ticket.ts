import { endsTheCall, rowsOf, type ZohoClient } from "./client.ts";
import { readHistory } from "./history.ts";
import { ticketList } from "./schema.ts";

/** How far a rating's own time and the history's may lie apart. */
const APART = 60_000;
const CANDIDATES = 8;

/**
 * The ticket a customer rated at that time, where the rating itself doesn't say: a rating is written down in its
 * ticket's history, and moves the ticket among the recently changed. null when it isn't found.
 */
export async function findRatedTicket(
	client: ZohoClient,
	ratedAt: number,
	now: number,
	budget: { reads: number },
): Promise<string | null> {
	if (budget.reads < 2) return null;
	try {
		budget.reads -= 1;
		const range = [ratedAt - APART, Math.max(now, ratedAt + APART)];
		const answer = await client.read({
			operation: "GET /tickets/search",
			path: "/tickets/search",
			query: {
				modifiedTimeRange: range.map((at) => new Date(at).toISOString()).join(","),
				sortBy: "modifiedTime",
				from: 0,
				limit: CANDIDATES,
			},
			schema: ticketList,
		});
		for (const { id } of rowsOf(answer)) {
			if (budget.reads < 1) return null;
			budget.reads -= 1;
			const { events } = await readHistory(client, id);
			const isRated = events.some(
				({ source, at }) => source === "CustomerRating" && Math.abs(at - ratedAt) <= APART,
			);
			if (isRated) return id;
		}
		return null;
	} catch (error) {
		if (endsTheCall(error)) throw error;
		return null;
	}
}
