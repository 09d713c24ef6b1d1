import { dropPosts } from "./posts.ts";

/** Forgets what belongs to a workspace, and what only it used. */
export function dropWorkspace(sql: SqlStorage, workspaceId: string): void {
	dropPosts(sql, "workspace_id = ?", workspaceId);
	sql.exec("delete from cards where workspace_id = ?", workspaceId);
	sql.exec("delete from directs where user_id not in (select lane from posts)");
	const places = `select lane from posts union select channel_id from cards union select channel_id from directs`;
	sql.exec(`delete from pace where name not in (${places}) and name not glob '*.*'`);
	sql.exec(`delete from troubles where kind = 'channel' and place not in (${places})`);
}

/** A dead letter or an unknown one goes back to the queue, at its old place. false: what it said is gone. */
export function queueAgain(sql: SqlStorage, postId: string, giveUpAt: number): boolean {
	const moved = sql.exec(
		`update posts set state = 'queued', reason = null, attempts = 0, is_plain = 0, hold_at = 0, give_up_at = ?2,
			finished_at = null, is_logged = 0
		where id = ?1 and state in ('dead', 'unknown') and content_sealed is not null returning seq`,
		postId,
		giveUpAt,
	);
	return [...moved].length > 0;
}
