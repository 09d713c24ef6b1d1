/** When channels and methods may be used again. Durable: a restart doesn't forget what was sent a moment ago. */

/** Slack lets one message a second into a channel. */
const LANE_MS = 1_000;

/**
 * One call each `everyMs`, `burst` more at once. Slack's third tier is 50 a minute: at most 45 in any minute are
 * ours, the rest is left to what people do. Posting as a whole has no published rate.
 */
const METHODS = {
	"chat.postMessage": { everyMs: 125, burst: 4 },
	"chat.update": { everyMs: 1_429, burst: 2 },
	"conversations.open": { everyMs: 1_429, burst: 2 },
} as const;
export type PacedMethod = keyof typeof METHODS;

export interface Pace {
	/** 0 when it is free. */
	laneWaitsUntil(name: string): number;
	methodWaitsUntil(method: PacedMethod): number;
	/** When as many may go at once as ever: later, but worth a run. */
	methodRestsUntil(method: PacedMethod): number;
	useLane(name: string, now: number): void;
	useMethod(method: PacedMethod, now: number): void;
	/** Leaves a lane or method alone until then. */
	block(name: string, until: number): void;
	/** What was left alone may be tried; rates stay, and what Slack asked for. */
	unblock(): void;
}

type PaceRow = { free_at: number; blocked_at: number };

export function createPace(sql: SqlStorage): Pace {
	function read(name: string): PaceRow {
		const [row] = sql.exec<PaceRow>("select free_at, blocked_at from pace where name = ?", name);
		return row ?? { free_at: 0, blocked_at: 0 };
	}

	function write(name: string, column: "free_at" | "blocked_at", at: number): void {
		sql.exec(
			`insert into pace (name, ${column}) values (?1, ?2)
			on conflict (name) do update set ${column} = max(${column}, excluded.${column})`,
			name,
			at,
		);
	}

	return {
		laneWaitsUntil(name) {
			const { free_at, blocked_at } = read(name);
			return Math.max(free_at, blocked_at);
		},
		methodWaitsUntil(method) {
			const { free_at, blocked_at } = read(method);
			const { everyMs, burst } = METHODS[method];
			return Math.max(free_at - everyMs * burst, blocked_at);
		},
		methodRestsUntil(method) {
			const { free_at, blocked_at } = read(method);
			return Math.max(free_at - METHODS[method].everyMs, blocked_at);
		},
		useLane: (name, now) => write(name, "free_at", now + LANE_MS),
		useMethod(method, now) {
			write(method, "free_at", Math.max(read(method).free_at, now) + METHODS[method].everyMs);
		},
		block: (name, until) => write(name, "blocked_at", until),
		unblock() {
			sql.exec(
				`update pace set blocked_at = 0
				where name not in (select value from json_each(?)) or name in (select place from troubles)`,
				JSON.stringify(Object.keys(METHODS)),
			);
		},
	};
}
