import type { RunCounts } from "../../core/sync/run.ts";
import type { RunView } from "../../services/sync/runs.ts";
import type { PageContext } from "../env.ts";
import { messagesFor } from "../render.tsx";

const OUTCOMES = ["created", "updated", "unchanged", "skipped", "failed"] as const;

/** Records whose outcome is known: what was read waits for the help desk, often for minutes. */
export function countSettled(counts: RunCounts): number {
	return OUTCOMES.reduce((sum, name) => sum + counts[name], 0);
}

/** What a run came to, such as “Made: 12”; of a dry run, what would have been. */
export function describeCounts(c: PageContext, { kind, counts }: Pick<RunView, "kind" | "counts">): string[] {
	const { counts: did, actions } = messagesFor(c).sync;
	const would = {
		created: actions.create,
		updated: actions.update,
		unchanged: actions.unchanged,
		skipped: actions.skip,
		failed: actions.issue,
	};
	const words = kind === "dry_run" ? { ...did, ...would } : did;
	return ([...OUTCOMES, "followed"] as const).flatMap((name) => {
		const count = counts[name] ?? 0;
		return count > 0 ? [`${words[name]}: ${count.toLocaleString(c.var.locale)}`] : [];
	});
}

/** Why a run waits or failed: by itself, or else by whose answer it was. */
export function describeReason(c: PageContext, reason: string): string {
	const { waits } = messagesFor(c).sync;
	const [vendor = ""] = reason.split("_");
	return waits[reason] ?? waits[vendor] ?? reason;
}

export function Counts({ c, run }: { c: PageContext; run: Pick<RunView, "kind" | "counts"> }) {
	const parts = describeCounts(c, run);
	return parts.length > 0 ? <p class="small">{parts.join(" · ")}</p> : null;
}
