/** How many calls a vendor grants everybody for a while, and how many are left of them. */
export interface Room {
	left: number;
	of: number;
	/** null: the vendor doesn't say. */
	resetsAt: number | null;
}

/** The last tenth is for people, and for what else a company has connected. */
const RESERVE = 0.1;
/** Some come back over the day, or all at an hour that isn't known. */
const LOOK_AGAIN_MS = 15 * 60_000;

/** Until when work that nobody waits for stands back; null: there is room. */
export function restUntil(room: Room | null, now: number): number | null {
	if (!room || room.left >= room.of * RESERVE) return null;
	return Math.max(now + 1_000, room.resetsAt ?? now + LOOK_AGAIN_MS);
}
