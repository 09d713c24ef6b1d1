import type { RunProgress } from "../../core/sync/run.ts";
import type { Run } from "./run.ts";

export function describeProgress({
	id,
	kind,
	state,
	reason,
	resumesAt,
	total,
	startedAt,
	counts,
}: Run): RunProgress {
	return { ...counts, runId: id, kind, state, reason, resumesAt, total, startedAt };
}
