import { finish } from "./posts.ts";
import { backOff, noteSuccess, noteWideVerdict, type Run } from "./run.ts";
import type { PostRow } from "./tables.ts";
import { toVerdict } from "./verdict.ts";

/** The DM between the app and a person, once it was opened. */
export function knownDirect(sql: SqlStorage, userId: string): string | null {
	const [row] = sql.exec<{ channel_id: string }>("select channel_id from directs where user_id = ?", userId);
	return row?.channel_id ?? null;
}

/** Opens it. null: not now, or never; the post knows. Opening twice is opening once, so a lost answer costs nothing. */
export async function openDirect(run: Run, post: PostRow): Promise<string | null> {
	const { ctx, sql, pace, slack } = run;
	pace.useMethod("conversations.open", ctx.now());
	try {
		const channelId = await slack.openDirect(post.lane);
		sql.exec("insert or replace into directs (user_id, channel_id) values (?, ?)", post.lane, channelId);
		noteSuccess(run, "conversations.open", null);
		return channelId;
	} catch (error) {
		const verdict = toVerdict(error);
		if (noteWideVerdict(run, "conversations.open", verdict)) return null;
		if (verdict.kind === "later" || verdict.kind === "unknown") {
			sql.exec("update posts set attempts = attempts + 1 where seq = ?", post.seq);
			backOff(run, post.lane, post.attempts + 1);
			return null;
		}
		const reason = "code" in verdict ? verdict.code : "slack";
		ctx.log.warn("delivery.no_direct", { team: run.team.teamId, code: reason });
		finish(sql, [post.seq], "queued", { state: "dead", reason, now: ctx.now() });
		return null;
	}
}
