import type { ChannelMove } from "../../context.ts";

/**
 * What waits for a channel, or may be sent again, goes to the one in its place. Messages that are there stay there; a
 * whole team's move is Slack's own, by which they are in the new place already.
 */
export function moveChannel(sql: SqlStorage, { workspaceId, from, to }: ChannelMove): void {
	if (from === to) return;
	const its = `lane = ?1 and is_direct = 0 and state in ('queued', 'dead', 'unknown')
		and (?2 is null or workspace_id = ?2)`;
	sql.exec(
		`update or ignore post_events set destination = ?3 where (event_id, destination) in (
			select e.value ->> 'id', posts.lane from posts, json_each(posts.events) e where ${its})`,
		from,
		workspaceId,
		to,
	);
	sql.exec(`update posts set lane = ?3 where ${its}`, from, workspaceId, to);
	if (workspaceId === null)
		sql.exec("update or ignore cards set channel_id = ?2 where channel_id = ?1", from, to);
}
