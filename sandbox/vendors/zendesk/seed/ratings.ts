import type { RatingRecord, TicketRecord } from "../state.ts";

/** Of three tickets that were solved, two were rated; one of seven ratings is bad. */
export function seedRatings(tickets: readonly TicketRecord[]): RatingRecord[] {
	return tickets
		.filter(({ solvedAt }) => solvedAt !== null)
		.flatMap(({ id, requesterId, assigneeId, groupId, solvedAt }, index) => {
			if (assigneeId === null || groupId === null || solvedAt === null) return [];
			const score = index % 3 === 2 ? "offered" : index % 7 === 3 ? "bad" : "good";
			return [
				{
					id: 31_000 + index,
					ticketId: id,
					requesterId,
					assigneeId,
					groupId,
					score,
					createdAt: solvedAt,
				} as const,
			];
		})
		.sort((a, b) => a.createdAt - b.createdAt);
}
