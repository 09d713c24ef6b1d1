import type { DeskHealth } from "../../context.ts";
import type { DeskStore } from "./store.ts";

/** How the hearing goes, in numbers only. */
export function describeHealth(store: DeskStore, now: number): DeskHealth {
	const until = store.patience();
	// Whichever is longer is the one that holds everything up.
	const reason = (store.waitUntil("sign_in") ?? 0) >= until ? "sign_in" : "vendor";
	return {
		...store.backlog(),
		polledAt: store.doneAt("changes"),
		patience: until > now ? { reason, until } : null,
		spent: { looks: store.spentOn(now, "looks"), polls: store.spentOn(now, "polls") },
	};
}
