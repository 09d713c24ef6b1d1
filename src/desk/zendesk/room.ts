import type { Room } from "../../core/sync/room.ts";

/** The account's calls of this minute, as every answer tells them; null where it doesn't. */
export function parseRoom(headers: Headers, now: number): Room | null {
	const [of, left, reset] = ["ratelimit-limit", "ratelimit-remaining", "ratelimit-reset"].map((name) => {
		const text = headers.get(name)?.trim() ?? "";
		return /^\d{1,9}$/.test(text) ? Number(text) : null;
	});
	if (of == null || left == null) return null;
	return { of, left, resetsAt: reset == null ? null : now + reset * 1000 };
}
