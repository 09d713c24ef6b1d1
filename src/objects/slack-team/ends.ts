import type { Context } from "../../context.ts";
import type { DeliveryRecord } from "../../core/delivery.ts";
import { recordDeliveries, type TeamNow, type WorkspaceNow } from "../../db/deliveries.ts";
import { dropWorkspace } from "./forget.ts";
import { endOverdue, endUnwanted, findHeads } from "./posts.ts";
import type { EventMark, FinalState } from "./tables.ts";

/** Posts whose ends are written by one statement. */
const MAX_LOGGED = 200;

/**
 * Ends what nobody wants any more and what came too late, as far as it would be next. Answers the workspaces that
 * may be spoken to. What was handed over after `asOf` may be of a workspace that `team` doesn't know yet.
 */
export function judgeQueued(sql: SqlStorage, team: TeamNow, asOf: number, now: number): Set<string> {
	const reasons = new Map(team.workspaces.map((workspace) => [workspace.id, toReason(workspace)]));
	const isOpen = (id: string) => reasons.get(id) === null;
	for (;;) {
		const heads = findHeads(sql, now);
		const unwanted = heads.filter((head) => !isOpen(head.workspace_id) && head.created_at <= asOf);
		const overdue = heads.filter(({ give_up_at }) => give_up_at <= now);
		if (unwanted.length === 0 && overdue.length === 0) break;
		for (const { workspace_id } of unwanted) {
			const reason = reasons.get(workspace_id);
			if (reason) endUnwanted(sql, workspace_id, reason, now);
			// It was handed over while the workspace was cleared away.
			else dropWorkspace(sql, workspace_id);
		}
		for (const { lane } of overdue) endOverdue(sql, lane, now, team.state === "revoked");
	}
	return new Set([...reasons.keys()].filter(isOpen));
}

function toReason({ state, desk }: WorkspaceNow): "disabled" | "paused" | "removed" | null {
	if (state === "deleting" || desk.state === "deleting") return "removed";
	if (state === "disabled") return "disabled";
	return desk.isPaused ? "paused" : null;
}

type EndRow = {
	seq: number;
	id: string;
	workspace_id: string;
	desk_id: string;
	lane: string;
	is_direct: number;
	ticket_id: string | null;
	ticket_number: string | null;
	events: string;
	state: FinalState;
	reason: string | null;
	message_ts: string | null;
	happened_at: number;
	finished_at: number;
};

/**
 * Writes what became of posts to D1, a row per event. Answers whether there is more to write. Throws when D1 doesn't
 * take it: then it is still owed.
 */
export async function logEnds(ctx: Context, sql: SqlStorage, team: TeamNow): Promise<boolean> {
	const rows = [
		...sql.exec<EndRow>(
			`select seq, id, workspace_id, desk_id, lane, is_direct, ticket_id, ticket_number, events, state, reason,
				message_ts, happened_at, finished_at
			from posts where is_logged = 0 and finished_at is not null order by finished_at limit ?`,
			MAX_LOGGED,
		),
	];
	if (rows.length === 0) return false;
	await recordDeliveries(ctx.db.$client, team.teamId, rows.flatMap(toRecords));
	// What was sent again meanwhile is owed once more.
	const logged = JSON.stringify(rows.map(({ seq, finished_at }) => [seq, finished_at]));
	sql.exec(
		`update posts set is_logged = 1
		where (seq, finished_at) in (select value ->> 0, value ->> 1 from json_each(?))`,
		logged,
	);
	return rows.length === MAX_LOGGED;
}

/** A post's id and one of its events; whoever sends it again by one of them sends the whole post. */
function toDeliveryId(postId: string, number: number): string {
	return `${postId}:${number}`;
}

export function toPostId(deliveryId: string): string {
	return deliveryId.replace(/:\d+$/, "");
}

function toRecords(row: EndRow): DeliveryRecord[] {
	const events = JSON.parse(row.events) as EventMark[];
	return events.map(({ id, type }, number) => ({
		id: toDeliveryId(row.id, number),
		workspaceId: row.workspace_id,
		deskId: row.desk_id,
		eventId: id,
		eventType: type,
		ticketId: row.ticket_id,
		ticketNumber: row.ticket_number,
		destination: row.is_direct
			? { kind: "direct", slackUserId: row.lane }
			: { kind: "channel", channelId: row.lane },
		state: row.state,
		reason: row.reason,
		at: row.happened_at,
		finishedAt: row.finished_at,
		messageTs: row.message_ts,
	}));
}
