/** Which of a workspace's desks a command means. */
export type DeskChoice<T> = { kind: "desk"; desk: T } | { kind: "ask"; desks: T[] } | { kind: "none" };

interface Choosable {
	isMapped: boolean;
	workspace: { isDefault: boolean };
}

/**
 * The desk whose notifications the channel gets; when that is none or several, the workspace's default desk; else
 * the only one; else the person is asked.
 */
export function chooseDesk<T extends Choosable>(desks: readonly T[]): DeskChoice<T> {
	const mapped = desks.filter((desk) => desk.isMapped);
	const candidates = mapped.length > 0 ? mapped : desks;
	const [only] = candidates;
	if (!only) return { kind: "none" };
	if (candidates.length === 1) return { kind: "desk", desk: only };
	const preferred = candidates.find((desk) => desk.workspace.isDefault);
	return preferred ? { kind: "desk", desk: preferred } : { kind: "ask", desks: [...candidates] };
}
