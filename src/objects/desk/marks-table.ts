import type { Query } from "./store.ts";

/**
 * `poll`: when to poll; `vendor`: the desk asked for patience until then; `sign_in`: it refused us, so that somebody
 * has to do something; `sweep`: when to forget again.
 */
export type WaitName = "poll" | "vendor" | "sign_in" | "sweep";

export type RoundName = "changes";

/** What the desk's calls were spent on. */
export type WorkName = "looks" | "polls";

/** Where reading goes on, what is waited for, and what was spent of the desk's calls. */
export function createMarksTable({ run, all }: Query) {
	return {
		cursor(name: string): string | null {
			return all<{ cursor: string }>("select cursor from cursors where name = ?", name)[0]?.cursor ?? null;
		},
		saveCursor(name: string, cursor: string): void {
			run("insert or replace into cursors (name, cursor) values (?, ?)", name, cursor);
		},
		forgetCursors(): void {
			run("delete from cursors");
		},

		/** null: nothing is waited for. */
		waitUntil(name: WaitName): number | null {
			const [row] = all<{ at: number }>("select until_at as at from waits where name = ?", name);
			return row?.at ?? null;
		},
		wait(name: WaitName, untilAt: number): void {
			run("insert or replace into waits (name, until_at) values (?, ?)", name, untilAt);
		},
		/** Until when the desk is asked nothing; 0: it may be asked. */
		patience(): number {
			const query = "select max(until_at) as at from waits where name in ('vendor', 'sign_in')";
			return all<{ at: number | null }>(query)[0]?.at ?? 0;
		},
		stopWaiting(name: WaitName): void {
			run("delete from waits where name = ?", name);
		},

		/** When a round last read everything there was; null: never. */
		doneAt(name: RoundName): number | null {
			const [row] = all<{ at: number }>("select done_at as at from rounds where name = ?", name);
			return row?.at ?? null;
		},
		finishRound(name: RoundName, now: number): void {
			run("insert or replace into rounds (name, done_at) values (?, ?)", name, now);
		},

		/** By the day in UTC, as desks count. */
		spentOn(now: number, work: WorkName): number {
			const query = "select units from spent where day = ? and work = ?";
			return all<{ units: number }>(query, utcDay(now), work)[0]?.units ?? 0;
		},
		spend(now: number, work: WorkName, units: number): void {
			run(
				`insert into spent (day, work, units) values (?1, ?2, ?3)
				on conflict (day, work) do update set units = units + excluded.units`,
				utcDay(now),
				work,
				units,
			);
			run("delete from spent where day < ?", utcDay(now));
		},
	};
}

function utcDay(time: number): string {
	return new Date(time).toISOString().slice(0, 10);
}
