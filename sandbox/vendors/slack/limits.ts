import type { Clock } from "../../vendor.ts";

/** Calls a minute, per method and team. `special` methods allow hundreds. */
const PER_MINUTE = { 1: 1, 2: 20, 3: 50, 4: 100, special: 600 } as const;
export type Tier = keyof typeof PER_MINUTE;

/** One message a second and channel; so many at once are let through. */
const POST_BURST = 3;

export interface Limits {
	/** Seconds until the method may be called again; null when it may be called now. */
	call(teamId: string, method: string, tier: Tier): number | null;
	post(channelId: string): number | null;
	setRate(perMinute: number | null): void;
	/** Messages a second and channel; null: as Slack has it. */
	setPostRate(perSecond: number | null): void;
	clear(): void;
}

export function createLimits(clock: Clock): Limits {
	const calls = new Map<string, number[]>();
	const buckets = new Map<string, { left: number; at: number }>();
	let override: number | null = null;
	let postRate: number | null = null;

	return {
		call(teamId, method, tier) {
			const now = clock.now();
			const key = `${teamId} ${method}`;
			const recent = (calls.get(key) ?? []).filter((at) => at > now - 60_000);
			calls.set(key, recent);
			if (recent.length >= (override ?? PER_MINUTE[tier])) {
				return Math.max(1, Math.ceil(((recent[0] ?? now) + 60_000 - now) / 1000));
			}
			recent.push(now);
			return null;
		},
		post(channelId) {
			const now = clock.now();
			const rate = postRate ?? 1;
			const burst = POST_BURST * Math.max(1, rate);
			const bucket = buckets.get(channelId) ?? { left: burst, at: now };
			const left = Math.min(burst, bucket.left + ((now - bucket.at) / 1000) * rate);
			buckets.set(channelId, { left: left < 1 ? left : left - 1, at: now });
			return left < 1 ? 1 : null;
		},
		setRate(perMinute) {
			override = perMinute;
		},
		setPostRate(perSecond) {
			postRate = perSecond;
		},
		clear() {
			calls.clear();
			buckets.clear();
			override = null;
			postRate = null;
		},
	};
}
