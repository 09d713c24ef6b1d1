import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

/** Linux's USER_HZ, the same on every architecture Node runs on. */
const TICKS_PER_SECOND = 100;

/** Field 3 and what follows of `/proc/<pid>/stat`; null where there is no /proc. */
function readStat(pid: number): string[] | null {
	if (!existsSync("/proc/self/stat")) return null;
	const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
	// The command's name may hold spaces and brackets.
	return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}

/** CPU seconds that a process has used so far, user and system, in steps of 10 ms. */
export function readCpuSeconds(pid: number): number {
	const fields = readStat(pid);
	if (!fields) return readFromPs(pid);
	return (Number(fields[14 - 3]) + Number(fields[15 - 3])) / TICKS_PER_SECOND;
}

/** Milliseconds since the process was started, in steps of 10; null where that can't be read so finely. */
export function readAgeMs(pid: number): number | null {
	const fields = readStat(pid);
	if (!fields) return null;
	const uptime = Number(readFileSync("/proc/uptime", "utf8").split(" ")[0]);
	return (uptime - Number(fields[22 - 3]) / TICKS_PER_SECOND) * 1000;
}

/** macOS writes minutes:seconds with hundredths. */
function readFromPs(pid: number): number {
	const text = execFileSync("ps", ["-o", "time=", "-p", String(pid)], { encoding: "utf8" }).trim();
	return text.split(":").reduce((total, part) => total * 60 + Number(part), 0);
}
