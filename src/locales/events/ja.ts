import type { TicketEventType } from "../../core/ticket-event.ts";

/** Each event's name and, in one line, what it tells. `ticket` is the vendor's word for one. */
export function japaneseEvents(
	ticket: string,
): Record<TicketEventType, readonly [name: string, description: string]> {
	return {
		"ticket.created": [`新しい${ticket}`, `${ticket}が届いた、または作成されたとき。`],
		"ticket.assigned": ["担当者", "担当者が決まったとき、または外れたとき。"],
		"ticket.status_changed": ["ステータス", "完了と再開を除く、ステータスの変更があったとき。"],
		"ticket.closed": ["完了", `${ticket}が解決または終了したとき。`],
		"ticket.reopened": ["再開", `解決または終了した${ticket}が再開されたとき。`],
		"ticket.priority_changed": ["優先度", "優先度が変わったとき。"],
		"ticket.moved": ["部門", `${ticket}が別の部門に移動したとき。`],
		"ticket.overdue": ["期限超過", `${ticket}が期限を過ぎたとき。`],
		"ticket.escalated": ["エスカレーション", `${ticket}がエスカレーションされたとき。`],
		"comment.added": ["社内コメント", "お客様に見えないコメントが書き込まれたとき。"],
		"reply.received": ["お客様からの返信", "お客様から返信があったとき。"],
		"reply.sent": ["お客様への返信", "担当者がお客様に返信したとき。"],
		"rating.received": ["評価", "お客様から満足度の評価があったとき。"],
		"transition.upcoming": ["次の遷移", "ブループリントの状態が進み、次に行える遷移があるとき。"],
	};
}
