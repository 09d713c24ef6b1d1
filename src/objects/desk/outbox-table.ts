import type { Query } from "./store.ts";

export interface SealedNotice {
	id: string;
	contentSealed: string;
	attempts: number;
	createdAt: number;
}

/** Notices that the teams' objects don't have yet, in the order they were seen. */
export function createOutboxTable({ run, all }: Query) {
	return {
		addNotice(id: string, contentSealed: string, now: number): void {
			run(
				`insert or ignore into outbox (id, content_sealed, attempts, next_at, created_at)
				values (?, ?, 0, ?, ?)`,
				id,
				contentSealed,
				now,
				now,
			);
		},
		dueNotices(now: number, limit: number): SealedNotice[] {
			return all(
				`select id, content_sealed as contentSealed, attempts, created_at as createdAt
				from outbox where next_at <= ? order by seq limit ?`,
				now,
				limit,
			);
		},
		dropNotice(id: string): void {
			run("delete from outbox where id = ?", id);
		},
		failNotice(id: string, nextAt: number): void {
			run("update outbox set attempts = attempts + 1, next_at = ?2 where id = ?1", id, nextAt);
		},
	};
}
