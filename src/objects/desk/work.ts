import type { Context } from "../../context.ts";
import type { Desk } from "../../services/desks/find-desk.ts";
import type { OpenFeed } from "../../services/hearing/open-feed.ts";
import type { DeskStore } from "./store.ts";

/** One run of the object's alarm. */
export interface DeskWork {
	ctx: Context;
	store: DeskStore;
	desk: Desk;
	/** What happened before is nobody's news. */
	listeningAt: number;
}

/** A run that may ask the desk. */
export interface FeedWork extends DeskWork {
	open: Pick<OpenFeed, "feed" | "provider" | "helpDesk">;
}

export const DAY_MS = 24 * 3_600_000;
/** What still fails after this is given up: the desk's card counts it. */
export const GIVE_UP_MS = DAY_MS;
const FIRST_RETRY_MS = 5_000;
const MOST_RETRY_MS = 10 * 60_000;

export function backOff(attempts: number): number {
	return Math.min(MOST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempts, 16));
}

/** Where something that waits in this object is sealed to. */
export function contentPlace(deskId: string, row: string) {
	return { table: "desk_object", column: "content", row, desk: deskId };
}
