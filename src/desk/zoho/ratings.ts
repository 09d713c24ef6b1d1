import type { Rating } from "../../core/ticket-event.ts";
import type { FeedPage } from "../desk-feed.ts";
import { rowsOf, type ZohoClient } from "./client.ts";
import { toTime } from "./mapper.ts";
import { readNewRows } from "./newest-first.ts";
import { findRatedTickets } from "./rated-ticket.ts";
import { type RatingRow, ratingRows } from "./schema-hearing.ts";

const SCORES: Readonly<Record<string, Rating["score"]>> = { GOOD: "good", OK: "ok", BAD: "bad" };

export async function readRatings(
	client: ZohoClient,
	cursor: string | null,
	since: number,
	now: number,
): Promise<FeedPage<Rating>> {
	const read = async (skip: number, limit: number) => {
		const answer = await client.read({
			operation: "GET /customerHappiness",
			path: "/customerHappiness",
			query: { department: "allDepartment", sortBy: "-ratedTime", from: skip, limit },
			schema: ratingRows,
		});
		return rowsOf(answer).map((row) => ({ id: row.id, at: toTime(row.ratedTime) ?? 0, row }));
	};
	const page = await readNewRows(read, cursor, since);
	const rated = page.items.flatMap(({ row, at }) => toRating(row, at) ?? []);
	return { ...page, items: await nameTickets(client, rated, now) };
}

function toRating({ id, rating, ticketId, ticket, feedback }: RatingRow, ratedAt: number): Rating | null {
	const score = SCORES[rating?.toUpperCase() ?? ""];
	if (!score) return null;
	return { id, ticketId: ticketId ?? ticket?.id ?? null, score, comment: feedback?.trim() || null, ratedAt };
}

/** Whether a rating names its ticket isn't known of every portal. */
async function nameTickets(client: ZohoClient, ratings: Rating[], now: number): Promise<Rating[]> {
	const nameless = ratings.filter(({ ticketId }) => ticketId === null);
	const found = await findRatedTickets(client, nameless, now);
	return ratings.map((rating) => ({ ...rating, ticketId: rating.ticketId ?? found.get(rating.id) ?? null }));
}
