import type { RunReport } from "./sync-bench.ts";

/** Calls of a vendor, of one method and of paths like this. */
export function countCalls({ calls }: RunReport, vendor: string, method = "", path = /(?:)/): number {
	return calls.filter(
		(call) => call.vendor === vendor && call.method.startsWith(method) && path.test(call.path),
	).length;
}

export interface Polls {
	calls: number;
	/** How often one job was asked after, at most. */
	mostOfOne: number;
}

export function countPolls({ calls }: RunReport): Polls {
	const polls = calls.filter(({ path }) => path.includes("/job_statuses"));
	const ofJob = new Map<string, number>();
	for (const id of polls.flatMap(({ query }) => (query.get("ids") ?? "").split(","))) {
		ofJob.set(id, (ofJob.get(id) ?? 0) + 1);
	}
	return { calls: polls.length, mostOfOne: Math.max(0, ...ofJob.values()) };
}
