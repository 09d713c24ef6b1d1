import type { TicketSnapshot } from "../../core/ticket-snapshot.ts";
import type { Query } from "./store.ts";

export interface SeenTicket {
	revision: number;
	/** null: forgotten, or gone at the desk. */
	snapshot: TicketSnapshot | null;
	seenAt: number;
}

/** What was seen of each ticket last, and ratings that wait to be told with their ticket. */
export function createTicketsTable({ run, all }: Query) {
	return {
		ticket(ticketId: string): SeenTicket | null {
			const [row] = all<{ revision: number; snapshot: string | null; seenAt: number }>(
				"select revision, snapshot, seen_at as seenAt from tickets where ticket_id = ?",
				ticketId,
			);
			return row ? { ...row, snapshot: row.snapshot ? JSON.parse(row.snapshot) : null } : null;
		},
		saveTicket(ticketId: string, snapshot: TicketSnapshot, now: number): void {
			run(
				"insert or replace into tickets (ticket_id, revision, snapshot, seen_at) values (?, ?, ?, ?)",
				ticketId,
				snapshot.revision,
				JSON.stringify(snapshot),
				now,
			);
		},
		/** Should it come back, it is not new, and its card is not turned back. */
		forgetTicket(ticketId: string, now: number): void {
			run("update tickets set snapshot = null, seen_at = ?2 where ticket_id = ?1", ticketId, now);
		},
		/** Answers how many. */
		forgetOldTickets(seenBefore: number, limit: number): number {
			return run(
				`update tickets set snapshot = null where ticket_id in
				(select ticket_id from tickets where seen_at < ? and snapshot is not null limit ?)`,
				seenBefore,
				limit,
			);
		},

		knowsRating(id: string): boolean {
			return all("select 1 as one from ratings where rating_id = ?", id).length > 0;
		},
		addRating(id: string, ticketId: string, contentSealed: string, ratedAt: number): void {
			run(
				"insert or ignore into ratings (rating_id, ticket_id, content_sealed, rated_at) values (?, ?, ?, ?)",
				id,
				ticketId,
				contentSealed,
				ratedAt,
			);
		},
		ratingsOf(ticketId: string): { id: string; contentSealed: string }[] {
			return all(
				`select rating_id as id, content_sealed as contentSealed from ratings
				where ticket_id = ? and content_sealed is not null`,
				ticketId,
			);
		},
		/** Its id stays for a while: a rating that is listed again is not told again. */
		wipeRating(id: string): void {
			run("update ratings set content_sealed = null where rating_id = ?", id);
		},
		dropOldRatings(ratedBefore: number): void {
			run("delete from ratings where rated_at < ?", ratedBefore);
		},
	};
}
