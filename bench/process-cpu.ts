import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

/** Linux's USER_HZ, the same on every architecture Node runs on. */
const TICKS_PER_SECOND = 100;

/** CPU seconds that a process has used so far, user and system, in steps of 10 ms. */
export function readCpuSeconds(pid: number): number {
	if (!existsSync("/proc/self/stat")) return readFromPs(pid);
	const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
	// The command's name may hold spaces and brackets; behind its last bracket comes field 3.
	const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
	return (Number(fields[14 - 3]) + Number(fields[15 - 3])) / TICKS_PER_SECOND;
}

/** macOS writes minutes:seconds with hundredths. */
function readFromPs(pid: number): number {
	const text = execFileSync("ps", ["-o", "time=", "-p", String(pid)], { encoding: "utf8" }).trim();
	return text.split(":").reduce((total, part) => total * 60 + Number(part), 0);
}
