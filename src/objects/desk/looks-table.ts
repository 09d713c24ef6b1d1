import type { Query } from "./store.ts";

/** Several hints of one action come within this time: the ticket is read once. */
const COALESCE_MS = 2_000;

export interface Look {
	ticketId: string;
	/** How often it was asked for: grows while the look is under way when there is more to see. */
	asked: number;
	attempts: number;
	firstAt: number;
	/** When a poll says it ran past what was promised. */
	overdueAt: number | null;
}

/** Tickets that are to be read. */
export function createLooksTable({ run, all }: Query) {
	return {
		/** A look that keeps failing keeps its own pace. */
		ask(ticketId: string, now: number, overdueAt: number | null = null): void {
			run(
				`insert into looks (ticket_id, asked, attempts, due_at, first_at, overdue_at)
				values (?1, 1, 0, ?2, ?3, ?4)
				on conflict (ticket_id) do update set asked = asked + 1,
					due_at = case when attempts = 0 then min(due_at, excluded.due_at) else due_at end,
					overdue_at = coalesce(excluded.overdue_at, overdue_at)`,
				ticketId,
				now + COALESCE_MS,
				now,
				overdueAt,
			);
		},
		dueLooks(now: number, limit: number): Look[] {
			return all<Look>(
				`select ticket_id as ticketId, asked, attempts, first_at as firstAt, overdue_at as overdueAt
				from looks where due_at <= ? order by due_at limit ?`,
				now,
				limit,
			);
		},
		/** Asked for again meanwhile, it is looked at again. */
		finishLook({ ticketId, asked }: Look, now: number): void {
			run("delete from looks where ticket_id = ? and asked = ?", ticketId, asked);
			run(
				"update looks set attempts = 0, due_at = ?2, first_at = ?3 where ticket_id = ?1",
				ticketId,
				now + COALESCE_MS,
				now,
			);
		},
		failLook({ ticketId, attempts }: Look, dueAt: number): void {
			run("update looks set attempts = ?2, due_at = ?3 where ticket_id = ?1", ticketId, attempts + 1, dueAt);
		},
		dropLook(ticketId: string): void {
			run("delete from looks where ticket_id = ?", ticketId);
		},
		/** Answers how many there were. */
		dropOldLooks(firstBefore: number): number {
			return run("delete from looks where first_at < ?", firstBefore);
		},
	};
}
