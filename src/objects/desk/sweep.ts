import type { DeskStore } from "./store.ts";
import { DAY_MS, type DeskWork } from "./work.ts";

/** A ticket that nothing happened to for so long is rebuilt from its history when something does. */
const KEEP_MS = 180 * DAY_MS;
const MAX_FORGOTTEN = 500;

/** Once a day, and at once again while there is more. */
export function sweep({ ctx, store }: DeskWork): void {
	const now = ctx.now();
	if ((store.waitUntil("sweep") ?? 0) > now) return;
	const forgotten = store.forgetOldTickets(now - KEEP_MS, MAX_FORGOTTEN);
	store.dropOldRatings(now - KEEP_MS);
	store.wait("sweep", forgotten < MAX_FORGOTTEN ? now + DAY_MS : now);
}

const LISTENING = "listening";

/** Where a poll was is over once nobody listened in between: what happened then is not told. */
export function beginListening(store: DeskStore, listeningAt: number): void {
	const known = store.cursor(LISTENING);
	if (known === String(listeningAt)) return;
	if (known !== null && listeningAt > Number(known)) store.forgetCursors();
	store.saveCursor(LISTENING, String(listeningAt));
}
