import { lostWait } from "./patience.ts";
import type { World } from "./world.ts";

/** Writes that a kill or a failure left without an answer. */
export function resumeInterrupted(world: World): void {
	const { ctx, store } = world;
	for (const row of store.interruptedChunks()) {
		// It may have been done: what would be made is looked for, a change is the same when it is made twice.
		const isMade = row.step === "made";
		const dueAt = ctx.now() + (isMade ? lostWait(world, row.kind) : 0);
		store.repeat(row.key, isMade ? "match" : row.step, dueAt);
	}
}
