import { cpus } from "node:os";
import { readCpuSeconds } from "./process-cpu.ts";

/** How much of the machine processes other than the bench's own take meanwhile: 0 to 1. */
export function watchOthers(pids: readonly number[]): () => number {
	const from = { at: performance.now(), busy: busySeconds(), own: ownSeconds(pids) };
	return () => {
		const available = ((performance.now() - from.at) / 1000) * cpus().length;
		const others = busySeconds() - from.busy - (ownSeconds(pids) - from.own);
		return Math.max(0, others / available);
	};
}

function busySeconds(): number {
	return (
		cpus().reduce((total, { times }) => total + times.user + times.nice + times.sys + times.irq, 0) / 1000
	);
}

function ownSeconds(pids: readonly number[]): number {
	const { user, system } = process.cpuUsage();
	return pids.reduce((total, pid) => total + readCpuSeconds(pid), (user + system) / 1e6);
}
