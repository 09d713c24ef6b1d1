import type { ChannelMove } from "../../context.ts";

interface Mapped {
	departmentId: string;
	channelId: string;
}

/**
 * Where what waits for a channel goes that isn't mapped any more. A message in the queue doesn't tell its department:
 * where those of one channel part, it stays and ends as a dead letter after its day.
 */
export function findMoves(
	workspaceId: string,
	before: readonly Mapped[],
	after: readonly Mapped[],
): ChannelMove[] {
	const next = new Map(after.map(({ departmentId, channelId }) => [departmentId, channelId]));
	const kept = new Set(next.values());
	const [only] = kept.size === 1 ? kept : [];
	return [...Map.groupBy(before, ({ channelId }) => channelId)].flatMap(([from, rows]) => {
		const targets = new Set(rows.map(({ departmentId }) => next.get(departmentId) ?? only));
		const [to] = targets;
		return !kept.has(from) && targets.size === 1 && to ? [{ workspaceId, from, to }] : [];
	});
}
